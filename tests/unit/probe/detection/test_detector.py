from __future__ import annotations

import numpy as np
import pytest

from houdun.facts.observation import Change, Detection
from houdun.probe.detection.detector import SETTLED, Detector

START = 1_760_000_000_000


def watch(values: list[list[float]], series: str = "av_offset") -> list[Detection]:
    detector, found = Detector("s"), []
    for second, samples in enumerate(values, 1):
        found += detector.second(START + second * 1000, [(series, value) for value in samples])
    return found


def clean(seconds: int, level: float = 0.0, seed: int = 0) -> list[list[float]]:
    return [list(map(float, pair)) for pair in np.random.default_rng(seed).normal(level, 0.3, (seconds, 2))]


@pytest.mark.parametrize("shift", [80.0, -80.0, 25.0])
def test_a_shift_is_found_within_three_seconds_and_its_onset_is_its_second(shift: float) -> None:
    (found,) = watch(clean(90) + clean(10, shift))
    assert found.change is Change.SHIFT
    assert START + 90_000 < found.onset <= START + 91_000
    assert found.at - found.onset <= 3_000
    assert found.before == pytest.approx(0, abs=1)
    assert found.after == pytest.approx(shift, abs=2)


def test_an_offset_beyond_what_people_notice_is_found_though_it_was_there_from_the_first_second() -> None:
    assert len(watch(clean(20, 180.0))) == 1
    assert watch(clean(60, 100.0)) == []  # late by less than 125 ms: not noticed, and nothing changed
    assert len(watch(clean(20, -60.0))) == 1  # early by more than 45 ms


def test_wild_values_and_short_bursts_pass() -> None:
    values = clean(300)
    for second in (50, 100, 101, 200):
        values[second] = [900.0, values[second][1]]
    assert watch(values) == []


def test_a_slow_drift_is_found_before_it_has_become_a_shift_that_is_noticed() -> None:
    drifting = [[0.15 * (second + half / 2) for half in (0, 1)] for second in range(120)]
    (found,) = watch(drifting)
    assert found.change is Change.DRIFT
    assert found.slope == pytest.approx(0.15, rel=0.02)
    assert abs(found.after) < 45


def test_a_change_is_told_once_and_the_next_one_again() -> None:
    found = watch(clean(60) + clean(int(SETTLED) + 60, 80.0) + clean(20, 300.0))
    assert [round(each.after / 10) for each in found] == [8, 30]


def test_what_nobody_watches_and_what_was_not_measured_is_passed_over() -> None:
    assert watch([[1e9]] * 100, "no_such_series") == []
    assert watch([[float("nan")]] * 100) == []


def test_two_healthy_days_with_heavy_tails_are_silent() -> None:
    generator, detector = np.random.default_rng(5), Detector("s")
    values = generator.standard_t(3, 200_000)  # heavy tails
    assert [
        d for second, value in enumerate(values) for d in detector.second(START + second * 1000, [("av_offset", value)])
    ] == []


def test_what_a_stream_tells_of_itself_changes_at_once_and_only_when_it_does() -> None:
    told = [[48_000.0]] + [[]] * 20 + [[48_000.0]] + [[]] * 5 + [[16_000.0]] + [[]] * 5
    (found,) = watch(told, "sample_rate")
    assert (found.before, found.after) == (48_000.0, 16_000.0)
    assert found.onset == found.at == START + 28_000


def test_a_latency_that_wanders_by_two_segments_is_a_playlists_way_and_alarms_elsewhere() -> None:
    def found(playlist: bool) -> list[Detection]:
        detector, seen = Detector("s"), []
        for second in range(1, 400):
            samples = [("end_to_end_latency", 1000.0 + 5 * (second % 200 + 200 * (second < 200)))]
            if playlist:
                samples.append(("playlist_unchanged", 1.0))
            seen += detector.second(START + second * 1000, samples)
        return seen

    assert found(playlist=True) == []
    assert {each.metric for each in found(playlist=False)} == {"end_to_end_latency"}
