"""Reads pictures: the pixels of the strip from each, a sparse grid of the scene from every third, decoded when the second is over."""

from __future__ import annotations

from functools import lru_cache, reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from houdun.media.events import VideoSeen
from houdun.media.marks import strip
from houdun.probe.reading.stamps import Stamps
from houdun.probe.window import Floats, Pictures

Bytes = NDArray[np.uint8]

GRID_ROWS, GRID_COLUMNS = 36, 32
BLOCK_ROWS, BLOCK_COLUMNS = 3, 2
"""Of the grid: a face's mouth and eyes fill a block, where an encoder's noise is spread over all of them."""
GRID_EVERY = 3
GRID_FROM = 1.5 * strip.SHARE
"""The grid keeps clear of the strip."""
LUMA_FIRST = {"yuv420p", "yuvj420p", "nv12", "nv21", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuva420p", "gray"}
"""Formats whose first plane is luma, a byte a pixel. Others are converted."""
SLICES = 4
"""Slice types from here on are the rare switching ones: told as unknown."""


class Places(NamedTuple):
    """Where to look in the bytes of a luma plane."""

    strip: NDArray[np.intp]
    grid: NDArray[np.intp]


class PictureReader:
    """Takes pictures; `cut` gives the arrays of those taken since the last."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, float, float, int]] = []
        self._strips: list[Bytes] = []
        self._grids: list[tuple[int, Bytes]] = []
        self._until_grid = 0
        self._before: Bytes | None = None

    def take(self, event: VideoSeen) -> None:
        """One picture. Its frame is let go at once: players hand on handfuls, and each frame that is kept makes the decoder's memory larger."""
        frame = event.frame
        plane = (frame if frame.format.name in LUMA_FIRST else frame.reformat(format="gray")).planes[0]
        places = _places(plane.width, plane.height, plane.line_size)
        luma = np.frombuffer(memoryview(plane), np.uint8)
        if self._until_grid == 0:
            self._until_grid = GRID_EVERY
            self._grids.append((len(self._seen), luma.take(places.grid, mode="clip")))
        self._until_grid -= 1
        self._strips.append(luma.take(places.strip, mode="clip"))
        self._seen.append((event.arrival, event.pts, event.time, frame.pict_type))

    def cut(self, stamps: Stamps) -> Pictures:
        """The pictures since the last cut. Where a strip tells no time, `stamps` may know it."""
        arrival, pts, time, kind = np.array(self._seen, np.float64).reshape(-1, 4).T
        codes = strip.decode(np.array(self._strips, np.uint8).reshape(-1, strip.POINTS))
        wall = strip.wall_near(codes.wall, arrival)
        stamps.complete(wall, pts, codes.number)
        luma, motion = self._scene()
        self._seen, self._strips, self._grids = [], [], []
        return Pictures(
            arrival=arrival,
            pts=pts,
            time=time,
            number=codes.number,
            stream=codes.stream,
            wall=wall,
            luma=luma,
            motion=motion,
            low=codes.low,
            high=codes.high,
            slice=np.where(kind < SLICES, kind, 0).astype(np.uint8),
        )

    def _scene(self) -> tuple[Floats, Floats]:
        """Mean luma and motion of every picture; nan where the grid was not taken."""
        luma, motion = np.full((2, len(self._seen)), np.nan)
        if self._grids:
            rows = [row for row, _ in self._grids]
            before = self._grids[0][1] if self._before is None else self._before
            grids = np.array([before, *(grid for _, grid in self._grids)]).astype(np.int16)
            luma[rows] = grids[1:].sum(axis=1, dtype=np.int32) / grids.shape[1]
            motion[rows] = _most_moved(np.abs(grids[1:] - grids[:-1]))
            if self._before is None:
                motion[rows[0]] = np.nan
            self._before = self._grids[-1][1]
        return luma, motion


def _most_moved(difference: NDArray[np.int16]) -> Floats:
    """Mean difference in the block where it is largest, one of each grid."""
    # Whole rows are added before columns are, one array to another: numpy sums over short axes many times slower.
    rows = difference.reshape(-1, GRID_ROWS // BLOCK_ROWS, BLOCK_ROWS, GRID_COLUMNS)
    bands = reduce(np.add, (rows[:, :, row] for row in range(BLOCK_ROWS)))
    blocks = reduce(np.add, (bands[..., column::BLOCK_COLUMNS] for column in range(BLOCK_COLUMNS)))
    return np.asarray(blocks.reshape(len(rows), -1).max(axis=1) / (BLOCK_ROWS * BLOCK_COLUMNS))


@lru_cache(maxsize=16)
def _places(width: int, height: int, stride: int) -> Places:
    first = int(GRID_FROM * height)
    rows = np.linspace(first, max(height - 1, first), GRID_ROWS + 2).astype(np.intp)[1:-1]
    columns = np.linspace(0, width - 1, GRID_COLUMNS + 2).astype(np.intp)[1:-1]
    return Places(strip.points(width, height, stride), (rows[:, None] * stride + columns).reshape(-1))
