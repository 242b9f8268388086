from __future__ import annotations

from houdun.probe.metrics.bframes import BFrames
from houdun.testing import windows as w


def test_the_share_is_of_the_slices_that_are_known() -> None:
    window = w.window(0)
    window.pictures.slice[:10] = 3
    window.pictures.slice[20:] = 0
    assert w.measured(BFrames(), [window, w.window(1)])["bframe_share"] == [0.5, 0.0]


def test_where_slices_are_unknown_nothing_is_said() -> None:
    window = w.window(0)
    window.pictures.slice[:] = 0
    assert w.measured(BFrames(), [window, w.silence(1)]) == {}
