from __future__ import annotations

from houdun.flow.trial import virtual
from houdun.flow.trial.ahead.imagined import World
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
