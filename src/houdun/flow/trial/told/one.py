"""One case of a trial, for whoever may know everything: what was asked, what was seen and handed over, how it is judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from houdun.facts.case import CaseKey, Finding, Message, Role
from houdun.facts.claim import Outcome
from houdun.facts.grade import Grade, Ruled
from houdun.facts.question import Given, Instance, Question
from houdun.facts.reading import CaseReading
from houdun.facts.speaker import DECIDED
from houdun.facts.time import SECOND, Millis
from houdun.facts.trial import CHANNEL
from houdun.flow.blind.packing import SECRET, Asked, Questions
from houdun.flow.blind.packing import asked as all_asked
from houdun.flow.blind.rounds import grades, newest
from houdun.flow.trial import kept, protocol, several
from houdun.flow.trial.reading.answered import ruled
from houdun.flow.trial.record import ANSWER, EVENT, LETTER, OUTCOME, QUESTION, SHOWING, Journal, message, read_event
from houdun.grading.blind.packet import packet_id
from houdun.language import Bilingual
from houdun.scenario.instance import instances
from houdun.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A showing of the stream, as the probe saw it. Seconds are counted from its begin; `offsets` are (second, ms that the sound is late).
    `files` holds the sha256 of each by name: all of them are ours. `remedies` are those tried by then, the last one now."""

    number: int
    began_at: Millis
    onset_s: float | None
    detected_s: float | None
    healthy: bool
    remedies: tuple[str, ...]
    given: Mapping[Given, Bilingual]
    offsets: tuple[tuple[float, float], ...]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """`instance` is None where the question's file has changed since. `attached` holds, by our message's uid, the (name, sha256) of what it carried.
    `pasted` are words of the vendor's that wait for the trial to take them in. `runs`: the trial goes on with it in real time.
    `ruled` is the rule's judgement at the horizon `until`, None before; `grades` are those that raters have handed in."""

    question: Question
    instance: Instance | None
    block: int
    looks: tuple[Look, ...]
    attached: Mapping[str, tuple[tuple[str, str], ...]]
    pasted: tuple[Message, ...]
    runs: bool
    until: Millis | None
    outcome: Outcome | None
    ruled: Ruled | None
    grades: tuple[Grade, ...]
    graders: frozenset[str]
    """Everybody who has ever graded anything: they are to judge for themselves before they see others."""


def part_of(whole: Journal, case: CaseKey) -> Journal | None:
    """The journal of the trial that has begun this case; None where it is no trial's."""
    if case.channel != CHANNEL:
        return None
    parts = (several.journal_of(whole, name) for name in several.names(whole))
    return next((part for part in parts if part.find(EVENT, f"{case.id}/Began/")), None)


def tried(store: Store, questions: Questions, reading: CaseReading, now: Millis) -> Tried | None:
    """What the trial knows of the case; None where it is no trial's. Raises UsageError for a question that is not there any more."""
    own, entry = part_of(store.journal, reading.key), store.journal.find(QUESTION, reading.key.id)
    asked = next((each for each in all_asked(store) if each.case == reading.key), None)
    if own is None or entry is None or asked is None:
        return None
    question = questions(asked.question)
    until = reading.opened_at + asked.horizon if reading.clocks else None
    over = until is not None and until <= max(now, reading.log.horizon)
    everybody = newest(grades(store))
    return Tried(
        question=question,
        instance=next((each for each in instances([question]) if each.id == entry.data["instance"]), None),
        block=asked.block,
        looks=tuple(_looks(own, asked)),
        attached={uid: files for uid in _ours(reading) if (files := _attached(own, uid))},
        pasted=pasted(own, reading.key, reading.messages),
        runs=_runs(own, reading.key),
        until=until,
        outcome=_outcome(own, reading),
        ruled=ruled(question, reading, until) if until is not None and over else None,
        grades=tuple(each for each in everybody if each.packet == _packet(store, reading.key)),
        graders=frozenset(each.rater for each in everybody),
    )


def pasted(own: Journal, case: CaseKey, known: Sequence[Message]) -> tuple[Message, ...]:
    """What persons have pasted into the case, as far as it is not among what it knows."""
    uids = {each.uid for each in known}
    answers = (entry.data for entry in own.read(ANSWER))
    found = (message(data["message"]) for data in answers if data.get("case") == case.id and "message" in data)
    return tuple(each for each in found if each.uid not in uids)


def _looks(own: Journal, asked: Asked) -> Iterator[Look]:
    number = 0
    while entry := own.find(SHOWING, f"{asked.case.id}/{number}"):
        yield _look(number, entry.data)
        number += 1


def _look(number: int, data: Mapping[str, Any]) -> Look:
    began = data["began_at"]

    def second(at: Millis | None) -> float | None:
        return None if at is None else (at - began) / SECOND

    return Look(
        number=number,
        began_at=began,
        onset_s=second(data["onset_at"]),
        detected_s=second(data["detected_at"]),
        healthy=data["healthy"],
        remedies=tuple(data["remedies"]),
        given={Given(name): Bilingual(*words) for name, words in data["given"].items()},
        offsets=tuple((float(at), float(ms)) for at, ms in data["offsets"]),
        files=data["files"],
    )


def _ours(reading: CaseReading) -> Iterator[str]:
    return (each.uid for each in reading.messages if each.role is Role.CUSTOMER)


def _attached(own: Journal, uid: str) -> tuple[tuple[str, str], ...]:
    entry = own.find(LETTER, uid)
    return tuple((name, sha256) for name, sha256 in entry.data.get("files", ())) if entry else ()


def is_virtual(own: Journal) -> bool:
    """Its clock is not ours; so is that of a trial that was only imagined, without a plan."""
    held = kept.last(own)
    return held is None or held.virtual


def _runs(own: Journal, case: CaseKey) -> bool:
    held = kept.last(own)
    if held is None or held.virtual:
        return False
    happened = [event for id, event in (read_event(entry.data) for entry in own.read(EVENT)) if id == case.id]
    return protocol.fold(held.matter(case.id), happened).end is None


def _outcome(own: Journal, reading: CaseReading) -> Outcome | None:
    """The last that was written down: after a person's word it is graded anew."""
    decided = [each.about for each in reading.log.entries if isinstance(each, Finding) and each.name in DECIDED]
    keys = (reading.key.id, *(f"{reading.key.id}/{uid}" for uid in decided))
    found = [entry for key in keys if (entry := own.find(OUTCOME, key))]
    last = max(found, key=lambda entry: entry.seq, default=None)
    return None if last is None else Outcome(last.data["waited_ms"], last.data["depth"])


def _packet(store: Store, case: CaseKey) -> str:
    entry = store.journal.find(SECRET, SECRET)
    return packet_id(case, str(entry.data["secret"])) if entry else ""
