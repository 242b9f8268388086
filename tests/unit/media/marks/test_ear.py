from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from houdun.media.marks import chirp
from houdun.media.marks.ear import STRETCHES, Ear, Heard

Sound = NDArray[np.float32]
RATE = 48_000
MICRO = 1e-6


def listen(ear: Ear, sound: Sound, begin: float = 0.0, rate: int = RATE, block: int = 1024) -> list[Heard]:
    return [mark for at in range(0, len(sound), block) for mark in ear.feed(sound[at : at + block], begin + at / rate)]


def noise(count: int, level: float, seed: int = 1) -> Sound:
    return (np.random.default_rng(seed).standard_normal(count) * level).astype(np.float32)


def counters(marks: Iterable[Heard]) -> list[int]:
    return [mark.counter for mark in marks]


@pytest.mark.parametrize("rate", [16_000, 24_000, 32_000, 44_100, 48_000, 96_000])
def test_marks_are_heard_at_any_rate_to_a_microsecond(rate: int) -> None:
    marks = listen(Ear(rate), chirp.sound(0, 8 * rate, rate) + noise(8 * rate, 0.01), 100.0, rate)
    assert counters(marks) == list(range(len(marks)))
    assert len(marks) >= 15
    assert max(abs(mark.pts - 100 - mark.counter / 2) for mark in marks) < MICRO
    assert {mark.stretch for mark in marks} == {1.0}
    assert min(mark.score for mark in marks) > 0.9


@settings(max_examples=15, deadline=None)
@given(st.floats(0, 2000), st.integers(100, 5000))
def test_any_counter_and_any_cut_into_blocks_is_heard(begin: float, block: int) -> None:
    marks = listen(Ear(RATE), chirp.sound(begin * RATE, 3 * RATE, RATE), begin, block=block)
    assert len(marks) >= 4
    for mark in marks:
        assert mark.counter == round(mark.pts * 2) % chirp.COUNTERS
        assert abs(mark.pts - round(mark.pts * 2) / 2) < 2 * MICRO


@pytest.mark.parametrize("stretch", STRETCHES)
def test_a_mix_up_of_sample_rates_is_heard_and_told(stretch: float) -> None:
    marks = listen(Ear(RATE), chirp.sound(0, 8 * RATE, RATE, stretch=1 / stretch) + noise(8 * RATE, 0.02))
    assert {mark.stretch for mark in marks} == {stretch}
    assert counters(marks) == list(range(len(marks)))
    assert max(abs(mark.pts - mark.counter / 2 * stretch) for mark in marks) < MICRO


@pytest.mark.parametrize("ppm", [-1000, 1000])
def test_a_wrong_clock_keeps_the_lock(ppm: int) -> None:
    stretch = 1 + ppm / 1e6
    marks = listen(Ear(RATE), chirp.sound(0, 10 * RATE, RATE, stretch=1 / stretch))
    assert counters(marks) == list(range(len(marks)))
    slope = np.polyfit([mark.counter / 2 for mark in marks], [mark.pts for mark in marks], 1)[0]
    assert (slope - 1) * 1e6 == pytest.approx(ppm, rel=0.01)


@settings(max_examples=40, deadline=None)
@given(st.floats(2.0, 2.5), st.floats(-2.0, 300.0))
def test_a_jump_of_any_size_is_over_within_a_second(moment: float, jump: float) -> None:
    cut = round(moment * RATE)
    before, after = chirp.sound(0, cut, RATE), chirp.sound(cut + jump * RATE, RATE, RATE)
    marks = listen(Ear(RATE), np.concatenate([before, after]))
    new = [mark for mark in marks if mark.pts > moment]
    assert new
    # A mark that the jump cut off after its chirp hides what begins before its end.
    assert new[0].pts - moment <= chirp.PERIOD_S + chirp.MARK_S
    assert abs(new[0].counter / 2 - (new[0].pts + jump)) < 3 * MICRO


def test_a_jump_of_stamps_alone_loses_no_mark() -> None:
    ear, sound = Ear(RATE), chirp.sound(0, 8 * RATE, RATE)
    marks = listen(ear, sound[: 4 * RATE]) + listen(ear, sound[4 * RATE :], 1004.0)
    assert counters(marks) == list(range(len(marks)))
    assert all(abs(mark.pts % 1000 - mark.counter / 2) < MICRO for mark in marks)


def test_stamps_rounded_to_a_millisecond_are_evened_out() -> None:
    ear, sound, marks = Ear(RATE), chirp.sound(0, 20 * RATE, RATE), []
    for at in range(0, len(sound), 1024):
        marks += ear.feed(sound[at : at + 1024], round(at / RATE, 3))
    assert max(abs(mark.pts - mark.counter / 2) for mark in marks) < 0.1e-3


def test_each_mark_names_the_block_in_which_it_began() -> None:
    marks = listen(Ear(RATE), chirp.sound(0, 30 * RATE, RATE), block=960)
    assert all(mark.block == round(mark.pts * RATE) // 960 for mark in marks)
    assert marks[-1].block > 1400


def test_marks_are_heard_upside_down_and_through_noise_as_loud_as_they_are() -> None:
    sound = -chirp.sound(0, 10 * RATE, RATE) + noise(10 * RATE, 0.2)
    marks = listen(Ear(RATE), sound)
    assert counters(marks) == list(range(len(marks)))
    assert len(marks) == 20
    assert max(abs(mark.pts - mark.counter / 2) for mark in marks) < 10 * MICRO


def test_a_mark_whose_tones_are_lost_is_timed_without_a_counter() -> None:
    sound = chirp.sound(0, 3 * RATE, RATE)
    tones = slice(RATE + int(chirp.CHIRP_S * RATE), RATE + int(chirp.MARK_S * RATE))
    sound[tones] = noise(tones.stop - tones.start, 0.1, seed=3)
    marks = listen(Ear(RATE), sound)
    assert counters(marks) == [0, 1, -1, 3, 4, 5]
    assert marks[2].pts == pytest.approx(1.0, abs=MICRO)


@pytest.mark.parametrize("level", [0.0, 1e-5, 0.1, 1.0])
def test_nothing_is_heard_where_nothing_is(level: float) -> None:
    assert listen(Ear(RATE), noise(6 * RATE, level)) == []


def test_marks_come_back_after_a_silence() -> None:
    sound = chirp.sound(0, 9 * RATE, RATE)
    sound[2 * RATE : 6 * RATE] = 0
    assert counters(listen(Ear(RATE), sound)) == [0, 1, 2, 3, *range(12, 18)]


def test_a_block_of_many_seconds_is_heard_whole() -> None:
    marks = Ear(RATE).feed(chirp.sound(0, 30 * RATE, RATE), 0.0)
    assert counters(marks) == list(range(len(marks)))
    assert len(marks) >= 58


def test_a_block_without_a_time_gives_a_mark_without_one() -> None:
    marks = Ear(RATE).feed(chirp.sound(0, 2 * RATE, RATE), float("nan"))
    assert counters(marks) == [0, 1, 2, 3]
    assert all(np.isnan(mark.pts) for mark in marks)


def test_empty_blocks_change_nothing() -> None:
    ear = Ear(RATE)
    empty = np.zeros(0, np.float32)
    marks = [
        mark for at in range(0, 3 * RATE, 480) for mark in ear.feed(empty, 0.0) + ear.feed(chirp.sound(at, 480, RATE), at / RATE)
    ]
    assert counters(marks) == [0, 1, 2, 3, 4, 5]
