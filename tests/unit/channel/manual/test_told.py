from __future__ import annotations

import pytest

from houdun.channel.manual.told import AHEAD, WIDEST, Told, told
from houdun.errors import UsageError
from houdun.facts.time import MINUTE
from houdun.testing.factories import MONDAY


def test_a_time_stands_between_its_earliest_and_its_latest() -> None:
    moment = told(MONDAY, 5 * MINUTE, MONDAY)
    assert (moment.earliest, moment.at, moment.latest) == (MONDAY - 5 * MINUTE, MONDAY, MONDAY + 5 * MINUTE)
    assert Told(3, 5).earliest == 0


def test_a_persons_clock_may_be_a_little_ahead() -> None:
    assert told(MONDAY + AHEAD, 0, MONDAY).at == MONDAY + AHEAD


@pytest.mark.parametrize(
    ("at", "plus_minus", "option"),
    [(MONDAY + AHEAD + 1, 0, "--at"), (-1, 0, "--at"), (MONDAY, -1, "--plus-minus"), (MONDAY, WIDEST + 1, "--plus-minus")],
)
def test_a_time_that_cannot_be_is_a_usage_error(at: int, plus_minus: int, option: str) -> None:
    with pytest.raises(UsageError) as caught:
        told(at, plus_minus, MONDAY)
    assert caught.value.where == option
