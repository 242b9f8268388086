from __future__ import annotations

import random

import pytest

from houdun.facts.case import Message, Role
from houdun.flow.trial import record, virtual
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.plan import schedule
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS

SMALL = (TERMS, BLOCKS[:3])


class Killed(BaseException):
    """As little is tidied up as by a kill."""


def whole() -> World:
    world = World(*SMALL, PERSONAS, questions(), seed=4)
    virtual.run(world.trial(), world.inboxes(), world.posts)
    return world


@pytest.mark.parametrize("seed", range(3))
def test_a_trial_killed_again_and_again_comes_to_what_it_would_have_come_to(seed: int) -> None:
    chance, world, kills = random.Random(seed), World(*SMALL, PERSONAS, questions(), seed=4), 0
    while True:
        left = chance.randrange(1, 40)

        def told(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Killed

        try:
            virtual.run(world.trial(told), world.inboxes(), world.posts)
            break
        except Killed:
            kills += 1
    assert kills >= 3
    assert sent(world) == sent(whole())
    assert outcomes(world) == outcomes(whole())


def sent(world: World) -> list[str]:
    """Every letter to a vendor, as often as it is there."""
    return sorted(
        entry.uid
        for log in world.shelf.cases()
        for entry in log.entries
        if isinstance(entry, Message) and entry.role is Role.CUSTOMER
    )


def outcomes(world: World) -> dict[str, tuple[object, object]]:
    return {entry.key: (entry.data["waited_ms"], entry.data["depth"]) for entry in world.shelf.journal.read(record.OUTCOME)}


def test_an_empty_journal_is_a_beginning() -> None:
    world = World(*SMALL, PERSONAS, questions(), seed=4)
    trial = world.trial()
    trial.start(0)
    assert trial.cases == {}
    assert trial.course.due() == schedule(TERMS, questions())[0].due
