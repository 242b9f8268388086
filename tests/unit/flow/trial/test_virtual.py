from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import repeat

from houdun.flow.trial import operator, virtual
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.attended import GLANCE, Attended
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.operator import Order
from houdun.flow.trial.trial import BRIEFED, Trial
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS


def test_the_clock_only_goes_forward_and_stops_where_it_is_told() -> None:
    world, moments = World(TERMS, BLOCKS[:2], PERSONAS, questions(), seed=2), list[int]()
    until = BLOCKS[1].due
    virtual.run(world.trial(), world.inboxes(), world.posts, jumped=moments.append, until=until)
    assert moments == sorted(moments)
    assert moments[-1] < until


def test_a_trial_that_was_left_goes_on_where_it_was() -> None:
    world, begun = World(TERMS, BLOCKS[:2], PERSONAS, questions(), seed=2), list[str]()
    virtual.run(world.trial(), world.inboxes(), world.posts, until=BLOCKS[1].due)
    trial = world.trial(lambda at, matter, thing: begun.append(matter.case))
    virtual.run(trial, world.inboxes(), world.posts)
    assert trial.is_over()
    assert len(trial.cases) == 6


STRICT = replace(TERMS, conduct=replace(TERMS.conduct, approval=True))


@dataclass
class Wall:
    """Wall time in which a person speaks, the next of `says` at each wait, and leaves with nothing more to say."""

    says: Iterator[Callable[[], object]] = field(default_factory=lambda: iter(()))
    waited: list[float] = field(default_factory=list)
    is_set: bool = False

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        next(self.says, self.leave)()

    def leave(self) -> None:
        self.is_set = True


def run(world: World, wall: Wall, pace: int = 0) -> tuple[Trial, list[int]]:
    trial, moments = world.trial(), list[int]()
    virtual.run(trial, world.inboxes(), world.posts, jumped=moments.append, persons=Attended(trial, wall, pace))
    return trial, moments


def approving(world: World, *blocks: int) -> Iterator[Callable[[], object]]:
    return (partial(operator.order, world.shelf.journal, Order.APPROVE, 0, block) for block in blocks)


def test_block_by_block_a_trial_goes_on_as_it_is_approved_and_comes_to_the_same() -> None:
    free, asked = (World(each, BLOCKS[:3], PERSONAS, questions(), seed=2) for each in (TERMS, STRICT))
    wall = Wall(approving(asked, 1, 2, 3))
    trial, moments = run(asked, wall)
    assert set(wall.waited) == {GLANCE}
    other, without = run(free, Wall())
    assert moments == without[: len(moments)]
    assert trial.course.outcomes == other.course.outcomes
    assert len(trial.course.outcomes) == 3


def test_a_case_waits_for_a_person_as_long_as_it_takes_and_is_given_up_where_nobody_is_asked() -> None:
    free, asked = (World(each, BLOCKS[:3], PERSONAS, questions(), seed=2) for each in (TERMS, STRICT))
    given_up, _ = run(free, Wall())
    kept, _ = run(asked, Wall(approving(asked, 1, 2, 3)))
    assert given_up.is_over()
    waiting = {task.data["case"] for task in operator.tasks(asked.shelf.journal)} & {case.id for case in kept.open_cases()}
    assert waiting

    def answers() -> None:
        for task in operator.tasks(asked.shelf.journal):
            operator.decided(asked.shelf.journal, task.key, Meaning(person=False), 0)

    assert run(asked, Wall(repeat(answers)))[0].is_over()


def test_a_clock_that_stands_is_where_it_was_when_the_trial_is_begun_again() -> None:
    world = World(STRICT, BLOCKS[:2], PERSONAS, questions(), seed=2)
    trial, _ = run(world, Wall(approving(world, 1)))
    assert set(trial.course.begun) == {1}
    again, moments = run(world, Wall(approving(world, 2)))
    assert moments[0] <= BLOCKS[1].due
    assert (set(again.course.begun), again.course.void) == ({1, 2}, set())


def test_between_two_moments_the_pace_passes() -> None:
    world, wall = World(TERMS, BLOCKS[:1], PERSONAS, questions(), seed=2), Wall(repeat(lambda: None))
    _, moments = run(world, wall, pace=500)
    assert wall.waited == [0.5] * (len(set(moments)) - (moments[0] == TERMS.start - BRIEFED))
