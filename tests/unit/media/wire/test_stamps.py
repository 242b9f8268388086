from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from houdun.media.wire.stamps import Unwrap


@given(st.integers(0, 1 << 34), st.lists(st.integers(-(1 << 30), 1 << 30), max_size=50), st.sampled_from([32, 33]))
def test_stamps_go_on_past_any_number_of_wraps(start: int, steps: list[int], bits: int) -> None:
    unwrap = Unwrap(bits)
    true = start
    first = unwrap(start % (1 << bits)) - start
    for step in steps:
        true += step
        assert unwrap(true % (1 << bits)) - true == first


def test_tracks_that_begin_on_either_side_of_a_wrap_stay_together() -> None:
    unwrap = Unwrap(32)
    sound, picture = unwrap((1 << 32) - 10), unwrap(5)
    assert picture - sound == 15


def test_a_stamp_a_little_below_nought_is_a_little_below_nought() -> None:
    assert Unwrap(33)((1 << 33) - 1920) == -1920
