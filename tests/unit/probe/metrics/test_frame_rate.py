from __future__ import annotations

import numpy as np
import pytest

from houdun.probe.metrics.frame_rate import FrameRate
from houdun.probe.window import Window
from houdun.testing import windows as w


def rates(windows: list[Window]) -> list[float]:
    return w.measured(FrameRate(), windows).get("framesPerSecond", [])


@pytest.mark.parametrize("fps", [10, 25, 60])
def test_whole_seconds_count_the_pictures_shown(fps: int) -> None:
    assert rates([w.window(second, fps=fps) for second in range(5)]) == pytest.approx([fps] * 4, abs=1)


def test_silence_has_no_frame_rate_before_the_first_picture_and_0_after() -> None:
    assert rates([w.silence(0), w.window(1), w.window(2), w.silence(3), w.silence(4)])[-1] == 0
    assert len(rates([w.silence(0), w.window(1), w.window(2), w.silence(3), w.silence(4)])) == 3


def test_a_segment_in_one_burst_is_shown_over_its_own_seconds() -> None:
    windows = [w.silence(second) for second in range(8)]
    for second in range(0, 8, 2):
        windows[second].pictures = w.pictures(np.arange(second * 30, second * 30 + 60) / 30)
        windows[second].pictures.arrival[:] = w.EPOCH + second
    assert rates(windows) == pytest.approx([30] * 7, abs=1)


def test_a_broken_second_says_no_rate() -> None:
    windows = [w.window(0), w.window(1)]
    windows[1].end = windows[1].start + 0.1
    assert rates(windows) == []
