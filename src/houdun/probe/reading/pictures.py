"""Reads pictures: the pixels of the strip from each, a sparse grid of the scene from every third, decoded when the second is over."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from houdun.media.events import VideoSeen
from houdun.media.marks import strip
from houdun.probe.reading.stamps import Stamps
from houdun.probe.window import Floats, Pictures

Bytes = NDArray[np.uint8]

GRID_ROWS, GRID_COLUMNS = 18, 48
GRID_EVERY = 3
LUMA_FIRST = {"yuv420p", "yuvj420p", "nv12", "nv21", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "yuva420p", "gray"}
"""Formats whose first plane is luma, a byte a pixel. Others are converted first."""
CODED_SLICES = 4
"""Slice types from here on (switching ones, as good as unknown nowadays) are told as 0."""


class Places(NamedTuple):
    """Where to look in a luma plane."""

    strip: NDArray[np.intp]
    grid: NDArray[np.intp]


class PictureReader:
    """Takes pictures; `cut` gives the arrays of those taken since the last."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, float, float, int]] = []
        self._strips: list[Bytes] = []
        self._grids: list[tuple[int, Bytes]] = []
        self._size = (1, 1, 1)
        self._places = _places(*self._size)
        self._grid_in = 0
        self._before: NDArray[np.int16] | None = None

    def take(self, event: VideoSeen) -> None:
        """One picture, while its frame is valid."""
        frame = event.frame
        plane = frame.planes[0]
        if frame.format.name not in LUMA_FIRST:
            plane = frame.reformat(format="gray").planes[0]
        size = (plane.width, plane.height, plane.line_size)
        if size != self._size:
            self._size, self._places = size, _places(*size)
        luma = np.frombuffer(memoryview(plane), np.uint8)
        if not self._grid_in:
            self._grid_in = GRID_EVERY
            self._grids.append((len(self._seen), luma.take(self._places.grid, mode="clip")))
        self._grid_in -= 1
        self._strips.append(luma.take(self._places.strip, mode="clip"))
        self._seen.append((event.arrival, event.pts, event.time, frame.pict_type))

    def cut(self, stamps: Stamps) -> Pictures:
        """The pictures since the last cut. Where a strip tells no time, `stamps` may know it."""
        arrival, pts, time, kind = np.array(self._seen, np.float64).reshape(-1, 4).T
        codes = strip.decode(np.array(self._strips, np.uint8).reshape(-1, strip.POINTS))
        wall = strip.wall_near(codes.wall, arrival)
        luma, motion = self._scene(len(self._seen))
        self._seen, self._strips, self._grids = [], [], []
        return Pictures(
            arrival=arrival,
            pts=pts,
            time=time,
            number=codes.number,
            stream=codes.stream,
            wall=stamps.completed(wall, pts, codes.number),
            luma=luma,
            motion=motion,
            low=codes.low,
            high=codes.high,
            slice=np.where(kind < CODED_SLICES, kind, 0).astype(np.uint8),
        )

    def _scene(self, count: int) -> tuple[Floats, Floats]:
        luma, motion = np.full(count, np.nan), np.full(count, np.nan)
        if self._grids:
            rows = [row for row, _ in self._grids]
            grids = np.stack([grid for _, grid in self._grids]).astype(np.int16)
            luma[rows] = grids.mean(axis=1)
            first = grids[:1] if self._before is None else self._before
            motion[rows] = np.abs(np.diff(grids, axis=0, prepend=first)).mean(axis=1)
            if self._before is None:
                motion[rows[0]] = np.nan
            self._before = grids[-1:]
        return luma, motion


@lru_cache(maxsize=16)
def _places(width: int, height: int, stride: int) -> Places:
    top = int(strip.SHARE * height * 1.5)
    rows = np.linspace(top, max(height - 1, top), GRID_ROWS + 2).astype(np.intp)[1:-1]
    columns = np.linspace(0, width - 1, GRID_COLUMNS + 2).astype(np.intp)[1:-1]
    return Places(strip.points(width, height, stride), (rows[:, None] * stride + columns).reshape(-1))
