from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media.marks.chirp import COUNTERS
from houdun.media.marks.strip import NUMBERS
from houdun.probe.metrics.av_offset import BREAK, RATES, AvOffset
from houdun.probe.window import Window
from houdun.testing import windows as w


def offsets(windows: list[Window]) -> list[float]:
    return w.measured(AvOffset(), windows).get("av_offset", [])


def second(index: int, *, fps: int = 30, late: float = 0.0, frames: int = 0, marks: int = 0) -> Window:
    """A second of a show that has run for `frames` frames and `marks` marks already."""
    window = w.window(index, fps=fps)
    window.pictures = w.pictures(w.frame_times(index, fps), np.arange(index * fps, (index + 1) * fps) + frames)
    window.marks = w.marks([2 * index, 2 * index + 1], late=late)
    window.marks.counter = (window.marks.counter + marks) % COUNTERS
    return window


@given(st.integers(-500, 500), st.sampled_from(RATES))
def test_the_offset_is_that_of_the_sound_to_the_microsecond(late_ms: int, fps: int) -> None:
    found = offsets([second(index, fps=fps, late=late_ms / 1000) for index in range(6)])
    assert len(found) >= 9
    assert found == pytest.approx([late_ms] * len(found), abs=1e-3)


@pytest.mark.parametrize("late", [-9.0, 9.0])
def test_offsets_of_many_seconds_are_measured_once_both_sides_are_there(late: float) -> None:
    found = offsets([second(index, late=late) for index in range(20)])
    assert len(found) >= 15
    assert found == pytest.approx([late * 1000] * len(found), abs=1e-3)


def test_counters_that_wrap_make_no_difference() -> None:
    frames = NUMBERS - 60
    marks = 2 * frames // 30
    found = offsets([second(index, late=0.05, frames=frames, marks=marks) for index in range(5)])
    assert found == pytest.approx([50 + 1000 * (frames / 30 - marks / 2)] * 10, abs=1e-3)


@pytest.mark.parametrize("fps", [24, 25, 30, 60])
def test_the_first_wrap_of_the_marks_is_not_seen_either(fps: int) -> None:
    found = offsets([second(index, fps=fps, late=-0.08, frames=2047 * fps, marks=4094) for index in range(5)])
    assert found == pytest.approx([-80.0] * 10, abs=1e-3)


def test_a_loop_that_begins_anew_needs_no_care() -> None:
    loop = 4
    windows = []
    for index in range(16):
        window = w.window(index)
        own = index % loop
        window.pictures.number = np.arange(own * 30, own * 30 + 30)
        window.marks = w.marks([2 * index, 2 * index + 1], late=0.12)
        window.marks.counter = np.array([2 * own, 2 * own + 1])
        windows.append(window)
    assert offsets(windows) == pytest.approx([120.0] * 32, abs=1e-3)


def test_a_jump_of_the_picture_stamps_is_the_offset_from_there_on() -> None:
    windows = [w.window(index) for index in range(10)]
    for window in windows[5:]:
        window.pictures.time += 2.0
        window.pictures.pts += 2.0
    found = offsets(windows)
    assert found[:10] == pytest.approx([0.0] * 10, abs=1e-3)
    assert found[-8:] == pytest.approx([-2000.0] * 8, abs=1e-3)


def test_a_frame_that_was_lost_is_replaced_by_its_neighbour() -> None:
    windows = []
    for index in range(8):
        window = w.window(index, late=0.03)
        kept = w.frame_times(index)[1::3]  # the marks' own frames are among the lost
        window.pictures = w.pictures(kept)
        windows.append(window)
    found = offsets(windows)
    assert len(found) >= 8
    assert found == pytest.approx([30.0] * len(found), abs=1e-3)


def test_a_picture_that_stands_still_has_no_offset() -> None:
    windows = [w.window(index) for index in range(3)]
    for index in range(3, 8):
        window = w.window(index)
        window.pictures.number[:] = 89
        windows.append(window)
    found = offsets(windows)
    assert found == pytest.approx([0.0] * len(found), abs=1e-3)
    assert len(found) <= 7  # the last frame that moved is still near one mark


def test_nothing_is_said_while_the_common_time_line_is_unknown() -> None:
    windows = [w.window(index) for index in range(4)]
    for window in windows:
        window.pictures.time[:] = np.nan
    assert offsets(windows) == []


def test_marks_that_were_not_read_and_frames_without_numbers_are_passed_over() -> None:
    windows = [w.window(index) for index in range(4)]
    for window in windows:
        window.marks.counter[0] = -1
        window.pictures.number[::7] = -1
    found = offsets(windows)
    assert found == pytest.approx([0.0] * len(found), abs=1e-3)
    assert len(found) == 4


def test_a_stream_without_codes_has_no_offset() -> None:
    assert w.measured(AvOffset(), [w.window(index, coded=False) for index in range(4)]) == {}


@pytest.mark.parametrize("ppm", [1000, 200, -500])
def test_drift_is_the_slope_in_milliseconds_a_second(ppm: int) -> None:
    windows = [w.window(index, late=index * ppm / 1e6) for index in range(70)]
    drift = w.measured(AvOffset(), windows)["av_offset_drift"]
    assert drift[-1] == pytest.approx(ppm / 1000, rel=0.01)


def test_a_shift_is_not_taken_for_a_drift() -> None:
    late = [0.0] * 30 + [(BREAK + 60) / 1000] * 40
    drift = w.measured(AvOffset(), [w.window(index, late=late[index]) for index in range(70)])["av_offset_drift"]
    assert max(map(abs, drift)) < 0.01


def test_stamps_of_whole_milliseconds_cost_less_than_one() -> None:
    windows = [w.window(index, late=0.0804) for index in range(10)]
    for window in windows:
        window.pictures.time = np.round(window.pictures.time, 3)
        window.pictures.pts = window.pictures.time
        window.marks.time = np.round(window.marks.time, 3)
    assert offsets(windows) == pytest.approx([80.4] * 20, abs=1.0)
