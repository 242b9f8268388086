from __future__ import annotations

import numpy as np
import pytest

from houdun.probe.metrics.stamps import StampsMetric
from houdun.probe.window import Window
from houdun.testing import windows as w


def measured(windows: list[Window]) -> dict[str, list[float]]:
    return w.measured(StampsMetric(), windows)


def test_a_steady_stream_has_neither_jumps_nor_jitter() -> None:
    found = measured([w.window(second) for second in range(3)])
    assert found["pts_jump"] == [0.0] * 3
    assert found["arrival_jitter"] == pytest.approx([0.0] * 3, abs=0.001)
    assert found["interleaving"] == pytest.approx([0.02] * 3, abs=0.02)


@pytest.mark.parametrize("jump", [2.0, -2.0])
def test_a_jump_is_what_the_arrival_does_not_explain(jump: float) -> None:
    windows = [w.window(second) for second in range(3)]
    for window in windows[1:]:
        window.video.dts += jump
    found = measured(windows)["pts_jump"]
    assert found[0] == found[2] == 0.0
    assert found[1] == pytest.approx(jump * 1000, abs=40)


def test_a_pause_of_the_sender_is_no_jump() -> None:
    windows = [w.window(0), w.silence(1), w.silence(2), w.window(3)]
    assert max(map(abs, measured(windows)["pts_jump"])) < 1.0


def test_segments_in_bursts_are_no_jump() -> None:
    windows = [w.silence(second) for second in range(6)]
    for second in range(0, 6, 2):
        windows[second].video = w.packets(np.arange(second * 30, second * 30 + 60) / 30)
        windows[second].video.arrival[:] = w.EPOCH + second
    assert measured(windows)["pts_jump"] == [0.0] * 3


def test_unsteady_arrival_is_the_mean_difference_of_the_steps() -> None:
    window = w.window(0)
    window.video.arrival[1::2] += 0.010
    assert measured([window])["arrival_jitter"] == pytest.approx([10.0], abs=0.01)


def test_sound_that_is_muxed_ahead_shows_in_the_interleaving() -> None:
    windows = [w.window(second) for second in range(3)]
    for window in windows:
        window.audio.dts += 1.5
    assert measured(windows)["interleaving"] == pytest.approx([1.5] * 3, abs=0.05)
