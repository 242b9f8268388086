"""What a trial knows of a vendor's message besides its words: what a request was worth, since it is known what may be asked for and what was told
before; and who wrote it, where a person has said so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from houdun.facts.case import Finding, Message
from houdun.facts.signals import Derived
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.standing import CaseState

BRIEF, TOLD = "brief", "told"
"""What was asked for again: something of the brief, or of this case."""


def requested(message: Message, meaning: Meaning, before: CaseState) -> Iterator[Finding]:
    """Justified: it asks for a specific thing of the withheld list, or known to us alone, that it does not have yet (DESIGN: the contract clock pauses).
    Asks again: for what the brief, the opening or an earlier letter of this case holds. A request may be both."""
    if not meaning.person:
        return
    question = before.matter.instance.question
    held = frozenset(question.withheld)
    new = (meaning.wants & held) - before.evidence or meaning.reserves - before.reserves
    if new or (meaning.reproduction and question.reproduction and not before.reproduction):
        yield _finding(message, Derived.JUSTIFIED_REQUEST)
    if meaning.brief:
        yield _finding(message, Derived.ASKS_AGAIN, BRIEF)
    elif meaning.given or meaning.wants & before.evidence or meaning.reserves & before.reserves:
        yield _finding(message, Derived.ASKS_AGAIN, TOLD)


def wrote(message: Message, meaning: Meaning) -> Finding:
    """A person or a machine, as a person has decided. It counts before all that rules find."""
    return _finding(message, Derived.IS_PERSON if meaning.person else Derived.IS_MACHINE)


def _finding(message: Message, name: Derived, value: str = "") -> Finding:
    uid = hashlib.sha256(repr((message.uid, str(name), value)).encode()).hexdigest()[:24]
    return Finding(uid=f"t-{uid}", at=message.at, about=message.uid, name=str(name), start=0, end=len(message.text), value=value)
