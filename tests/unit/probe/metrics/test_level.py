from __future__ import annotations

import pytest

from houdun.probe.metrics.level import Level
from houdun.testing import windows as w


def sound(left: float, right: float, cross: float) -> dict[str, list[float]]:
    window = w.silence(0)
    window.sounds = w.sounds(w.block_times(0), left=left, right=right, cross=cross)
    return w.measured(Level(), [window])


def test_levels_are_decibels_below_full_scale_by_channel() -> None:
    found = sound(0.1, 0.001, 0.0)
    assert found["level_left"] == pytest.approx([-10.0])
    assert found["level_right"] == pytest.approx([-30.0])
    assert found["level"] == pytest.approx([-12.97], abs=0.01)
    assert found["silence_share"] == [0.0]


@pytest.mark.parametrize(("cross", "correlation"), [(0.01, 1.0), (-0.01, -1.0), (0.0, 0.0)])
def test_antiphase_shows_in_the_correlation_and_not_in_the_level(cross: float, correlation: float) -> None:
    found = sound(0.01, 0.01, cross)
    assert found["channel_correlation"] == pytest.approx([correlation])
    assert found["level"] == pytest.approx([-20.0])


def test_zeros_are_silence_and_have_no_correlation() -> None:
    found = sound(0.0, 0.0, 0.0)
    assert found["silence_share"] == pytest.approx([1.0])
    assert found["level"] == pytest.approx([-100.0])
    assert "channel_correlation" not in found


def test_one_silent_channel_is_not_silence() -> None:
    found = sound(0.01, 0.0, 0.0)
    assert found["silence_share"] == [0.0]
    assert "channel_correlation" not in found


def test_a_stream_without_sound_has_no_level() -> None:
    assert w.measured(Level(), [w.silence(0)]) == {}
