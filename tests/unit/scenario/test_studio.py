from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from houdun.media.marks import strip
from houdun.media.marks.ear import Ear
from houdun.scenario.setup import Setup
from houdun.scenario.show import load, packaged
from houdun.scenario.studio import Microphone, Studio

SMALL = Setup(width=426, height=240)
EPOCH = 1_700_000_000.0


def studio(name: str = "solo", epoch: float | None = EPOCH) -> Studio:
    return Studio(load(name), stream=9, epoch=epoch)


@pytest.mark.parametrize("name", packaged())
def test_every_picture_says_which_it_is_and_when_it_was_taken(name: str) -> None:
    host = studio(name)
    for number in (0, 1, 299, 5000):
        picture = host.picture(number, SMALL)
        assert picture.at == number / 30
        read = strip.read(picture.y)
        assert (read.number[0], read.stream[0]) == (number, 9)
        wall = strip.wall_near(read.wall, np.array([EPOCH]))
        assert wall[0] == pytest.approx(EPOCH + number / 30, abs=0.001)


def test_without_an_epoch_the_strip_names_no_time() -> None:
    read = strip.read(studio(epoch=None).picture(7, SMALL).y)
    assert (read.number[0], read.wall[0]) == (7, -1)


def test_pictures_are_the_caller_s_own_and_the_same_each_time() -> None:
    host = studio()
    first = host.picture(40, SMALL)
    first.y[:], first.u[:] = 0, 0
    again, other = host.picture(40, SMALL), studio().picture(40, SMALL)
    assert again.y.max() > 0
    assert all(np.array_equal(ours, theirs) for ours, theirs in ((again.y, other.y), (again.u, other.u), (again.v, other.v)))


@pytest.mark.parametrize(("width", "height"), [(426, 240), (320, 180), (360, 640), (640, 640)])
def test_a_picture_of_any_size_and_shape_is_drawn(width: int, height: int) -> None:
    picture = studio("dating").picture(30, Setup(width=width, height=height))
    assert picture.y.shape == (height, width)
    assert picture.u.shape == picture.v.shape == (height // 2, width // 2)
    assert strip.read(picture.y).number[0] == 30
    assert 16 <= picture.y.min() <= picture.y.max() <= 235
    assert picture.y.std() > 10


def test_the_host_moves() -> None:
    host = studio()
    pictures = [host.picture(number, SMALL).y[20:].astype(int) for number in (0, 15, 30, 45)]
    assert all(np.abs(one - other).mean() > 0.1 for one, other in pairwise(pictures))


@pytest.mark.parametrize("rate", [48_000, 44_100])
def test_marks_are_heard_each_half_second_at_their_own_moment(rate: int) -> None:
    microphone, ear = Microphone(studio(), rate, 1), Ear(rate)
    heard = [mark for first in range(0, 8 * rate, rate) for mark in ear.feed(microphone.sound(first, rate)[0], first / rate)]
    assert [mark.counter for mark in heard] == list(range(len(heard)))
    assert len(heard) >= 14
    assert all(abs(mark.pts - mark.counter / 2) < 20e-6 for mark in heard)


def test_sound_of_another_time_is_the_same_sound_later() -> None:
    microphone = Microphone(studio(), 48_000, 2)
    late = microphone.sound(96_000 - 8_640, 4_800)
    assert np.array_equal(late, microphone.sound(80_000, 20_000)[:, 7_360:12_160])
    between = microphone.sound(87_360.5, 4_800)
    middle = (late[:, :-1] + late[:, 1:]) / 2
    assert np.abs(between[:, :-1] - middle).max() < 0.02


def test_stretched_sound_is_read_faster() -> None:
    microphone = Microphone(studio(), 48_000, 1)
    assert np.abs(microphone.sound(0, 4_800, stretch=2.0) - microphone.sound(0, 9_600)[:, ::2]).max() < 1e-6


def test_before_the_show_there_is_silence() -> None:
    assert not Microphone(studio(), 48_000, 2).sound(-4_800, 4_800).any()


def test_blocks_say_where_they_begin_and_all_channels_carry_the_same() -> None:
    sound = Microphone(studio(), 48_000, 2).block(96_000, 1_024)
    assert (sound.first, sound.at, sound.samples.shape) == (96_000, 2.0, (2, 1_024))
    assert sound.samples.dtype == np.float32
    assert np.array_equal(sound.samples[0], sound.samples[1])


@pytest.mark.parametrize("name", packaged())
def test_the_sound_is_at_a_pleasant_level_and_never_clips(name: str) -> None:
    """About -24 LUFS by ITU-R BS.1770; here by its root mean square, which is near it for speech."""
    sound = Microphone(studio(name), 48_000, 1).sound(0, 48_000 * 24)
    assert -29 < 20 * np.log10(np.sqrt(np.mean(sound**2))) < -25
    assert np.abs(sound).max() < 0.6
