from __future__ import annotations

import pytest

from houdun.probe.metrics.join import Join
from houdun.testing import windows as w


def test_join_time_runs_from_the_start_to_the_first_picture_and_is_told_once() -> None:
    found = w.measured(Join(), [w.silence(0), w.silence(1), w.window(2), w.window(3)])
    assert found["join_time"] == pytest.approx([2.1], abs=1e-6)
    assert found["join_key_wait"] == [0.0]


def test_the_part_that_waited_for_a_key_frame_is_told_by_the_stamps() -> None:
    early, late = w.silence(0), w.window(1)
    early.video = w.packets(w.frame_times(0))
    late.video = w.packets(w.frame_times(1), keys=[6])
    late.pictures = w.pictures(w.frame_times(1)[6:])
    found = w.measured(Join(), [early, late])
    assert found["join_time"] == pytest.approx([1.3], abs=1e-6)
    assert found["join_key_wait"] == pytest.approx([1.2], abs=1e-6)


def test_where_packets_are_hidden_only_the_join_time_is_told() -> None:
    window = w.window(0)
    window.video = w.packets([])
    assert set(w.measured(Join(), [window])) == {"join_time"}


def test_a_stream_of_sound_alone_never_joins() -> None:
    window = w.window(0)
    window.pictures = w.pictures([])
    assert w.measured(Join(), [window]) == {}
