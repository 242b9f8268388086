from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.probe.detection.shift import Evidence, Odds

ODDS = Odds(rare=1e-3, lasting=0.1)
MONTH = 30 * 86_400


def run_until_alarm(exceeds: list[bool], threshold: float, odds: Odds = ODDS) -> int | None:
    evidence = Evidence(odds, threshold)
    return next((index for index, each in enumerate(exceeds) if evidence.add(float(index), each)), None)


def test_one_wild_value_never_alarms() -> None:
    assert run_until_alarm([False] * 50 + [True] + [False] * 50, MONTH) is None


def test_a_lasting_change_alarms_after_a_handful_of_samples_and_its_onset_is_the_first() -> None:
    evidence = Evidence(ODDS, 20 * MONTH)
    alarms = [index for index in range(300) if evidence.add(float(index), index >= 200)]
    assert alarms[0] - 200 <= 8
    assert evidence.onset == 200.0


def test_the_onset_is_of_the_present_evidence_not_of_an_outlier_long_gone() -> None:
    evidence = Evidence(ODDS, 20 * MONTH)
    for index in range(100):
        evidence.add(float(index), index in (20, 21) or index >= 60)
    assert evidence.onset == 60.0


def test_after_a_reset_the_evidence_begins_at_nothing() -> None:
    evidence = Evidence(ODDS, MONTH)
    for index in range(10):
        evidence.add(float(index), True)
    evidence.reset()
    assert not evidence.add(11.0, True)


@given(st.floats(1e-4, 0.05), st.floats(0.05, 0.6))
def test_what_a_sample_is_worth_has_mean_one_under_the_chain_it_is_tested_against(rare: float, lasting: float) -> None:
    odds = Odds(rare, lasting)
    for before, chance in ((False, rare), (True, lasting)):
        mean = chance * odds.of(True, before) + (1 - chance) * odds.of(False, before)
        assert abs(mean - 1) < 1e-9


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**31))
def test_on_the_worst_healthy_chain_the_mean_time_to_a_false_alarm_is_at_least_the_threshold(seed: int) -> None:
    threshold, runs = 300.0, 300
    generator = np.random.default_rng(seed)
    odds = Odds(0.02, 0.3)
    times = []
    for _ in range(runs):
        evidence, before, steps, alarmed = Evidence(odds, threshold), False, 0, False
        while not alarmed:
            before = bool(generator.random() < (odds.lasting if before else odds.rare))
            alarmed, steps = evidence.add(float(steps), before), steps + 1
        times.append(steps)
    assert np.mean(times) >= threshold * (1 - 4 / np.sqrt(runs))
