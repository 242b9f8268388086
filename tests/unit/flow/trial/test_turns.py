from __future__ import annotations

import heapq
import threading
from collections.abc import Callable
from dataclasses import replace
from queue import Empty

import pytest

from houdun import clock
from houdun.channel.email.settings import Server, Settings, Tls
from houdun.errors import OutsideError
from houdun.facts.time import DAY, HOUR, MINUTE, Millis
from houdun.flow.trial import operator, record, virtual
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.operator import Order
from houdun.flow.trial.stage.port import Showing
from houdun.flow.trial.trial import BRIEFED, TRIAL, Trial
from houdun.flow.trial.turns import Turns
from houdun.keys import Secret
from houdun.language import Bilingual
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS

DOWN = OutsideError(Bilingual("坏了", "it is down"), Bilingual("再试", "try again"))


class Engine:
    """Takes turns on a clock that a test moves. `trial` may be changed before `go`."""

    def __init__(self, world: World) -> None:
        self.world, self.now = world, TERMS.start - BRIEFED
        self.trial, self.troubles = world.trial(), list[tuple[str, float]]()
        self.turns = Turns(self.trial, lambda whose, error, seconds: self.troubles.append((whose, seconds)), now=lambda: self.now)
        self.timers: list[tuple[Millis, str]] = []
        self.inboxes = world.inboxes()

    def go(
        self, until: Millis | None = None, each: Callable[[], None] = lambda: None, first: Callable[[], None] = lambda: None
    ) -> None:
        """To the end of the trial, or to that moment."""
        first()
        while not self.turns.is_over():
            self.timed()
            theirs = min(
                ((due, name) for name, post in self.world.posts.items() if (due := post.next_due()) is not None), default=None
            )
            moment = min(at for at in (self.timers[0][0] if self.timers else None, theirs and theirs[0]) if at is not None)
            if until is not None and moment > until:
                self.now = until
                return
            self.now = max(self.now, moment)
            if theirs and theirs[0] <= self.now:
                self.arrive(theirs[1])
            else:
                at, owner = heapq.heappop(self.timers)
                self.turns.turn(owner, at)
            each()

    def timed(self) -> None:
        while True:
            try:
                wanted = self.turns.wanted.get_nowait()
            except Empty:
                return
            assert wanted is not None
            heapq.heappush(self.timers, (wanted[1], wanted[0]))

    def arrive(self, vendor: object) -> None:
        post, inbox = self.world.posts[vendor], self.inboxes[vendor]  # type: ignore[index]  # one of its vendors
        post.advance(self.now)
        for incoming in post.new(inbox.cursor):
            self.turns.receive(inbox, incoming)


def world(blocks: int = 2) -> World:
    return World(TERMS, BLOCKS[:blocks], PERSONAS, questions(), seed=4)


def events(world: World) -> list[tuple[str, object]]:
    return [(entry.key, entry.data) for entry in world.shelf.journal.read(record.EVENT)]


def test_a_trial_in_turns_is_the_one_that_virtual_time_tells() -> None:
    there, here = world(), Engine(world())
    virtual.run(there.trial(), there.inboxes(), there.posts)
    here.turns.start()
    here.go()
    assert sorted(map(repr, events(here.world))) == sorted(map(repr, events(there)))


def test_a_turn_that_comes_again_finds_nothing_to_do() -> None:
    engine = Engine(world())
    engine.turns.start()
    engine.timed()
    at, owner = engine.timers[0]
    engine.turns.turn(owner, at)
    before = engine.trial.means.journal.last()
    engine.turns.turn(owner, at)
    assert engine.trial.means.journal.last() == before > 0


def test_a_turn_whose_moment_a_clock_set_back_has_undone_waits_again() -> None:
    engine = Engine(world())
    engine.turns.start()
    engine.go(until=BLOCKS[0].due - 1)
    engine.timed()
    (at,) = {at for at, owner in engine.timers if owner == TRIAL and at == BLOCKS[0].due}
    engine.now = at - HOUR
    engine.turns.turn(TRIAL, at)
    assert not engine.trial.cases
    assert engine.turns.wanted.get_nowait() == (TRIAL, at)


def test_after_a_night_asleep_everything_due_is_done_at_once() -> None:
    engine = Engine(world(1))
    engine.turns.start()
    engine.go(until=BLOCKS[0].due - 1)
    engine.now = BLOCKS[0].due + HOUR
    engine.timed()
    for at, owner in engine.timers:
        engine.turns.turn(owner, at)
    assert len(engine.trial.cases) == 3


def test_a_job_that_fails_is_tried_again_later_and_later() -> None:
    engine = Engine(world(1))
    failures = iter([DOWN, DOWN, DOWN])
    stage = engine.trial.means.stage
    show = stage.show

    def failing(*args: object) -> object:
        for error in failures:
            raise error
        return show(*args)  # type: ignore[arg-type]  # what it was called with

    stage.show = failing  # type: ignore[method-assign,assignment]  # a stage that is down at first
    engine.turns.start()
    engine.go()
    assert [seconds for _, seconds in engine.troubles] in ([1.0, 2.0, 4.0], [1.0, 1.0, 1.0], [1.0, 1.0, 2.0], [1.0, 2.0, 1.0])
    assert {entry.key for entry in engine.trial.means.journal.read(record.QUESTION)} == set(engine.trial.cases)
    assert engine.turns.failed is None


