from __future__ import annotations

import pytest

from houdun.probe.metrics.still import Still
from houdun.testing import windows as w


@pytest.mark.parametrize("coded", [True, False])
def test_motion_is_not_still_and_its_absence_is(coded: bool) -> None:
    moving, still = w.window(0, coded=coded), w.window(1, coded=coded)
    still.pictures.motion *= 0.02
    assert w.measured(Still(), [moving, still])["still_share"] == [0.0, 1.0]


def test_a_pipeline_that_repeats_its_frame_is_not_a_still_camera() -> None:
    window = w.window(0)
    window.pictures.motion *= 0.0
    window.pictures.number[15:] = window.pictures.number[14]
    assert w.measured(Still(), [window])["still_share"] == [1.0]
    window.pictures.number[:] = 14
    stuck = Still()
    w.measured(stuck, [window])
    assert w.measured(stuck, [window]) == {}


def test_without_samples_nothing_is_said() -> None:
    assert w.measured(Still(), [w.silence(0)]) == {}
