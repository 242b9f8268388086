from __future__ import annotations

import numpy as np
import pytest

from houdun.probe.metrics.strip_levels import StripLevels
from houdun.testing import windows as w


def test_levels_are_the_medians_of_what_was_read() -> None:
    window = w.window(0)
    window.pictures.low[:], window.pictures.high[:] = 27.0, 231.0
    window.pictures.low[::4] = np.nan
    window.pictures.low[1] = 90.0
    found = w.measured(StripLevels(), [window])
    assert found == {"strip_low": pytest.approx([27.0]), "strip_high": pytest.approx([231.0])}


def test_without_strips_there_are_no_levels() -> None:
    assert w.measured(StripLevels(), [w.window(0, coded=False)]) == {}
