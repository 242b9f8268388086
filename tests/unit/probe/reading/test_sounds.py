from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from houdun.media.events import AudioSeen
from houdun.probe.reading.sounds import SoundReader
from houdun.probe.window import Marks
from tests.events_given import BLOCK, EPOCH, RATE, block, sound


def heard(*events: AudioSeen) -> Marks:
    return SoundReader().read(events)[1]


def test_power_and_what_the_channels_share_are_mean_products() -> None:
    left, right = np.full(BLOCK, 0.5, np.float32), np.full(BLOCK, -0.25, np.float32)
    sounds, _ = SoundReader().read([block(0, np.stack([left, right])), block(0.1, left[None])])
    assert sounds.power.tolist() == [[0.25, 0.0625], [0.25, 0.25]]
    assert sounds.cross.tolist() == [-0.125, 0.25]
    assert sounds.samples.tolist() == [BLOCK, BLOCK]
    assert sounds.rate.tolist() == [RATE, RATE]
    assert sounds.arrival.tolist() == [EPOCH, EPOCH + 0.1]


def test_marks_carry_stamp_common_time_and_arrival() -> None:
    events = sound(0, 3)
    for event in events:
        event.time += 1000
        event.arrival += 2
    marks = heard(*events)
    assert marks.counter.tolist() == [0, 1, 2, 3, 4, 5]
    assert np.allclose(marks.pts, np.arange(6) / 2, atol=2e-6)
    assert np.allclose(marks.time - marks.pts, 1000)
    assert np.all(np.abs(marks.arrival - EPOCH - 2 - marks.pts) < BLOCK / RATE)
    assert np.all(marks.stretch == 1)
    assert marks.score.min() > 0.95


def test_a_mark_that_straddles_two_seconds_is_heard_in_the_second_one() -> None:
    reader, events = SoundReader(), sound(0, 4)
    cut = round(1.1 * RATE / BLOCK)
    first, second = reader.read(events[:cut])[1], reader.read(events[cut:])[1]
    assert [*first.counter.tolist(), *second.counter.tolist()] == list(range(8))
    assert second.arrival[0] < events[cut].arrival


@pytest.mark.parametrize(
    "mix", [(1.0, -1.0), (0.0, 1.0), (1.0, 0.0), (0.02, 0.9)], ids=["antiphase", "left silent", "right silent", "left faint"]
)
def test_marks_are_heard_whatever_the_channels_do(mix: tuple[float, float]) -> None:
    events = sound(0, 3)
    for event in events:
        event.samples *= np.array(mix, np.float32)[:, None]
    assert heard(*events).counter.tolist() == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_any_number_of_channels_is_read(channels: int) -> None:
    assert heard(*sound(0, 2, channels=channels)).counter.tolist() == [0, 1, 2, 3]


def test_a_change_of_rate_is_followed() -> None:
    marks = heard(*sound(0, 2.25), *sound(2.25, 3, rate=44_100), *sound(5.25, 2, rate=16_000))
    assert marks.counter.tolist()[:5] == [0, 1, 2, 3, 4]
    assert set(range(6, 10)) <= set(marks.counter.tolist())
    assert marks.counter.tolist()[-1] == 14
    assert np.allclose(marks.pts, marks.counter / 2, atol=5e-6)


@pytest.mark.parametrize("rate", [0, 1, 7999, 10**9])
def test_an_absurd_rate_is_survived(rate: int) -> None:
    sounds, marks = SoundReader().read([block(0, np.ones((2, BLOCK), np.float32), rate)])
    assert sounds.rate.tolist() == [rate]
    assert len(marks.pts) == 0


def test_a_second_without_sound_is_empty() -> None:
    sounds, marks = SoundReader().read([])
    assert sounds.power.shape == (0, 2)
    assert len(sounds.cross) == len(marks.counter) == 0


def test_no_channel_and_no_sample_are_silence() -> None:
    sounds, _ = SoundReader().read([block(0, np.zeros((0, BLOCK), np.float32)), block(0, np.zeros((2, 0), np.float32))])
    assert sounds.power.tolist() == [[0, 0], [0, 0]]
    assert sounds.samples.tolist() == [BLOCK, 0]


def test_garbage_among_the_sound_does_not_outlast_itself() -> None:
    events = sound(0, 5)
    for event, garbage in zip(events[50:60:2], (np.nan, np.inf, -np.inf, 1e30, 3e38), strict=True):
        event.samples[:, ::3] = garbage
    reader = SoundReader()
    sounds, marks = reader.read(events)
    assert np.isfinite(sounds.power).all()
    assert np.isfinite(sounds.cross).all()
    assert marks.counter.tolist()[-4:] == [6, 7, 8, 9]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(width=32),
            arrays.arrays(np.float32, st.tuples(st.integers(0, 3), st.integers(0, 50))),
            st.sampled_from([8_000, 48_000]),
        ),
        max_size=8,
    )
)
def test_fuzz_any_blocks_are_survived(given_blocks: list[tuple[float, np.ndarray, int]]) -> None:
    sounds, _ = SoundReader().read([AudioSeen(at, at, at, samples, rate) for at, samples, rate in given_blocks])
    assert len(sounds.power) == len(given_blocks)
    assert np.isfinite(sounds.power).all()
