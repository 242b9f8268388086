"""Reads encoded packets of one kind: sizes, stamps, and whether a key packet can be decoded by itself."""

from __future__ import annotations

import numpy as np

from houdun.media.events import PacketSeen
from houdun.media.wire import h264
from houdun.probe.window import Packets

PARAMETER_SETS = {h264.SPS, h264.PPS}


class PacketReader:
    """Takes packets; `cut` gives the arrays of those taken since the last. `has_sets`: is this H.264, whose key packets may carry SPS and PPS?"""

    def __init__(self) -> None:
        self._seen: list[tuple[float, float, float, int, bool, bool]] = []

    def take(self, event: PacketSeen, has_sets: bool = False) -> None:
        """One packet, while its data are valid."""
        sets = has_sets and event.key and carries_parameter_sets(bytes(event.data))
        self._seen.append((event.arrival, event.pts, event.dts, event.size, event.key, sets))

    def cut(self) -> Packets:
        """The packets since the last cut."""
        arrival, pts, dts, size, key, sets = np.array(self._seen, np.float64).reshape(-1, 6).T
        self._seen = []
        return Packets(
            arrival=arrival,
            pts=pts,
            dts=dts,
            size=size.astype(np.int64),
            key=key.astype(np.bool_),
            parameter_sets=sets.astype(np.bool_),
        )


def carries_parameter_sets(data: bytes) -> bool:
    """Are there both an SPS and a PPS in this access unit of H.264, in either framing?"""
    return {h264.kind_of(unit) for unit in h264.nal_units(data)} >= PARAMETER_SETS
