from __future__ import annotations

from houdun.probe.metrics.black import Black
from houdun.testing import windows as w


def test_black_is_a_mean_luma_near_16() -> None:
    light, black, half = w.window(0, coded=False), w.window(1), w.window(2)
    black.pictures.luma[::3] = 16.4
    half.pictures.luma[:15:3] = 16.0
    assert w.measured(Black(), [light, black, half])["black_share"] == [0.0, 1.0, 0.5]


def test_without_pictures_nothing_is_black() -> None:
    assert w.measured(Black(), [w.silence(0)]) == {}
