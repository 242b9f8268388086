from __future__ import annotations

import statistics

from hypothesis import given
from hypothesis import strategies as st

from houdun.desk.dice import Dice
from houdun.desk.persona import Delay
from houdun.facts.time import MINUTE, SECOND


@given(st.text(), st.text())
def test_a_chance_hangs_on_its_name_alone(thread: str, name: str) -> None:
    assert 0 < Dice(1, thread).share(name) < 1
    assert Dice(1, thread).share(name) == Dice(1, thread).share(name)
    assert Dice(1, thread).share(name) != Dice(2, thread).share(name)


def test_shares_come_as_often_as_they_say() -> None:
    happened = sum(Dice("seed", number).happens("x", 0.3) for number in range(20_000))
    assert abs(happened / 20_000 - 0.3) < 0.015


def test_a_delay_has_its_median_and_nobody_types_in_an_instant() -> None:
    lasted = [Dice(number).lasting("wait", Delay(10, 0.8), MINUTE) for number in range(4_000)]
    assert abs(statistics.median(lasted) / MINUTE - 10) < 0.6
    assert Dice(1).lasting("wait", Delay(0.001, 0), MINUTE) == 20 * SECOND


def test_a_choice_reaches_both_ends() -> None:
    assert {Dice(number).choice("which", "abc") for number in range(100)} == set("abc")
