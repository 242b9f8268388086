"""A case's entries as steps: what each of them triggers. The only place that knows roles, findings and stamps.

Who speaks is decided by `facts.speaker`: what only might be a machine's stops no human clock until a person decides. Internal
notes trigger nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from houdun.case.transitions import Trigger
from houdun.facts.case import Basis, Entry, Finding, Message, Milestone, Role, Severity, SeveritySet, Stamp
from houdun.facts.signals import Derived, Signal
from houdun.facts.speaker import Speaker, speaker
from houdun.facts.time import EARLIEST, LATEST, Millis

SEVERITIES = tuple(Severity)
UNSAID = -1
"""The `value` of a step that carries none."""


class Step(NamedTuple):
    """One trigger. `value` is the index in `SEVERITIES` of `severity_set`, the time due of `promises_word`, else `UNSAID`."""

    at: Millis
    trigger: Trigger
    uid: str
    value: int = UNSAID
    basis: Basis = Basis.CLAIMED
    until: Millis | None = None


VENDOR_SAYS = {
    Signal.ASKS_FOR_LOGS: Trigger.ASKS,
    Signal.ASKS_FOR_REPRODUCTION: Trigger.ASKS,
    Signal.ASKS_FOR_EVERYTHING: Trigger.ASKS,
    Derived.JUSTIFIED_REQUEST: Trigger.ASKS_JUSTLY,
    Signal.PROMISES_UPDATE: Trigger.PROMISES_WORD,
    Signal.NAMES_CAUSE: Trigger.LOCATED,
    Signal.GIVES_WORKAROUND: Trigger.MITIGATED,
    Signal.GIVES_CHANGE: Trigger.MITIGATED,
    Signal.CLAIMS_FIXED: Trigger.RESOLVED,
}
STATED = {
    Milestone.IMPACT_STARTED: Trigger.IMPACT_STARTED,
    Milestone.OPENED: Trigger.OPENED,
    Milestone.AUTO_ACKED: Trigger.MACHINE_REPLIES,
    Milestone.INFO_REQUESTED: Trigger.ASKS,
    Milestone.TRIAGED: Trigger.TRIAGED,
    Milestone.LOCATED: Trigger.LOCATED,
    Milestone.MITIGATED: Trigger.MITIGATED,
    Milestone.RESOLVED: Trigger.RESOLVED,
    Milestone.REOPENED: Trigger.REOPENED,
    Milestone.RCA_DELIVERED: Trigger.RCA_DELIVERED,
    Milestone.RETRO_TESTED: Trigger.RETRO_TESTED,
    Milestone.CLOSED: Trigger.CLOSED,
}
SEEN = {Milestone.MITIGATED: Trigger.MITIGATED_SEEN, Milestone.RESOLVED: Trigger.RESOLVED_SEEN}
SPEAKS = {
    Speaker.CUSTOMER: Trigger.CUSTOMER_WRITES,
    Speaker.HUMAN: Trigger.HUMAN_REPLIES,
    Speaker.MACHINE: Trigger.MACHINE_REPLIES,
    Speaker.DOUBTFUL: Trigger.DOUBTFUL_REPLIES,
}
REPLIES = {Role.VENDOR: Trigger.HUMAN_REPLIES, Role.BOT: Trigger.MACHINE_REPLIES}
_ORDER = {trigger: place for place, trigger in enumerate(Trigger)}


def order(entry: Entry) -> tuple[Millis, int, str]:
    """The order in which entries count. Within one millisecond (sources round to minutes) a severity and the customer's word
    come before what answers them, else a reply in the minute of its question would seem to come before it."""
    if isinstance(entry, SeveritySet):
        rank = 0
    elif isinstance(entry, Message):
        rank = 1 if entry.role is Role.CUSTOMER else 2
    else:
        rank = 1 if isinstance(entry, Stamp) and entry.milestone in (Milestone.OPENED, Milestone.IMPACT_STARTED) else 2
    return entry.at, rank, entry.uid


def findings_by_message(entries: Iterable[Entry]) -> dict[str, list[Finding]]:
    """The findings about each message, by its uid, oldest first."""
    found: dict[str, list[Finding]] = {}
    for entry in sorted((entry for entry in entries if isinstance(entry, Finding)), key=order):
        found.setdefault(entry.about, []).append(entry)
    return found


def steps(entries: Sequence[Entry], horizon: Millis) -> Iterator[Step]:
    """All that happened up to the horizon, in order. Findings count whenever they were made."""
    found = findings_by_message(entries)
    for entry in sorted(entries, key=order):
        if entry.at <= horizon:
            yield from steps_of(entry, found)


def steps_of(entry: Entry, found: Mapping[str, Sequence[Finding]]) -> Iterator[Step]:
    """What one entry triggers, given the findings by message."""
    if isinstance(entry, Message):
        yield from _said(entry, found.get(entry.uid, ()))
    elif isinstance(entry, Stamp):
        yield from _stamped(entry)
    elif isinstance(entry, SeveritySet):
        yield Step(entry.at, Trigger.SEVERITY_SET, entry.uid, SEVERITIES.index(entry.severity))


def _stamped(entry: Stamp) -> Iterator[Step]:
    trigger = REPLIES.get(entry.role) if entry.milestone is Milestone.FIRST_RESPONSE else STATED[entry.milestone]
    if entry.basis is Basis.OBSERVED:
        trigger = SEEN.get(entry.milestone, trigger)
    if trigger:
        yield Step(entry.at, trigger, entry.uid, basis=entry.basis, until=entry.until)


def _said(message: Message, found: Sequence[Finding]) -> Iterator[Step]:
    who = speaker(message, found)
    speaks = SPEAKS[who] if who else None
    if speaks is Trigger.CUSTOMER_WRITES and any(each.name == Signal.CONFIRMS_FIX for each in found):
        speaks = Trigger.CUSTOMER_CONFIRMS
    if speaks:
        yield Step(message.at, speaks, message.uid)
    if speaks is Trigger.CUSTOMER_CONFIRMS:
        yield Step(message.at, Trigger.MITIGATED_SEEN, message.uid, basis=Basis.OBSERVED)
        yield Step(message.at, Trigger.RESOLVED_SEEN, message.uid, basis=Basis.OBSERVED)
    if speaks is Trigger.HUMAN_REPLIES:
        said = {VENDOR_SAYS[name] for name in VENDOR_SAYS if any(each.name == name for each in found)}
        for trigger in sorted(said, key=_ORDER.__getitem__):
            yield Step(message.at, trigger, message.uid, _due(found) if trigger is Trigger.PROMISES_WORD else UNSAID)


def _due(found: Iterable[Finding]) -> int:
    """The earliest time promised in one message, `UNSAID` where none was named."""
    said = [each.value for each in found if each.name == Signal.PROMISES_UPDATE]
    named = [int(value) for value in said if value.isascii() and value.isdigit() and len(value) < 15]
    return min((due for due in named if EARLIEST <= due < LATEST), default=UNSAID)
