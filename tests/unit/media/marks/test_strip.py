from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from houdun.media.marks import strip

Bytes = NDArray[np.uint8]
NUMBERS = st.integers(0, strip.NUMBERS - 1)
STREAMS = st.integers(0, 255)
WALLS = st.integers(0, 4_000_000_000_000).map(lambda ms: ms / 1000)
SIZES = st.tuples(st.integers(240, 1300), st.integers(135, 800))


def coded(number: int, stream: int, wall: float | None, width: int = 1280, height: int = 720) -> Bytes:
    luma = np.full((height, width), 120, np.uint8)
    strip.draw(luma, number, stream, wall)
    return luma


def scaled(luma: Bytes, width: int, height: int) -> Bytes:
    """By areas, as an encoder's scaler would: every pixel is the mean of what it covers."""
    rows = np.add.reduceat(luma.astype(np.float64), np.arange(height) * luma.shape[0] // height, axis=0)
    both = np.add.reduceat(rows, np.arange(width) * luma.shape[1] // width, axis=1)
    covered = np.add.reduceat(np.ones(luma.shape[0]), np.arange(height) * luma.shape[0] // height)[:, None]
    across = np.add.reduceat(np.ones(luma.shape[1]), np.arange(width) * luma.shape[1] // width)
    return (both / covered / across).astype(np.uint8)


@given(NUMBERS, STREAMS, WALLS, SIZES)
def test_every_number_stream_and_wall_is_read_again_in_a_picture_of_any_size(
    number: int, stream: int, wall: float, size: tuple[int, int]
) -> None:
    read = strip.read(coded(number, stream, wall, *size))
    assert (read.number[0], read.stream[0]) == (number, stream)
    # One millisecond in 2³² stands for "no wall time" and is written as its neighbour.
    assert strip.wall_near(read.wall, np.array([wall + 3600]))[0] == pytest.approx(wall, abs=1.001e-3)
    assert (read.low[0], read.high[0]) == (strip.DARK, strip.BRIGHT)


@settings(max_examples=30)
@given(NUMBERS, STREAMS, WALLS, st.integers(0, 2**32 - 1))
def test_a_strip_scaled_to_426_by_240_with_noise_is_read(number: int, stream: int, wall: float, seed: int) -> None:
    small = scaled(coded(number, stream, wall), 426, 240)
    noisy = np.clip(small + np.random.default_rng(seed).normal(0, 12, small.shape), 0, 255).astype(np.uint8)
    read = strip.read(noisy)
    assert (read.number[0], read.stream[0]) == (number, stream)
    assert read.low[0] == pytest.approx(strip.DARK, abs=8)
    assert read.high[0] == pytest.approx(strip.BRIGHT, abs=8)


def test_no_wall_time_is_read_as_none() -> None:
    read = strip.read(coded(5, 1, None))
    assert read.number[0] == 5
    assert np.isnan(strip.wall_near(read.wall, np.array([1.7e9]))[0])


@given(NUMBERS, st.integers(0, strip.CELLS - 1))
def test_one_wrong_cell_is_refused(number: int, cell: int) -> None:
    luma = coded(number, 1, 1.7e9)
    luma[:32, cell * 16 : cell * 16 + 16] = 255 - luma[:32, cell * 16 : cell * 16 + 16]
    read = strip.read(luma)
    assert read.number[0] == read.stream[0] == read.wall[0] == -1
    assert np.isnan(read.low[0])
    assert np.isnan(read.high[0])


@given(st.integers(0, 2**32 - 1))
def test_a_picture_without_a_strip_is_not_taken_for_one(seed: int) -> None:
    chance = np.random.default_rng(seed)
    assert np.all(strip.decode(chance.integers(0, 256, (200, strip.POINTS), np.uint8)).number == -1)


@pytest.mark.parametrize("level", [0, 16, 128, 235, 255])
def test_an_even_picture_is_not_taken_for_a_strip(level: int) -> None:
    assert strip.read(np.full((720, 1280), level, np.uint8)).number[0] == -1


@pytest.mark.parametrize(("width", "height"), [(1, 1), (16, 16), (79, 45)])
def test_a_picture_too_small_for_a_strip_is_survived(width: int, height: int) -> None:
    assert strip.read(coded(5, 1, 1.7e9, width, height)).number[0] == -1


def test_many_pictures_are_read_at_once_and_none_is_no_trouble() -> None:
    at = strip.points(640, 360, 640)
    pixels = [coded(number, 2, 1.7e9, 640, 360).reshape(-1).take(at) for number in range(40)]
    assert strip.decode(np.stack(pixels)).number.tolist() == list(range(40))
    assert len(strip.decode(np.zeros((0, strip.POINTS), np.uint8)).number) == 0


def test_levels_show_a_wrong_range() -> None:
    limited = coded(77, 1, 1.7e9).astype(np.float64)
    full = np.clip((limited - 16) * 255 / 219, 0, 255).astype(np.uint8)
    read = strip.read(full)
    assert read.number[0] == 77
    assert (read.low[0], read.high[0]) == (27, 231)


def test_rows_may_be_padded() -> None:
    padded = np.zeros((360, 704), np.uint8)
    padded[:, :640] = coded(9, 3, 1.7e9, 640, 360)
    assert strip.decode(padded.reshape(-1).take(strip.points(640, 360, 704))[None]).number[0] == 9
