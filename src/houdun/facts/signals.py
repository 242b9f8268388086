"""The names of what we find in messages. A name is stable: it stands in stores, exports and rubrics."""

from __future__ import annotations

from enum import StrEnum


class Signal(StrEnum):
    """Read from one message by a rule. Spoken by the vendor, except CONFIRMS_FIX, which the customer says."""

    ASKS_FOR_LOGS = "asks_for_logs"
    ASKS_FOR_REPRODUCTION = "asks_for_reproduction"
    ASKS_FOR_EVERYTHING = "asks_for_everything"
    NAMES_CAUSE = "names_cause"
    GIVES_CHANGE = "gives_change"
    GIVES_WORKAROUND = "gives_workaround"
    ONLY_LINK = "only_link"
    PASSES_ON = "passes_on"
    CLOSES_AS_STALE = "closes_as_stale"
    BLAMES_CUSTOMER = "blames_customer"
    ADMITS_LIMIT = "admits_limit"
    CITES_PRECEDENT = "cites_precedent"
    PROMISES_UPDATE = "promises_update"
    AUTOMATIC_REPLY = "automatic_reply"
    OFFERS_POSTMORTEM = "offers_postmortem"
    OFFERS_RETEST = "offers_retest"
    CLAIMS_FIXED = "claims_fixed"
    CONFIRMS_FIX = "confirms_fix"


class Derived(StrEnum):
    """Read from a message within its case, or across cases, or decided by a person."""

    JUSTIFIED_REQUEST = "justified_request"
    ASKS_AGAIN = "asks_again"
    DOUBTFUL_PERSON = "doubtful_person"
    IS_PERSON = "is_person"
    IS_MACHINE = "is_machine"
    UNDELIVERED = "undelivered"
    """It came back: the vendor never had it."""


class Known(StrEnum):
    """What a trial knows of a case: from the answer key, from raters, from the probe. The finding's value is a number."""

    DEPTH_GRADE = "depth_grade"
    """A rater's grade, 0–4."""
    DEPTH_KEYED = "depth_keyed"
    """By rule, against the answer key, 0–4."""
    CAUSE_RIGHT = "cause_right"
    """1 where the cause that the vendor named is the true one, 0 where it is another."""
    POSTMORTEM_ITEMS = "postmortem_items"
    """The share of a post-mortem's items that a rater found."""
    RECOVERY = "recovery"
    """1 where, after the vendor's word, the probe saw the stream recover, 0 where it looked and never did."""
