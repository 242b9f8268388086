"""The coded strip in the top rows of a picture: which frame of which stream it is, and when it left the host.

80 cells from left to right, dark for 0 and bright for 1, 32 rows high in a picture of 720 (16 × 32 pixels, so that a cell is made of whole
macroblocks): 24 bits frame number, 8 bits stream id, 32 bits wall time in milliseconds, 16 bits CRC (CRC-16/IBM-3740) of those eight bytes.
A strip is read by points at relative positions, four in a cell, so a picture of any size will do. Pixels of several pictures are decoded at once.
"""

from __future__ import annotations

from binascii import crc_hqx
from functools import lru_cache
from struct import Struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

CELLS = 80
SHARE = 32 / 720
"""The strip's height over the picture's."""
DARK, BRIGHT = 40, 215
NUMBERS = 1 << 24
"""Frame numbers count modulo this."""
POINTS = 4 * CELLS
"""Pixels that `points` picks from a picture."""

NO_WALL = 0xFFFFFFFF
WRAP_MS = 1 << 32
CRC_START = 0xFFFF
CODE = Struct(">II")
SENT = Struct(">IIH")
WHITE = 4 * 255
CONTRAST = 4 * 24
"""Least gap between the darkest bright and the brightest dark cell, four pixels summed: below it the picture just happens to have a right CRC."""


class Strips(NamedTuple):
    """What the strips of n pictures say. Integers are -1 and levels nan where none could be read."""

    number: NDArray[np.int64]
    stream: NDArray[np.int64]
    wall: NDArray[np.int64]
    """Milliseconds modulo 2³², -1 too where the strip names no time: see `wall_near`."""
    low: NDArray[np.float64]
    """Mean luma of the dark cells."""
    high: NDArray[np.float64]


def draw(luma: Bytes, number: int, stream: int, wall: float | None) -> None:
    """Writes the strip into the top rows of a plane of shape (height, width), in place.

    `wall` is in Unix seconds, None where the picture is older than the show. The number is taken modulo 2²⁴, the id modulo 256.
    """
    millis = NO_WALL if wall is None else min(round(wall * 1000) % WRAP_MS, NO_WALL - 1)
    said = CODE.pack((number % NUMBERS) << 8 | stream % 256, millis)
    code = np.frombuffer(said + crc_hqx(said, CRC_START).to_bytes(2, "big"), np.uint8)
    levels = np.where(np.unpackbits(code), np.uint8(BRIGHT), np.uint8(DARK))
    height, width = luma.shape
    luma[: _rows(height)] = levels[_cell_of_column(width)]


@lru_cache(maxsize=16)
def points(width: int, height: int, stride: int) -> NDArray[np.intp]:
    """Where to look in the bytes of a luma plane whose rows are `stride` bytes apart: POINTS indices, for `decode`."""
    columns = [((np.arange(CELLS) + within) * width / CELLS).astype(np.intp) for within in (0.35, 0.65)]
    rows = [int(within * SHARE * height) for within in (0.35, 0.65)]
    return np.concatenate([row * stride + column for row in rows for column in columns])


def decode(pixels: Bytes) -> Strips:
    """Reads n pictures from their pixels at `points`, shape (n, POINTS)."""
    sums = pixels.reshape(-1, 4, CELLS).sum(axis=1, dtype=np.int16)
    middle = sums.max(axis=1, keepdims=True) // 2 + sums.min(axis=1, keepdims=True) // 2
    bright = sums > middle
    dark, light = np.where(bright, 0, sums), np.where(bright, sums, WHITE)
    said = _numbers(bright)
    said[light.min(axis=1) - dark.max(axis=1) < CONTRAST] = -1
    count = np.where(said[:, 0] < 0, np.nan, bright.sum(axis=1))
    return Strips(
        number=said[:, 0],
        stream=said[:, 1],
        wall=said[:, 2],
        low=dark.sum(axis=1) / (CELLS - count) / 4,
        high=(light.sum(axis=1) - WHITE * (CELLS - count)) / count / 4,
    )


def read(luma: Bytes) -> Strips:
    """Reads one picture: a plane of shape (height, width), any strides."""
    height, width = luma.shape
    return decode(np.ascontiguousarray(luma).reshape(-1).take(points(width, height, width))[None])


def wall_near(wall: NDArray[np.int64], near: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unix seconds of `Strips.wall`: the moment nearest to `near` (the arrival) with that remainder; nan where the strip names none."""
    wraps = np.round((near * 1000 - wall) / WRAP_MS)
    return np.where(wall < 0, np.nan, (wall + wraps * WRAP_MS) / 1000)


def _rows(height: int) -> int:
    return max(1, round(SHARE * height))


@lru_cache(maxsize=16)
def _cell_of_column(width: int) -> NDArray[np.intp]:
    return np.arange(width) * CELLS // width


def _numbers(bright: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Number, stream and wall of each row of cells; -1 where the CRC is wrong."""
    packed = np.packbits(bright, axis=1).tobytes()
    said = [
        (first >> 8, first & 0xFF, -1 if wall == NO_WALL else wall)
        if crc_hqx(packed[at : at + CODE.size], CRC_START) == crc
        else (-1, -1, -1)
        for at, (first, wall, crc) in zip(range(0, len(packed), SENT.size), SENT.iter_unpack(packed), strict=True)
    ]
    return np.array(said, np.int64).reshape(-1, 3)
