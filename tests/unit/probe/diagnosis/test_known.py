from __future__ import annotations

import math

import numpy as np
import pytest

from houdun.facts.observation import Observation, Unit
from houdun.facts.withheld import Withheld
from houdun.probe.diagnosis.known import Known
from houdun.probe.facts import StreamFacts

START = 1_760_000_000_000


def known(values: list[float], onset: int | None, series: str = "av_offset") -> Known:
    seen = [Observation("s", series, START + 1000 * second, value, Unit.MILLISECONDS) for second, value in enumerate(values, 1)]
    return Known(seen, None if onset is None else START + 1000 * onset, StreamFacts(), Withheld())


def test_before_and_after_are_medians_and_the_seconds_of_change_belong_to_neither() -> None:
    found = known([1.0] * 9 + [50.0, 50.0] + [7.0] * 10, 10)
    assert (found.before("av_offset"), found.after("av_offset"), found.change("av_offset")) == (1.0, 7.0, 6.0)
    assert found.most("av_offset") == 50.0


def test_what_was_just_detected_is_read_from_the_seconds_that_there_are() -> None:
    found = known([0.0] * 9 + [80.0, 80.0], 10)
    assert found.after("av_offset") == 80.0


def test_without_an_onset_all_but_joining_counts_as_after() -> None:
    found = known([900.0, 90.0, *[3.0] * 10], None)
    assert math.isnan(found.before("av_offset"))
    assert found.after("av_offset") == found.most("av_offset") == 3.0


def test_what_is_measured_once_while_joining_counts() -> None:
    assert known([7.0], None, "join_time").after("join_time") == 7.0


def test_what_was_not_measured_is_nan_and_compares_false() -> None:
    found = known([], None)
    assert not found.anything
    for figure in (found.before("x"), found.after("x"), found.change("x"), found.ratio("x"), found.slope("x"), found.most("x")):
        assert math.isnan(figure)


def test_a_slope_is_per_second_and_needs_five_values() -> None:
    rising = [0.0] * 10 + [2.0 * second for second in range(12)]
    assert known(rising, 10).slope("av_offset") == pytest.approx(2.0)
    assert math.isnan(known(rising[:13], 10).slope("av_offset"))


def test_a_slope_that_noise_could_show_is_none() -> None:
    noise = np.random.default_rng(3).normal(0.0, 2.0, 40)
    assert known([*noise], None).certain_slope("av_offset") == 0.0
    assert known([*(noise + np.arange(40))], None).certain_slope("av_offset") == pytest.approx(1.0, abs=0.2)
    assert math.isnan(known([1.0, 2.0], None).certain_slope("av_offset"))


def test_shares_are_of_the_seconds_after() -> None:
    assert known([0.0] * 10 + [0.0, 0.0, 5.0, 0.0, 5.0, 0.0], 10).share("av_offset", 1.0) == pytest.approx(2 / 5)
