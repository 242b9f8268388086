"""Remembers when packets left the sender, by their stamps, until their pictures are decoded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import numpy as np

from houdun.media.events import PacketSeen
from houdun.media.marks import stamp, strip
from houdun.probe.window import Floats, Ints

K = TypeVar("K")

KEPT = 512
DIGITS = 4
"""Stamps of packets and of pictures agree to a tenth of a millisecond."""


class Stamps:
    """Wall times by presentation stamp, and by frame number where a path changes the presentation stamps."""

    def __init__(self) -> None:
        self._by_pts: dict[float, float] = {}
        self._by_number: dict[int, float] = {}

    def take(self, packets: Iterable[PacketSeen]) -> None:
        """Packets of the picture's track, in order."""
        for packet in packets:
            found = stamp.find(packet.data)
            if found is not None:
                self._by_pts[round(packet.pts, DIGITS)] = found.wall
                self._by_number[found.number % strip.NUMBERS] = found.wall
        _shorten(self._by_pts)
        _shorten(self._by_number)

    def complete(self, wall: Floats, pts: Floats, number: Ints) -> None:
        """Fills in, where `wall` is nan, what the stamps know."""
        if not self._by_pts:
            return
        for row in np.flatnonzero(np.isnan(wall)).tolist():
            by_number = self._by_number.get(int(number[row]), np.nan)
            wall[row] = self._by_pts.get(round(float(pts[row]), DIGITS), by_number)


def _shorten(known: dict[K, float]) -> None:
    for old in list(known)[:-KEPT]:
        del known[old]
