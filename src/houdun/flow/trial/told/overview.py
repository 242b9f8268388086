"""How a trial stands, for whoever only looks: what its journal holds is folded, and nothing done.

overview(held, journal, now)      once
Following(held, journal)          again and again: each time only what is new is folded
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from houdun.facts.claim import Outcome, Standing
from houdun.facts.question import Question
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import protocol, record, standing
from houdun.flow.trial.course import Course, Fate
from houdun.flow.trial.kept import Held
from houdun.flow.trial.moves import Event, Heard, Sent
from houdun.flow.trial.operator import Order
from houdun.flow.trial.plan import Block
from houdun.flow.trial.record import Entry, Journal
from houdun.flow.trial.standing import CaseState
from houdun.flow.trial.terms import Terms
from houdun.flow.trial.trial import BRIEFED


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
    def is_over(self) -> bool:
        """Nothing more comes of it."""
        return not self.open and self.phase in (Phase.OVER, Phase.STOPPED)

    @property
    def next(self) -> Block | None:
        return self.to_come[0] if self.to_come else None


@dataclass(slots=True)
class _Case:
    """A case as its events tell it: `said_at` is when each message came, by uid."""

    state: CaseState
    asked_at: Millis | None = None
    said_at: dict[str, Millis] = field(default_factory=dict)

    def takes(self, event: Event) -> None:
        self.state, _ = protocol.step(self.state, event)
        match event:
            case Sent(number=0, at=at):
                self.asked_at = at
            case Heard(uid=uid, at=at):
                self.said_at[uid] = at


class Following:
    """A trial whose journal is read on from where it was read to. `held` is the plan as it stood then: with another one it is followed anew."""

    def __init__(self, held: Held, journal: Journal) -> None:
        self._held, self._journal, self._course = held, journal, Course(held.terms, held.blocks)
        self._matters = {matter.case: matter for block in held.blocks for matter in block.matters}
        self._cases: dict[str, _Case] = {}
        self._tasks: dict[str, Entry] = {}
        self._answered: set[str] = set()
        self._read_to: Counter[str] = Counter()
        self._now = held.terms.start - BRIEFED

    def seen(self, now: Millis) -> Overview:
        """As it stands with what is new."""
        self._read_on()
        held, course = self._held, self._course
        opened = tuple(_open(each) for each in self._cases.values() if each.state.end is None)
        to_come = () if course.is_over() else tuple(each for each in held.blocks if course.fate(each) is Fate.PLANNED)
        return Overview(
            terms=held.terms,
            now=self._now if held.virtual else max(now, self._now),
            phase=_phase(course, any_open=bool(opened)),
            blocks=Counter(course.fate(each) for each in held.blocks),
            standing=course.standing(),
            open=opened,
            to_come=to_come,
            next_at=course.due(),
            unapproved=frozenset(each.number for each in to_come if not course.is_approved(each.number)),
            tasks=tuple(entry for key, entry in self._tasks.items() if key not in self._answered),
        )

    def _read_on(self) -> None:
        for entry in self._new(record.TRIAL):
            what, _, number = entry.key.partition("/")
            if what == "block":
                self._course.begun[int(number)] = tuple(self._case(case).state.matter for case in entry.data["cases"])
            elif what == "void":
                self._course.not_asked(int(number))
        for entry in self._new(record.EVENT):
            case, event = record.read_event(entry.data)
            self._case(case).takes(event)
            self._now = max(self._now, event.at)
        for entry in self._new(record.OUTCOME):
            matter, data = self._matters[entry.key.partition("/")[0]], entry.data
            self._course.graded(data["block"], matter.vendor, Outcome(data["waited_ms"], data["depth"]))
        for entry in self._new(record.ORDER):
            _ordered(self._course, entry)
        self._tasks |= {entry.key: entry for entry in self._new(record.TASK)}
        self._answered |= {entry.key for entry in self._new(record.ANSWER)}

    def _new(self, topic: str) -> Iterator[Entry]:
        for entry in self._journal.read(topic, self._read_to[topic]):
            self._read_to[topic] = entry.seq
            yield entry

    def _case(self, id: str) -> _Case:
        return self._cases.setdefault(id, _Case(protocol.start(self._matters[id])))


def overview(held: Held, journal: Journal, now: Millis) -> Overview:
    return Following(held, journal).seen(now)


def _ordered(course: Course, entry: Entry) -> None:
    """What a person has ordered, as far as it concerns blocks that are to come."""
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


def _open(case: _Case) -> OpenCase:
    state = case.state
    persons = [at for uid, at in case.said_at.items() if uid in state.heard and state.heard[uid].person]
    return OpenCase(
        case=state.matter.case,
        vendor=state.matter.vendor,
        block=state.matter.block,
        question=state.matter.instance.question,
        asked_at=case.asked_at,
        answered_at=min(persons, default=None),
        recovered_at=state.recovered_at,
        settled=standing.settled(state),
        due=standing.due(state),
    )
