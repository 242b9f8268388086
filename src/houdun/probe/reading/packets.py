"""Reads encoded packets of one kind: sizes, stamps, and whether a key packet can be decoded by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from houdun.media.events import PacketSeen
from houdun.media.wire import h264
from houdun.probe.window import Packets

PARAMETER_SETS = {h264.SPS, h264.PPS}


def read(events: Sequence[PacketSeen], *, pictures: bool) -> Packets:
    """The packets of one track. `pictures`: they are a picture each, whose key packets may carry parameter sets."""
    return Packets(
        arrival=np.array([event.arrival for event in events], np.float64),
        pts=np.array([event.pts for event in events], np.float64),
        dts=np.array([event.dts for event in events], np.float64),
        size=np.array([event.size for event in events], np.int64),
        key=np.array([event.key for event in events], np.bool_),
        parameter_sets=np.array(
            [pictures and event.key and carries_parameter_sets(bytes(event.data)) for event in events], np.bool_
        ),
    )


def carries_parameter_sets(data: bytes) -> bool:
    """Are there both an SPS and a PPS of H.264 in this access unit, in either framing? Other codecs' bytes do not look so."""
    return {h264.kind_of(unit) for unit in h264.nal_units(data)} >= PARAMETER_SETS
