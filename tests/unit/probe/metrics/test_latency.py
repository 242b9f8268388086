from __future__ import annotations

import numpy as np
import pytest

from houdun.probe.metrics.latency import Latency
from houdun.testing import windows as w


def test_latency_is_the_median_age_of_the_pictures() -> None:
    window = w.window(0)
    window.pictures.wall[:5] -= 4.0
    assert w.measured(Latency(), [window])["end_to_end_latency"] == pytest.approx([100.0], abs=0.01)


def test_a_host_whose_clock_is_ahead_gives_a_negative_latency() -> None:
    window = w.window(0)
    window.pictures.wall += 3.5
    assert w.measured(Latency(), [window])["end_to_end_latency"] == pytest.approx([-3400.0], abs=0.01)


def test_pictures_that_tell_no_time_are_left_out() -> None:
    window = w.window(0)
    window.pictures.wall[3:] = np.nan
    assert len(w.measured(Latency(), [window])["end_to_end_latency"]) == 1
    window.pictures.wall[:] = np.nan
    assert w.measured(Latency(), [window, w.silence(1)]) == {}
