from __future__ import annotations

import pytest

from houdun.probe.metrics.marks import MarksHeard
from houdun.testing import windows as w


def test_all_marks_of_a_healthy_stream_are_read() -> None:
    found = w.measured(MarksHeard(), [w.window(second) for second in range(8)])
    assert found["marks_read"] == pytest.approx([1.0] * 5, abs=0.01)
    assert found["mark_stretch"] == [1.0] * 8


def test_the_share_falls_within_seconds_where_marks_are_missing() -> None:
    windows = [w.window(second) for second in range(10)]
    for window in windows[5:]:
        window.marks = w.marks([])
    assert w.measured(MarksHeard(), windows)["marks_read"][-5:] == pytest.approx([0.75, 0.5, 0.25, 0.0, 0.0], abs=0.02)


def test_marks_that_were_heard_and_not_read_count_as_missing() -> None:
    windows = [w.window(second) for second in range(8)]
    for window in windows[4:]:
        window.marks.counter[:] = -1
    assert w.measured(MarksHeard(), windows)["marks_read"][-1] == 0.0


def test_a_wrong_sample_rate_shows_as_a_stretch() -> None:
    window = w.window(0)
    window.marks = w.marks([0, 1], stretch=44_100 / 48_000)
    assert w.measured(MarksHeard(), [window])["mark_stretch"] == pytest.approx([0.91875])


def test_a_stream_that_never_had_marks_misses_none() -> None:
    assert w.measured(MarksHeard(), [w.window(second, coded=False) for second in range(8)]) == {}


def test_silence_says_nothing_of_marks() -> None:
    windows = [*(w.window(second) for second in range(5)), w.silence(5)]
    assert len(w.measured(MarksHeard(), windows)["marks_read"]) == 2
