from __future__ import annotations

import numpy as np
import pytest

from houdun.media.marks.strip import NUMBERS
from houdun.probe.metrics.frame_numbers import FrameNumbers
from houdun.testing import windows as w


def seconds(*numbers: list[int]) -> dict[str, list[float]]:
    found = []
    for index, each in enumerate(numbers):
        window = w.silence(index)
        window.pictures = w.pictures(np.arange(len(each)) / 30 + index, each)
        found.append(window)
    return w.measured(FrameNumbers(), found)


def test_a_whole_stream_has_lost_and_repeated_nothing() -> None:
    found = seconds(list(range(30)), list(range(30, 60)))
    assert (found["frames_lost"], found["frames_repeated"], found["codes_read"]) == ([0, 0], [0, 0], [1, 1])


def test_missing_numbers_are_lost_frames_across_seconds_too() -> None:
    assert seconds([0, 1, 4], [6, 7])["frames_lost"] == [2, 1]


def test_the_same_number_again_is_a_repeated_frame() -> None:
    assert seconds([5, 5, 5, 6], [6, 6])["frames_repeated"] == [2, 2]


def test_a_picture_that_could_not_be_read_is_not_lost() -> None:
    found = seconds([0, 1, -1, -1, 4, 6], [-1])
    assert found["frames_lost"] == [1, 0]
    assert found["codes_read"] == pytest.approx([4 / 6, 0.0])


@pytest.mark.parametrize("numbers", [[NUMBERS - 2, NUMBERS - 1, 0, 1], [898, 899, 0, 1], [10, 11, 9000, 9001]])
def test_wraps_loops_and_restarts_lose_nothing(numbers: list[int]) -> None:
    assert seconds(numbers)["frames_lost"] == [0]


def test_a_stream_without_codes_says_nothing() -> None:
    assert seconds([-1] * 30) == {}
