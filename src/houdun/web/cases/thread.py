"""The thread as a conversation: what was said and what happened, in the order in which it counts. Only the part that is shown is shaped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from houdun.app.cases import Shown
from houdun.case.steps import findings_by_message, order
from houdun.facts.case import Basis, Finding, Message, OwnerSet, SeveritySet, Source, Stamp
from houdun.facts.signals import Known
from houdun.facts.speaker import Speaker, speaker
from houdun.facts.time import MINUTE, Millis, iso
from houdun.report.document import Line
from houdun.report.story.casefile import marked
from houdun.web.cases.speech import Speech

PART: Final = 60
"""So many entries are shown at once."""
LETTERS: Final = 20_000
"""A longer message is cut here; whole it is in the raw file."""
SPEAKS: Final = {Speaker.CUSTOMER: "customer", Speaker.HUMAN: "vendor", Speaker.MACHINE: "bot", Speaker.DOUBTFUL: "doubtful"}
_NUMBERS: Final = frozenset(Known)
"""Findings that are numbers about the case, not signals in a text."""

Told: TypeAlias = Message | Stamp | SeveritySet | OwnerSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message. `who` is customer, vendor, bot, doubtful or bystander, after all corrections; `gap` is what passed since the message before, where
    that is long enough to be told; `signals` are those that have no place in the text, or all of it; `cut`: the text goes on in the raw file."""

    anchor: str
    who: str
    internal: bool
    author: str
    at: Millis
    iso: str
    gap: str
    line: Line
    cut: bool
    signals: tuple[str, ...]
    source: Source
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something between the messages. `kind` is stamp, severity or owner; `until` is the end of an interval; `name` is what it is called."""

    anchor: str
    kind: str
    at: Millis
    iso: str
    name: str
    claimed: bool = False
    until: Millis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Entries from number `start` on, of `total`."""

    start: int
    total: int
    items: tuple[Said | Happened, ...]

    @property
    def before(self) -> int:
        """Where the part before this one begins."""
        return max(0, self.start - PART)


def anchor(uid: str) -> str:
    """An entry's place on the page: uids come from outside, this does not."""
    return f"m-{hashlib.sha256(uid.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def entries(case: Shown) -> tuple[Told, ...]:
    """All but findings, in the order in which they count."""
    return tuple(sorted((each for each in case.reading.log.entries if not isinstance(each, Finding)), key=order))


def place(told: Sequence[Told], at: str) -> int | None:
    """Where the entry stands that is meant by its anchor or its uid; None where there is none."""
    found = (number for number, each in enumerate(told) if at in (each.uid, anchor(each.uid)))
    return next(found, None) if at else None


def begin(told: Sequence[Told], wanted: int | None) -> int:
    """Where to begin: so that the wanted entry is shown, else the newest ones."""
    newest = max(0, len(told) - PART)
    return newest if wanted is None else min(wanted, newest)


def part(case: Shown, told: Sequence[Told], start: int, end: int, speech: Speech) -> Part:
    """The entries from `start` up to `end`, which are cut to what there is."""
    start, end = max(0, min(start, len(told))), min(end, len(told))
    found = findings_by_message(case.reading.signals)
    before = next((each.at for each in reversed(told[:start]) if isinstance(each, Message)), None)
    return Part(start=start, total=len(told), items=tuple(_items(case, told[start:end], found, before, speech)))


def waiting(case: Shown, speech: Speech) -> tuple[Said, ...]:
    """What persons have pasted and the trial has yet to take in."""
    return tuple(_said(case, each, (), None, speech) for each in (case.tried.pasted if case.tried else ()))


def _items(
    case: Shown, told: Iterable[Told], found: dict[str, list[Finding]], before: Millis | None, speech: Speech
) -> Iterator[Said | Happened]:
    for entry in told:
        if isinstance(entry, Message):
            yield _said(case, entry, found.get(entry.uid, ()), before, speech)
            before = entry.at
        else:
            yield _happened(entry, speech)


def _said(case: Shown, message: Message, found: Sequence[Finding], before: Millis | None, speech: Speech) -> Said:
    signals = [each for each in found if each.name not in _NUMBERS]
    placed = [each for each in signals if 0 < each.end - each.start < len(message.text)]
    passed = 0 if before is None else message.at - before
    return Said(
        anchor=anchor(message.uid),
        who=_who(message, found),
        internal=not message.public,
        author=message.author,
        at=message.at,
        iso=iso(message.at),
        gap=speech.numbers.duration(passed) if passed >= MINUTE else "",
        line=marked(speech.words, message.text, placed, LETTERS),
        cut=len(message.text) > LETTERS,
        signals=tuple(dict.fromkeys(speech.name("signal", each.name) for each in signals if each not in placed)),
        source=message.source,
        files=case.tried.attached.get(message.uid, ()) if case.tried else (),
    )


def _who(message: Message, found: Sequence[Finding]) -> str:
    said_by = speaker(message, found)
    return message.role.value if said_by is None else SPEAKS[said_by]


def _happened(entry: Stamp | SeveritySet | OwnerSet, speech: Speech) -> Happened:
    kind, name = _called(entry, speech)
    stamp = entry if isinstance(entry, Stamp) else None
    return Happened(
        anchor=anchor(entry.uid),
        kind=kind,
        at=entry.at,
        iso=iso(entry.at),
        name=name,
        claimed=stamp is not None and stamp.basis is Basis.CLAIMED,
        until=stamp.until if stamp else None,
    )


def _called(entry: Stamp | SeveritySet | OwnerSet, speech: Speech) -> tuple[str, str]:
    match entry:
        case Stamp():
            return "stamp", speech.name("milestone", entry.milestone)
        case SeveritySet():
            return "severity", speech.name("severity", entry.severity)
        case OwnerSet():
            return "owner", entry.owner
