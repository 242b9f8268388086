"""A case is one support conversation: an append-only log of what was said and what happened.

The log is the only truth: milestones and clocks are recomputed from it, and a correction is a further entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor


class Role(StrEnum):
    """Who acts. Only a vendor's human answers: bots and bystanders never stop a clock."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    BOT = "bot"
    BYSTANDER = "bystander"


class Severity(StrEnum):
    """How bad it is, as it was at the time of the event."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Milestone(StrEnum):
    IMPACT_STARTED = "impact_started"
    OPENED = "opened"
    AUTO_ACKED = "auto_acked"
    FIRST_RESPONSE = "first_response"
    INFO_REQUESTED = "info_requested"
    TRIAGED = "triaged"
    LOCATED = "located"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    RCA_DELIVERED = "rca_delivered"
    RETRO_TESTED = "retro_tested"
    CLOSED = "closed"


class Basis(StrEnum):
    """Whether a milestone was said by the vendor or seen by a probe or a person. Never pooled."""

    CLAIMED = "claimed"
    OBSERVED = "observed"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry stands in the raw evidence: the sha256 of the stored blob, and the place inside it."""

    blob: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Who said what when. `text` holds the new words only: quotations are stripped.

    `automatic` names the rule by which the channel knows a machine wrote it (role is then BOT);
    `doubtful` one by which it only might have: a person is to decide.
    """

    uid: str
    at: Millis
    author: str
    role: Role
    text: str
    source: Source
    public: bool = True
    automatic: str = ""
    doubtful: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A milestone stated by the source itself: a status change, a mapped activity, a person's stamp.

    An observed time may be an interval `at` … `until`.
    """

    uid: str
    at: Millis
    milestone: Milestone
    basis: Basis
    author: str
    role: Role
    source: Source
    until: Millis | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveritySet:
    """From here on the case has this severity."""

    uid: str
    at: Millis
    severity: Severity
    author: str
    role: Role
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerSet:
    """From here on this person or group has the case: a second one is a hand-over."""

    uid: str
    at: Millis
    owner: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a room of ours found in message `about`, appended by `flow`: a signal, a corrected role, a justified request.

    `text[start:end]` of that message is the evidence. `value` carries what the finding says beyond its name
    (of `promises_update`: the UTC milliseconds at which the next word is due). `version` is that of the rules.
    """

    uid: str
    at: Millis
    about: str
    name: str
    start: int
    end: int
    value: str = ""
    version: str = ""


Entry: TypeAlias = Message | Stamp | SeveritySet | OwnerSet | Finding


@dataclass(frozen=True, slots=True, order=True)
class CaseKey:
    """The identity of a case: the same id at another vendor or in another channel is another case."""

    vendor: Vendor
    channel: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLog:
    """A case, or a part of one: a reader may hand over the same case in several parts.

    `horizon` is the last moment that the evidence can speak of: what has not happened by then is right-censored.
    `entries` of a whole case are ordered by (at, uid); `uid` is unique within the case and comes from the content,
    so that the same fact read twice, from whichever file, is one entry.
    """

    key: CaseKey
    title: str
    horizon: Millis
    entries: tuple[Entry, ...]
