"""What is laid down before the first question, written into the journal once: no later change of the plan reaches it."""

from __future__ import annotations

from dataclasses import asdict

from houdun.channel.email.settings import is_loopback
from houdun.facts.claim import Endpoint
from houdun.facts.happening import Happening
from houdun.facts.time import MINUTE, Millis
from houdun.facts.trial import Declaration
from houdun.facts.vendor import Vendor
from houdun.flow.trial.record import TRIAL, Journal
from houdun.flow.trial.terms import Contact, Terms

DECLARED = "declared"


def declare(terms: Terms, now: Millis) -> Happening:
    """The declaration, as the journal keeps it."""
    declared = Declaration(
        name=terms.name,
        at=now,
        days=terms.days,
        blocks=terms.blocks,
        vendors=terms.vendors,
        endpoint=terms.endpoint,
        conduct=_conduct(terms),
        simulated=all(map(_on_this_machine, terms.contacts)),
    )
    return Happening(TRIAL, DECLARED, now, asdict(declared))


def declaration(journal: Journal) -> Declaration | None:
    """What was declared; None where no trial was begun."""
    entry = journal.find(TRIAL, DECLARED)
    if entry is None:
        return None
    data = dict(entry.data)
    vendors = tuple(Vendor(**each) for each in data.pop("vendors"))
    return Declaration(vendors=vendors, endpoint=Endpoint(**data.pop("endpoint")), **data)


def _conduct(terms: Terms) -> dict[str, int | bool | str]:
    """The settings under the names that the plan's file gives them."""
    conduct = terms.conduct
    return {
        "open_questions": conduct.open_questions,
        "night_calls_a_week": conduct.night_calls_a_week,
        "window_minutes": conduct.window // MINUTE,
        "spacing_minutes": conduct.spacing // MINUTE,
        "reply_after_minutes": terms.rules.reply_after // MINUTE,
        "media_minutes": conduct.media_minutes,
        "approval": conduct.approval,
        "terms_checked": conduct.terms_checked,
        "debrief": conduct.debrief,
    }


def _on_this_machine(contact: Contact) -> bool:
    return contact.mailbox is not None and is_loopback(contact.mailbox.smtp.host)
