"""A trial as its journal and its cases tell it, for the report: what was asked, what came of it, and what may be claimed.

blocks as they were begun → each case by the answer key, or by raters → the whole blocks → the claim
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from houdun.facts.case import CaseKey
from houdun.facts.claim import Block, Outcome
from houdun.facts.question import Question, Sort
from houdun.facts.reading import CaseReading
from houdun.facts.time import SECOND, Millis
from houdun.facts.trial import Fate, Onset, Put, Round, Trial
from houdun.facts.vendor import Vendor
from houdun.flow.blind.guessing import judge
from houdun.flow.blind.packing import Asked, Questions, asked
from houdun.flow.trial.reading.answered import answered
from houdun.flow.trial.record import LETTER, OUTCOME, SHOWING, TRIAL
from houdun.flow.trial.told.declared import declaration
from houdun.flow.trial.told.raters import blindness, by_case, by_raters, decided_cases
from houdun.language import Bilingual
from houdun.store import Store
from houdun.verdict.stopping import standing

SEEN_MS = 20.0
"""A change of the offset that makes a picture: less is how streams differ."""
LEGIBLE_MS = 600.0
"""The bounds of what viewers accept lie within 200 ms: far beyond this they melt into one line."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that was put, with what the journal and the log hold of it. `looks` are what the probe saw, the opening's first."""

    case: Asked
    question: Question
    reading: CaseReading | None
    outcome: Outcome | None
    looks: Sequence[Mapping[str, Any]]
    files: Mapping[str, tuple[str, ...]]


def tell(store: Store, questions: Questions, readings: Mapping[CaseKey, CaseReading]) -> Trial | None:
    """The trial of this workspace; None where none was begun. Raises UsageError for a question that is not there any more."""
    declared = declaration(store.journal)
    if declared is None:
        return None
    put = _asked(store, questions, readings)
    grades = by_case(store)
    rounds = tuple(_rounds(store, put, partial(by_raters, given=grades, decided=decided_cases(store))))
    blocks = [_outcomes(each) for each in _entering(rounds)]
    return Trial(
        declared=declared,
        rounds=rounds,
        standing=standing(declared.vendors, blocks, declared.endpoint, let_go=True),
        briefed=_briefed(store, declared.vendors),
        blindness=blindness(grades, rounds, len(declared.vendors), judge(asked(store))),
        onset=max((seen for each in put.values() if (seen := _onset(each))), key=_legible, default=None),
    )


# what is kept


def _asked(store: Store, questions: Questions, readings: Mapping[CaseKey, CaseReading]) -> dict[str, _Asked]:
    """By case id."""
    # Of a case that was graded anew, after a person's word, the last one stands.
    outcomes = {
        entry.key.partition("/")[0]: Outcome(entry.data["waited_ms"], entry.data["depth"])
        for entry in store.journal.read(OUTCOME)
    }
    looks = defaultdict(list)
    for entry in store.journal.read(SHOWING):
        looks[entry.key.rpartition("/")[0]].append(entry.data)
    files: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for entry in store.journal.read(LETTER):
        files[entry.data["case"]][entry.key] = tuple(name for name, _ in entry.data.get("files", ()))
    return {
        (id := each.case.id): _Asked(
            each, questions(each.question), readings.get(each.case), outcomes.get(id), looks[id], files[id]
        )
        for each in asked(store)
    }


def _briefed(store: Store, vendors: Sequence[Vendor]) -> dict[Vendor, Millis]:
    found = ((vendor, store.journal.find(TRIAL, f"brief/{vendor}")) for vendor in vendors)
    return {vendor: entry.at for vendor, entry in found if entry is not None}


# blocks and their cases


def _rounds(store: Store, put: Mapping[str, _Asked], graded: Callable[[tuple[Put, ...]], tuple[Put, ...]]) -> Iterator[Round]:
    """In the order of their numbers, which is that of time; each block's cases as they were `graded`."""
    begun: dict[int, tuple[Millis, Sequence[str]]] = {}
    void: dict[int, tuple[str, Bilingual | None]] = {}
    for entry in store.journal.read(TRIAL):
        what, _, name = entry.key.partition("/")
        if what == "block":
            begun[int(name)] = (entry.at, entry.data["cases"])
        elif what == "void":
            begun.setdefault(int(name), (entry.at, ()))
            void[int(name)] = (entry.data.get("case", ""), Bilingual(*entry.data["why"]) if entry.data.get("why") else None)
    for number, (began_at, cases) in sorted(begun.items()):
        told = tuple(_put(put[case], void.get(number)) for case in cases if case in put)
        whole = bool(told) and len(told) == len(cases) and all(each.outcome for each in told)
        fate = Fate.VOID if number in void else Fate.WHOLE if whole else Fate.BEGUN
        yield Round(number=number, began_at=began_at, fate=fate, cases=graded(told))


def _put(each: _Asked, void: tuple[str, Bilingual | None] | None) -> Put:
    reading, looks = each.reading, each.looks[1:] if each.question.sort is Sort.FAULT else ()
    told = Put(
        case=each.case.case,
        question=each.question.id,
        sort=each.question.sort,
        asked_at=reading.opened_at if reading and reading.clocks else None,
        why_not=void[1] if void and void[0] == each.case.case.id else None,
        outcome=each.outcome,
        cured=any(look["healthy"] for look in looks) if looks else None,
        files=each.files,
    )
    if reading is None or told.asked_at is None or told.outcome is None:
        return told
    return answered(told, each.question, reading, told.asked_at + each.case.horizon)


# the claim


def _entering(rounds: Sequence[Round]) -> Iterator[Round]:
    """Whole blocks in the order asked, up to the first that is not whole yet."""
    for each in rounds:
        if each.fate is Fate.BEGUN:
            return
        if each.fate is Fate.WHOLE:
            yield each


def _outcomes(each: Round) -> Block:
    return {put.case.vendor: put.outcome for put in each.cases if put.outcome}


# what one fault looked like


def _onset(each: _Asked) -> Onset | None:
    """As the probe saw it before the case was opened; None where the offset hardly changed."""
    look = each.looks[0] if each.looks else {}
    if not look.get("offsets") or look["onset_at"] is None or look["detected_at"] is None:
        return None
    seen = Onset(
        case=each.case.case,
        offsets=tuple((float(at), float(ms)) for at, ms in look["offsets"]),
        onset_s=(look["onset_at"] - look["began_at"]) / SECOND,
        detected_s=(look["detected_at"] - look["began_at"]) / SECOND,
    )
    return seen if _change(seen) >= SEEN_MS else None


def _legible(onset: Onset) -> float:
    """The largest change that still lets the bounds be seen beside it; beyond that, the less the better."""
    change = _change(onset)
    return change if change <= LEGIBLE_MS else -change


def _change(onset: Onset) -> float:
    """How far the offset goes from where it was when the fault came, in ms."""
    before = [ms for at, ms in onset.offsets if at < onset.onset_s]
    after = [ms for at, ms in onset.offsets if at >= onset.onset_s]
    return max(abs(ms - before[-1]) for ms in after) if before and after else 0.0
