from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from houdun.probe.playout import BUFFER, PACE, Playout

seconds = st.floats(0, 1e4, allow_nan=False)


def test_pictures_that_come_evenly_are_shown_as_they_come() -> None:
    times = [index / 30 for index in range(60)]
    assert Playout().show(times, times) == times


def test_a_segment_that_comes_at_once_is_shown_at_its_own_pace() -> None:
    shown = Playout().show([5.0] * 60, [index / 30 for index in range(60)])
    assert shown[0] == 5.0
    assert abs(shown[-1] - (5.0 + PACE * 59 / 30)) < 1e-9


def test_what_comes_late_is_shown_on_arrival() -> None:
    assert Playout().show([0.0, 0.0, 3.0], [0.0, 0.5, 1.0])[-1] == 3.0


def test_a_jump_of_the_stamps_is_no_pause() -> None:
    assert Playout().show([0.0, 0.033], [0.0, 2.033]) == [0.0, 0.033]
    assert Playout().show([0.0, 0.033], [10.0, 2.0]) == [0.0, 0.033]


def test_a_sender_that_floods_is_buffered_for_a_minute_at_most() -> None:
    shown = Playout().show([0.0] * 1000, [float(index) for index in range(1000)])
    assert max(shown) == BUFFER


def test_a_clock_set_back_does_not_hold_up_what_follows() -> None:
    playout = Playout()
    playout.show([10_000.0], [0.0])
    assert playout.show([100.0], [0.03]) == [100.0]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(allow_nan=True, allow_infinity=True)), max_size=50))
def test_nothing_is_shown_before_it_came_or_out_of_turn(events: list[tuple[float, float]]) -> None:
    arrivals = sorted(arrival for arrival, _ in events)
    shown = Playout().show(arrivals, [pts for _, pts in events])
    assert all(moment >= arrival for moment, arrival in zip(shown, arrivals, strict=True))
    assert shown == sorted(shown)
