from __future__ import annotations

import numpy as np
import pytest

from houdun.probe.metrics.freezes import Freezes
from houdun.probe.window import Window
from houdun.testing import windows as w


def stream(gap: float, seconds: int = 6, fps: int = 30) -> list[Window]:
    """Pictures whose arrival pauses for `gap` seconds in second 3, cut into seconds of arrival."""
    times = np.arange(seconds * fps) / fps
    arrival = w.EPOCH + times + np.where(times >= 3.5, gap, 0.0)
    found = []
    for second in range(seconds + int(gap) + 1):
        inside = (arrival >= w.EPOCH + second) & (arrival < w.EPOCH + second + 1)
        window = w.silence(second)
        window.pictures = w.pictures(times[inside])
        window.pictures.arrival = arrival[inside]
        found.append(window)
    return found[:-1] if gap else found[:seconds]


def last(windows: list[Window]) -> dict[str, float]:
    return {name: values[-1] for name, values in w.measured(Freezes(), windows).items()}


def test_a_steady_stream_has_no_freeze() -> None:
    assert last(stream(0.0)) == {
        "freezeCount": 0,
        "totalFreezesDuration": 0,
        "freeze_500_count": 0,
        "freeze_500_duration": 0,
    }


@pytest.mark.parametrize(("gap", "w3c", "long"), [(0.10, 0, 0), (0.20, 1, 0), (0.45, 1, 0), (0.60, 1, 1), (2.0, 1, 1)])
def test_the_two_definitions_differ_between_150_and_500_milliseconds(gap: float, w3c: int, long: int) -> None:
    found = last(stream(gap))
    assert (found["freezeCount"], found["freeze_500_count"]) == (w3c, long)
    assert found["totalFreezesDuration"] == pytest.approx((gap + 1 / 30) * w3c, abs=0.001)
    assert found["freeze_500_duration"] == pytest.approx((gap + 1 / 30) * long, abs=0.001)


def test_below_13_frames_a_second_three_times_the_mean_counts() -> None:
    assert last(stream(0.25, fps=5))["freezeCount"] == 0
    assert last(stream(0.45, fps=5))["freezeCount"] == 1


def test_a_freeze_that_lasts_is_counted_while_it_lasts_and_once() -> None:
    windows = stream(4.0)
    counted = w.measured(Freezes(), windows)
    assert counted["freezeCount"][2:8] == [0, 1, 1, 1, 1, 1]
    assert counted["totalFreezesDuration"] == sorted(counted["totalFreezesDuration"])


def test_segments_that_come_in_bursts_are_no_freezes() -> None:
    windows = [w.silence(second) for second in range(12)]
    for second in range(0, 12, 2):
        windows[second].pictures = w.pictures(np.arange(second * 30, second * 30 + 60) / 30)
        windows[second].pictures.arrival[:] = w.EPOCH + second + 0.3
    assert last(windows)["freezeCount"] == 0


def test_before_the_first_picture_there_is_nothing_to_count() -> None:
    assert w.measured(Freezes(), [w.silence(0)]) == {}
