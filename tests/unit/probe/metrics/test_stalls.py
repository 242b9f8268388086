from __future__ import annotations

import pytest

from houdun.probe.metrics.stalls import Stalls
from houdun.probe.window import Window
from houdun.testing import windows as w


def shares(windows: list[Window]) -> list[float]:
    return w.measured(Stalls(), windows).get("stalled_share", [])


def test_a_healthy_stream_never_stalls() -> None:
    assert shares([w.window(second) for second in range(4)]) == [0.0] * 3


def test_silence_is_a_stall_after_half_a_second_of_patience() -> None:
    # The last sound of a second arrives 0.1 s into the next one, give or take a block.
    assert shares([w.window(0), w.silence(1), w.silence(2), w.silence(3)]) == pytest.approx([0.4, 1.0, 1.0], abs=0.05)


def test_sound_that_goes_on_is_no_stall() -> None:
    windows = [w.window(second) for second in range(4)]
    for window in windows[1:]:
        window.pictures = w.pictures([])
    assert shares(windows) == [0.0] * 3


def test_the_second_of_recovery_counts_only_its_beginning() -> None:
    assert shares([w.window(0), w.silence(1), w.silence(2), w.window(3)])[-1] == pytest.approx(0.1, abs=0.01)


def test_nothing_is_said_before_the_first_picture_or_sound() -> None:
    assert shares([w.silence(0), w.silence(1)]) == []
