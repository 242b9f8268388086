from __future__ import annotations

from dataclasses import replace

import pytest

from houdun.facts.happening import Happening
from houdun.facts.time import DAY, MINUTE, Millis
from houdun.flow.trial import operator, record, virtual
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.course import Fate
from houdun.flow.trial.kept import Held
from houdun.flow.trial.operator import Order
from houdun.flow.trial.terms import Terms
from houdun.flow.trial.told.overview import Following, Overview, Phase, overview
from houdun.flow.trial.trial import BRIEFED
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS

NOW = BLOCKS[0].due + 10 * MINUTE
HELD = Held(TERMS, BLOCKS)


@pytest.fixture
def world() -> World:
    """A trial a few minutes into its first block."""
    made = World(TERMS, BLOCKS, PERSONAS, questions(), seed=2)
    virtual.run(made.trial(), made.inboxes(), made.posts, until=NOW)
    return made


def seen(world: World, terms: Terms = TERMS) -> Overview:
    return overview(replace(HELD, terms=terms), world.shelf.journal, NOW)


def test_it_tells_what_was_asked_and_what_comes_next(world: World) -> None:
    told = seen(world)
    assert (told.phase, told.blocks) == (Phase.ASKING, {Fate.BEGUN: 1, Fate.PLANNED: 5})
    assert (told.to_come, told.next, told.next_at, told.unapproved) == (BLOCKS[1:], BLOCKS[1], BLOCKS[1].due, frozenset[int]())
    asked = [each for each in told.open if each.asked_at is not None]
    assert asked
    assert {each.block for each in told.open} == {1}
    assert all(each.answered_at is None or each.answered_at > each.asked_at for each in asked if each.asked_at is not None)


def test_looking_changes_nothing(world: World) -> None:
    last = [len(list(world.shelf.journal.read(topic))) for topic in ("event", "task", "trial", "question", "attempt")]
    assert seen(world) == seen(world)
    assert [len(list(world.shelf.journal.read(topic))) for topic in ("event", "task", "trial", "question", "attempt")] == last


def test_a_real_trial_is_where_our_clock_is_and_a_virtual_one_where_something_last_happened(world: World) -> None:
    journal = world.shelf.journal
    assert seen(world).now == NOW
    last = max(entry.at for entry in journal.read("event"))
    assert overview(replace(HELD, virtual=True), journal, NOW + DAY).now == last
    begun = World(TERMS, BLOCKS, PERSONAS, questions(), seed=2)
    assert overview(replace(HELD, virtual=True), begun.shelf.journal, NOW).now == TERMS.start - BRIEFED


def test_orders_show_before_the_engine_has_obeyed(world: World) -> None:
    journal = world.shelf.journal
    operator.order(journal, Order.PAUSE, NOW)
    assert (seen(world).phase, seen(world).next_at) == (Phase.PAUSED, None)
    operator.order(journal, Order.RESUME, NOW + 1)
    assert seen(world).phase is Phase.ASKING
    operator.order(journal, Order.STOP, NOW + 2)
    assert (seen(world).phase, seen(world).next) == (Phase.STOPPED, None)


def test_a_block_that_waits_for_approval_says_so_until_it_has_it(world: World) -> None:
    careful = replace(TERMS, conduct=replace(TERMS.conduct, approval=True))
    assert seen(world, careful).unapproved == {block.number for block in BLOCKS[1:]}
    operator.order(world.shelf.journal, Order.APPROVE, NOW, block=BLOCKS[1].number)
    assert BLOCKS[1].number not in seen(world, careful).unapproved


def test_at_the_end_everything_is_graded_and_nothing_is_open() -> None:
    world = World(TERMS, BLOCKS[:1], PERSONAS, questions(), seed=2)
    virtual.run(world.trial(), world.inboxes(), world.posts)
    told = overview(Held(TERMS, BLOCKS[:1]), world.shelf.journal, NOW + 10 * DAY)
    assert (told.phase, told.open, told.next) == (Phase.OVER, (), None)
    assert told.standing.blocks == told.blocks[Fate.GRADED] == 1


def test_followed_step_by_step_it_stands_as_when_it_is_looked_at_for_the_first_time() -> None:
    world = World(TERMS, BLOCKS[:2], PERSONAS, questions(), seed=2)
    held, journal, looks = Held(TERMS, BLOCKS[:2]), world.shelf.journal, []
    following = Following(held, journal)

    def look(now: Millis) -> None:
        looks.append(following.seen(now))
        assert looks[-1] == overview(held, journal, now)

    virtual.run(world.trial(), world.inboxes(), world.posts, jumped=look)
    assert {each.phase for each in looks} >= {Phase.ASKING, Phase.WAITING}
    assert max(len(each.open) for each in looks) > len(PERSONAS)


def test_a_task_waits_until_it_is_answered_also_for_who_follows(world: World) -> None:
    journal = world.shelf.journal
    following = Following(HELD, journal)
    before = following.seen(NOW).tasks
    journal.append_all([Happening(record.TASK, "place/u1", NOW, {"kind": "place"})])
    assert [each.key for each in following.seen(NOW).tasks] == [*(each.key for each in before), "place/u1"]
    operator.seen(journal, "place/u1", NOW)
    assert following.seen(NOW).tasks == before
