from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media.marks import chirp

RATE = 48_000


def test_mark_k_begins_at_half_of_k_seconds() -> None:
    sound = chirp.sound(0, 3 * RATE, RATE)
    for counter in range(6):
        begin = counter * RATE // 2
        assert np.allclose(sound[begin : begin + round(chirp.MARK_S * RATE)], chirp.mark(counter, RATE), atol=1e-6)
        assert np.abs(sound[begin + round(chirp.MARK_S * RATE) : begin + RATE // 2]).max() < 1e-6


@given(st.integers(0, 10**7), st.integers(1, 3000), st.integers(0, 3000))
def test_blocks_cut_anywhere_fit_together(first: int, count: int, cut: int) -> None:
    whole = chirp.sound(first, count, RATE)
    cut = min(cut, count)
    parts = np.concatenate([chirp.sound(first, cut, RATE), chirp.sound(first + cut, count - cut, RATE)])
    assert np.allclose(whole, parts, atol=1e-6)


def test_a_shift_makes_the_content_late() -> None:
    assert np.allclose(chirp.sound(9600, RATE, RATE, shift=0.2), chirp.sound(0, RATE, RATE), atol=1e-6)


def test_a_fraction_of_a_sample_is_a_sample_of_a_finer_sound() -> None:
    assert np.allclose(chirp.sound(0.5, RATE, RATE), chirp.sound(1, 2 * RATE, 2 * RATE)[::2], atol=1e-6)


@pytest.mark.parametrize("stretch", [44_100 / 48_000, 48_000 / 44_100])
def test_a_source_read_too_fast_gives_shorter_marks(stretch: float) -> None:
    heard = chirp.sound(0, RATE // 4, RATE, stretch=stretch)
    mark = chirp.mark(0, RATE, stretch=1 / stretch)
    assert np.allclose(heard[: len(mark)], mark, atol=1e-4)


def test_before_the_source_begins_there_is_silence() -> None:
    assert not chirp.sound(-RATE, RATE, RATE).any()


def test_no_sample_exceeds_the_level() -> None:
    sound = chirp.sound(0, 20 * RATE, RATE)
    assert 0.99 * chirp.LEVEL < np.abs(sound).max() <= chirp.LEVEL


def test_counters_that_differ_sound_different_and_wrap_at_4096() -> None:
    said = chirp.digits(np.arange(chirp.COUNTERS))
    assert len(set(map(tuple, said.T.tolist()))) == chirp.COUNTERS
    assert np.array_equal(chirp.digits(np.int64(chirp.COUNTERS + 7)), chirp.digits(np.int64(7)))