def test_where_the_journal_fails_nothing_more_is_done() -> None:
    engine = Engine(world(1))
    engine.turns.start()
    engine.go(until=BLOCKS[0].due - 1)
    engine.now = BLOCKS[0].due
    journal = engine.trial.means.journal

    def failing(*_: object) -> int:
        raise DOWN

    kept, journal.append_all = journal.append_all, failing  # type: ignore[method-assign,assignment]  # a disk that is full
    with pytest.raises(OutsideError):
        engine.turns.turn(TRIAL, BLOCKS[0].due)
    journal.append_all = kept  # type: ignore[method-assign]  # there is room again
    assert engine.turns.failed is DOWN
    with pytest.raises(OutsideError):
        engine.turns.look()


def test_an_order_of_another_process_is_carried_out_at_the_next_look() -> None:
    engine = Engine(world())
    engine.turns.start()
    engine.turns.look()
    operator.order(engine.trial.means.journal, Order.PAUSE, engine.now)
    engine.turns.look()
    assert engine.trial.course.paused


def test_a_pause_holds_although_the_block_was_due_before_anybody_looked() -> None:
    engine = Engine(world())
    engine.turns.start()
    engine.go(until=BLOCKS[0].due - 1)
    operator.order(engine.trial.means.journal, Order.PAUSE, engine.now)
    engine.timed()
    engine.now = BLOCKS[0].due
    for at, owner in engine.timers:
        engine.turns.turn(owner, at)
    assert not engine.trial.cases


def test_where_nobody_can_be_told_of_a_trouble_the_trial_ends() -> None:
    engine = Engine(world(1))

    def deaf(*_: object) -> None:
        raise BrokenPipeError

    def down(*_: object) -> Showing:
        raise DOWN

    engine.trial.means.stage.show = down  # type: ignore[method-assign,assignment]  # a stage that is down
    engine.turns = Turns(engine.trial, deaf, now=lambda: engine.now)
    engine.turns.start()
    with pytest.raises(BrokenPipeError):
        engine.go()
    assert isinstance(engine.turns.failed, BrokenPipeError)


NOWHERE = Server(host="127.0.0.1", port=9, tls=Tls.NONE, user="", password=Secret(""))
MAILBOX = Settings(address="ops@us.example", name="", smtp=NOWHERE, imap=NOWHERE)
BOX = MAILBOX.box
MAILED = replace(
    TERMS,
    contacts=tuple(replace(each, mailbox=MAILBOX) for each in TERMS.contacts),
)


def waits(world: World) -> dict[str, Millis | None]:
    return {entry.key: entry.data["waited_ms"] for entry in world.shelf.journal.read(record.OUTCOME)}


def test_answers_that_came_while_we_were_away_count_as_if_we_had_been_there() -> None:
    here, away = (World(MAILED, BLOCKS[:1], PERSONAS, questions(), seed=4) for _ in range(2))
    virtual.run(here.trial(), here.inboxes(), here.posts)
    before = Engine(away)
    before.turns.start()
    before.turns.abreast(BOX)
    before.go(until=BLOCKS[0].matters[-1].due + 2 * MINUTE, each=lambda: before.turns.abreast(BOX))
    after = Engine(away)
    after.now = before.now + 10 * DAY
    for post in away.posts.values():
        post.advance(after.now)
    after.turns.start()
    after.timed()
    for at, owner in after.timers:
        after.turns.turn(owner, at)
    assert waits(away) == {}
    for vendor in away.posts:
        after.arrive(vendor)
    after.go(each=lambda: after.turns.abreast(BOX), first=lambda: after.turns.abreast(BOX))
    assert waits(away) == waits(here)
    assert max(filter(None, waits(away).values())) > 2 * MINUTE


class Slow:
    """A stage on which everything takes until it is stopped, or for ever."""

    def __init__(self, trial: Trial, *, stops: bool) -> None:
        self._show, self._stops = trial.means.stage.show, stops
        self.playing, self.over = threading.Event(), threading.Event()
        trial.means.stage.show, trial.means.stage.stop = self.show, self.stop  # type: ignore[method-assign,assignment]  # a test's stage

    def show(self, *args: object) -> object:
        self.playing.set()
        self.over.wait(20)
        return self._show(*args)  # type: ignore[arg-type]  # what it was called with

    def stop(self, case: str) -> None:
        if self._stops:
            self.over.set()


@pytest.mark.parametrize("stops", [True, False])
def test_leaving_ends_what_is_played_and_waits_for_nothing_that_hangs(stops: bool) -> None:
    engine = Engine(world(1))
    slow = Slow(engine.trial, stops=stops)
    engine.turns.start()
    engine.go(until=BLOCKS[0].due - 1)
    engine.timed()
    engine.now = BLOCKS[0].due
    engine.turns.turn(TRIAL, BLOCKS[0].due)
    engine.timed()
    at, owner = next((at, owner) for at, owner in engine.timers if owner)
    taken = threading.Thread(target=engine.turns.turn, args=(owner, at))
    taken.start()
    assert slow.playing.wait(5)
    began = clock.steady()
    engine.turns.leave()
    taken.join(5)
    slow.over.set()
    assert not taken.is_alive()
    assert clock.steady() - began < (1 if stops else 4)
    assert bool(engine.trial.means.journal.find(record.SHOWING, f"{owner}/0")) is False or stops


def test_two_threads_never_take_the_same_owners_turn() -> None:
    engine = Engine(world(1))
    slow = Slow(engine.trial, stops=True)
    engine.turns.start()
    engine.go(until=BLOCKS[0].due - 1)
    engine.timed()
    engine.now = BLOCKS[0].due
    engine.turns.turn(TRIAL, BLOCKS[0].due)
    engine.timed()
    at, owner = next((at, owner) for at, owner in engine.timers if owner)
    taken = threading.Thread(target=engine.turns.turn, args=(owner, at))
    taken.start()
    assert slow.playing.wait(5)
    slow.playing.clear()
    engine.turns.turn(owner, at)
    assert not slow.playing.is_set()
    slow.over.set()
    taken.join(5)
