"""Remembers when packets left the sender, by their stamps, until their pictures are decoded."""

from __future__ import annotations

import numpy as np

from houdun.media.marks import stamp, strip
from houdun.probe.window import Floats, Ints

KEPT = 512
DIGITS = 4
"""Stamps of packets and pictures agree to a tenth of a millisecond."""


class Stamps:
    """Wall times by presentation stamp, and by frame number, where a path changes the stamps."""

    def __init__(self) -> None:
        self._by_pts: dict[float, float] = {}
        self._by_number: dict[int, float] = {}

    def take(self, pts: float, data: bytes | memoryview) -> None:
        """One video packet."""
        found = stamp.find(data)
        if found is not None:
            self._by_pts[round(pts, DIGITS)] = found.wall
            self._by_number[found.number % strip.NUMBERS] = found.wall

    def completed(self, wall: Floats, pts: Floats, number: Ints) -> Floats:
        """`wall` with what is nan filled in from the stamps, where there is one."""
        if self._by_pts:
            for row in np.flatnonzero(np.isnan(wall)):
                known = self._by_pts.get(round(float(pts[row]), DIGITS))
                wall[row] = self._by_number.get(int(number[row]), np.nan) if known is None else known
            _shorten(self._by_pts)
            _shorten(self._by_number)
        return wall


def _shorten(known: dict[float, float] | dict[int, float]) -> None:
    for old in list(known)[: max(len(known) - KEPT, 0)]:
        del known[old]  # type: ignore[arg-type]  # a key of the very dictionary
