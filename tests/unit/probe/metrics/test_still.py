from __future__ import annotations

import numpy as np
import pytest

from houdun.probe.metrics.still import Still
from houdun.probe.window import Window
from houdun.testing import windows as w


def standing(second: int, coded: bool = True) -> Window:
    window = w.window(second, coded=coded)
    window.pictures.motion *= 0.005
    return window


@pytest.mark.parametrize("coded", [True, False])
def test_a_picture_without_motion_is_still_after_a_second_and_a_half(coded: bool) -> None:
    windows = [w.window(0, coded=coded), *(standing(second, coded) for second in range(1, 5))]
    assert w.measured(Still(), windows)["still_share"] == pytest.approx([0.0, 0.0, 0.5, 1.0, 1.0], abs=0.11)


def test_a_calm_host_beside_a_ticking_clock_is_not_still() -> None:
    windows = [standing(second) for second in range(5)]
    for window in windows:
        window.pictures.motion[0] = 1.0
    assert w.measured(Still(), windows)["still_share"] == [0.0] * 5


def test_a_pipeline_that_repeats_its_frame_is_not_a_still_camera() -> None:
    windows = [standing(second) for second in range(6)]
    for window in windows:
        window.pictures.number[:] = 14
    assert w.measured(Still(), windows) == {"still_share": [0.0]}


def test_stamps_that_run_backwards_do_not_end_the_watch() -> None:
    windows = [standing(second) for second in range(8)]
    for window in windows[3:]:
        window.pictures.pts -= 100
    assert w.measured(Still(), windows)["still_share"][-1] == 1.0


def test_without_samples_nothing_is_said() -> None:
    window = w.window(0)
    window.pictures.motion[:] = np.nan
    assert w.measured(Still(), [w.silence(0), window]) == {}
