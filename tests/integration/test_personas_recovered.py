"""The instrument guards itself: what a trial measures of known personas is what their files say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from statistics import fmean

import pytest

from benchmarks.trial.recovered import CLOCK, Measured, Played, confusion, drawn, measured, personas, played
from houdun.desk.script import Outcome

OF = personas(4, number=4)
SEEDS = (1, 2)
"""One in English, one in Chinese."""


@cache
def trial(seed: int) -> Played:
    return played(OF, seed, blocks=20, days=14)


@cache
def found() -> Sequence[Measured]:
    return [each for seed in SEEDS for each in measured(OF, trial(seed), seed)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_first_wait_is_the_one_that_the_desk_drew(seed: int) -> None:
    held = trial(seed)
    waits = {
        reading.key.id: None if clock.censored else clock.wall_ms
        for readings in held.readings.values()
        for reading in readings
        if (clock := reading.clock(CLOCK))
    }
    scripts = drawn(OF, held, seed)
    assert waits == {id: None if each.outcome is Outcome.SILENT else each.first for id, each in scripts.items()}


@pytest.mark.parametrize(
    ("name", "bias"),
    [
        ("attained 15 min, day", 0.12),
        ("attained 60 min, day", 0.12),
        ("mean depth", 0.3),
        ("controls with a cause", 0.15),
        ("occasions warned of", 0.12),
    ],
)
def test_on_the_whole_nothing_is_measured_too_high_or_too_low(name: str, bias: float) -> None:
    held = [each for each in found() if each.name == name]
    assert len(held) == len(OF) * len(SEEDS)
    assert abs(fmean(each.found - each.true for each in held)) <= bias


def test_most_intervals_hold_what_is_true() -> None:
    assert fmean(each.inside for each in found()) >= 0.85


def test_personas_are_not_all_alike_and_none_does_all_or_nothing() -> None:
    rates = [each.true for each in found() if "attained" in each.name or "controls" in each.name]
    assert max(rates) - min(rates) > 0.3
    assert all(0.05 <= rate <= 0.95 for rate in rates)


def test_a_cause_that_is_invented_is_told_from_all_being_well() -> None:
    """By the rule and from the words alone: not every one, but far more often than not."""
    judged = [each for seed in SEEDS for each in confusion(OF, trial(seed), seed)]
    invented, well = (
        [ruled.guessed for outcome, ruled in judged if outcome is each] for each in (Outcome.INVENTS, Outcome.NORMAL)
    )
    assert fmean(invented) > 0.6
    assert fmean(well) < 0.2
