from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from houdun.probe.metrics.still import MOTION, Still
from houdun.probe.session import watch
from houdun.probe.window import Window
from houdun.scenario import catalogue
from houdun.scenario.performance import perform
from houdun.scenario.show import load
from houdun.testing import windows as w
from houdun.testing.virtual import watched

ONSET = 3.0


def standing(second: int, coded: bool = True) -> Window:
    """Nothing moves but what the encoder changes, at a key frame most of all."""
    window = w.window(second, coded=coded)
    window.pictures.motion *= 0.1
    if second % 2 == 0:
        window.pictures.slice[0] = 1
        window.pictures.motion[0] = 50.0
    return window


@pytest.mark.parametrize("coded", [True, False])
def test_a_picture_that_stands_is_still_within_a_second_and_a_half_whatever_its_key_frames_do(coded: bool) -> None:
    windows = [w.window(0, coded=coded), *(standing(second, coded) for second in range(1, 7))]
    shares = w.measured(Still(), windows)["still_share"]
    assert shares[0] == 0.0
    assert 0.0 < shares[1] <= 0.5
    assert shares[2:] == [1.0] * 5


def test_a_single_burst_of_the_encoder_does_not_make_a_standing_picture_move() -> None:
    windows = [standing(second) for second in range(8)]
    windows[5].pictures.motion[3:15] *= 2 * MOTION
    assert w.measured(Still(), windows)["still_share"][3:] == [1.0] * 5


def test_a_host_who_is_calm_four_samples_in_ten_is_not_still() -> None:
    windows = [w.window(second) for second in range(8)]
    for window in windows:
        window.pictures.motion[:12] *= 0.0
    assert w.measured(Still(), windows)["still_share"] == [0.0] * 8


def test_where_every_picture_is_an_i_slice_they_are_compared_all_the_same() -> None:
    windows = [standing(second) for second in range(5)]
    for window in windows:
        window.pictures.motion *= 0.0
        window.pictures.slice[:] = 1
    assert w.measured(Still(), windows)["still_share"][-2:] == [1.0, 1.0]


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


@lru_cache
def shares(show: str) -> list[float]:
    """Of each second of a small show whose camera freezes after ONSET seconds."""
    loaded = load(show)
    setup = loaded.setup.changed({"width": 426, "height": 240, "fps": 15, "video_kbps": 100})
    performance = perform(loaded, setup, catalogue.parse("frozen_camera"), on=(ONSET, 1e9), seconds=ONSET + 4.5)
    seconds = list(watch(watched(performance), show))
    return [each.value for second in seconds for each in second.observations if each.metric == "still_share"]


@pytest.mark.parametrize("show", ["solo", "cohost", "dating", "shopping"])
def test_no_living_host_is_still_and_a_frozen_one_is_within_three_seconds(show: str) -> None:
    seconds = shares(show)
    assert seconds[: int(ONSET)] == [0.0] * int(ONSET)
    assert min(seconds[int(ONSET) + 3 :]) > 0.9
