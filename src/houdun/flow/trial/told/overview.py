"""How a trial stands, for whoever only looks: the journal folded as a start would fold it, and nothing done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from houdun.facts.claim import Standing
from houdun.facts.question import Question
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import record, standing
from houdun.flow.trial.case import Case, Shelf
from houdun.flow.trial.course import Course, Fate
from houdun.flow.trial.kept import Held
from houdun.flow.trial.letters.writing import Writing
from houdun.flow.trial.operator import Order, tasks
from houdun.flow.trial.plan import Block
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.record import Entry, Journal
from houdun.flow.trial.resume import resume
from houdun.flow.trial.stage.port import Order as Played
from houdun.flow.trial.stage.port import Showing
from houdun.flow.trial.terms import Terms
from houdun.flow.trial.trial import BRIEFED, Trial


class Phase(StrEnum):
    """Where a trial is. ASKING: questions are still to come. WAITING: the last are being answered."""

    ASKING = "asking"
    PAUSED = "paused"
    WAITING = "waiting"
    STOPPED = "stopped"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case under way. `answered_at` is when a person first answered, `recovered_at` when the probe saw the stream recover, `due` when something
    is to happen by itself."""

    case: str
    vendor: Vendor
    block: int
    question: Question
    asked_at: Millis | None
    answered_at: Millis | None
    recovered_at: Millis | None
    settled: bool
    due: Millis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """`now` is where its clock is: ours or, where it is virtual, the moment from which it goes on. `to_come` are the blocks that were not asked yet, in the order of time, the next of them at `next_at`; `unapproved` wait for approval, `tasks` for a
    person."""

    terms: Terms
    now: Millis
    phase: Phase
    blocks: Mapping[Fate, int]
    standing: Standing
    open: tuple[OpenCase, ...]
    to_come: tuple[Block, ...]
    next_at: Millis | None
    unapproved: frozenset[int]
    tasks: tuple[Entry, ...]

    @property
    def next(self) -> Block | None:
        return self.to_come[0] if self.to_come else None


def overview(held: Held, journal: Journal, shelf: Shelf, now: Millis) -> Overview:
    trial = Trial(
        held.terms,
        held.blocks,
        journal=journal,
        shelf=shelf,
        stage=_Dark(),
        outboxes={},
        writer=Writing(held.terms),
        judge=Reading(),
        told=lambda at, matter, thing: None,
    )
    now = resume(trial, held.terms.start - BRIEFED if held.virtual else now)
    course, opened = trial.course, tuple(map(_open, trial.open_cases()))
    ordered(course, journal)
    to_come = () if course.is_over() else tuple(each for each in held.blocks if course.fate(each) is Fate.PLANNED)
    return Overview(
        terms=held.terms,
        now=now,
        phase=_phase(course, any_open=bool(opened)),
        blocks=Counter(course.fate(each) for each in held.blocks),
        standing=course.standing(),
        open=opened,
        to_come=to_come,
        next_at=course.due(),
        unapproved=frozenset(each.number for each in to_come if not course.is_approved(each.number)),
        tasks=tuple(tasks(journal)),
    )


def ordered(course: Course, journal: Journal) -> None:
    """What persons have ordered, as far as it concerns blocks that are to come."""
    for entry in journal.read(record.ORDER):
        match Order(entry.data["what"]):
            case Order.PAUSE:
                course.paused = True
            case Order.RESUME:
                course.paused = False
            case Order.APPROVE:
                course.approved.add(entry.data["block"])
            case Order.STOP:
                course.stopped = True


def _phase(course: Course, *, any_open: bool) -> Phase:
    if course.stopped:
        return Phase.STOPPED
    if course.is_over():
        return Phase.WAITING if any_open else Phase.OVER
    return Phase.PAUSED if course.paused else Phase.ASKING


def _open(case: Case) -> OpenCase:
    state = case.state
    persons = [each.at for each in case.said if each.uid in state.heard and state.heard[each.uid].person]
    return OpenCase(
        case=case.id,
        vendor=case.matter.vendor,
        block=case.matter.block,
        question=case.matter.instance.question,
        asked_at=case.asked_at,
        answered_at=min(persons, default=None),
        recovered_at=state.recovered_at,
        settled=standing.settled(state),
        due=standing.due(state),
    )


class _Dark:
    """A stage on which nothing is ever played."""

    def shows(self, question: Question) -> bool:
        return False

    def show(self, order: Played, now: Millis) -> Showing:
        raise AssertionError("it shows nothing, so that nobody asks: an overview is never ticked")

    def stop(self, case: str) -> None:
        """Nothing is on."""
