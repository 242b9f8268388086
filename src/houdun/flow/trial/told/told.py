"""A trial as its journal and its cases tell it, for the report: what was asked, what came of it, and what may be claimed.

blocks as they were begun → each case by the answer key, or by raters → the whole blocks → the claim
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from houdun.errors import UsageError
from houdun.facts.case import CaseKey
from houdun.facts.claim import Block, Outcome
from houdun.facts.question import Question, Sort
from houdun.facts.reading import CaseReading
from houdun.facts.time import SECOND, Millis
from houdun.facts.trial import Fate, Onset, Put, Round, Trial
from houdun.facts.vendor import Vendor
from houdun.flow.blind.guessing import judge
from houdun.flow.blind.packing import Asked, Questions, asked
from houdun.flow.trial import several
from houdun.flow.trial.reading.answered import answered
from houdun.flow.trial.record import LETTER, OUTCOME, SHOWING, TRIAL, Journal
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


def tell(store: Store, questions: Questions, readings: Mapping[CaseKey, CaseReading], name: str | None = None) -> Trial | None:
    """The trial of that name, or the newest; None where none was begun. Raises UsageError where there is none of that name, and for a question that is not
    there any more."""
    parts = {each: several.journal_of(store.journal, each) for each in several.names(store.journal)}
    declared = {each: found for each, part in parts.items() if (found := declaration(part))}
    if name is not None and name not in declared:
        raise _none_of_that_name(name, list(declared))
    if not declared:
        return None
    chosen = name or list(declared)[-1]
    put, grades = dict(_asked(store, parts.values(), questions, readings)), by_case(store)
    graded = partial(by_raters, given=grades, decided=decided_cases(store))
    rounds = {each: tuple(_rounds(parts[each], put, graded)) for each in declared}
    others = tuple(each for each in declared if each != chosen)
    vendors, cases = declared[chosen].vendors, [one.case for each in rounds[chosen] for one in each.cases]
    own = {case: grades[case] for case in cases if case in grades}
    blocks = [_outcomes(each) for each in _entering(rounds[chosen])]
    return Trial(
        declared=declared[chosen],
        rounds=rounds[chosen],
        standing=standing(vendors, blocks, declared[chosen].endpoint, let_go=True),
        briefed=_briefed(parts[chosen], vendors),
        blindness=blindness(own, rounds[chosen], len(vendors), judge(asked(store))),
        onset=max((seen for case in cases if (seen := _onset(put[case.id]))), key=_legible, default=None),
        others=others,
        beside={one.case: one for each in others for block in rounds[each] for one in block.cases},
    )


def _none_of_that_name(name: str, names: Sequence[str]) -> UsageError:
    zh, en = "、".join(names), ", ".join(names)
    return UsageError(
        Bilingual(f"这个工作区里没有考察「{name}」", f"there is no trial {name!r} in this workspace"),
        Bilingual(f"这里有：{zh}", f"it has {en}") if names else Bilingual("请去掉 --trial", "leave out --trial"),
        where="--trial",
    )


# what is kept


def _asked(
    store: Store, parts: Iterable[Journal], questions: Questions, readings: Mapping[CaseKey, CaseReading]
) -> Iterator[tuple[str, _Asked]]:
    """By case id, which is one for all trials: those `parts` of the journal are theirs."""
    outcomes: dict[str, Outcome] = {}
    looks: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    files: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for journal in parts:
        for entry in journal.read(OUTCOME):
            # Of a case that was graded anew, after a person's word, the last one stands.
            outcomes[entry.key.partition("/")[0]] = Outcome(entry.data["waited_ms"], entry.data["depth"])
        for entry in journal.read(SHOWING):
            looks[entry.key.rpartition("/")[0]].append(entry.data)
        for entry in journal.read(LETTER):
            files[entry.data["case"]][entry.key] = tuple(name for name, _ in entry.data.get("files", ()))
    for each in asked(store):
        id = each.case.id
        yield id, _Asked(each, questions(each.question), readings.get(each.case), outcomes.get(id), looks[id], files[id])


def _briefed(journal: Journal, vendors: Sequence[Vendor]) -> dict[Vendor, Millis]:
    found = ((vendor, journal.find(TRIAL, f"brief/{vendor}")) for vendor in vendors)
    return {vendor: entry.at for vendor, entry in found if entry is not None}


# blocks and their cases


def _rounds(journal: Journal, put: Mapping[str, _Asked], graded: Callable[[tuple[Put, ...]], tuple[Put, ...]]) -> Iterator[Round]:
    """In the order of their numbers, which is that of time; each block's cases as they were `graded`."""
    begun: dict[int, tuple[Millis, Sequence[str]]] = {}
    void: dict[int, tuple[str, Bilingual | None]] = {}
    for entry in journal.read(TRIAL):
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
