"""A stamp in an H.264 packet: when it left the sender, and which frame it is. For carousels, whose pictures were encoded before the show.

The stamp is an SEI message, user data unregistered (ITU-T H.264, D.1.7), under a UUID of our own: 8 bytes wall time in microseconds,
4 bytes frame number. Decoders pass it over.
"""

from __future__ import annotations

import re
from struct import Struct
from typing import NamedTuple
from uuid import UUID

from houdun.media.wire import h264

OURS = UUID("5d0fcb1e-83f7-4a6c-9b52-68b1e2d4c7a9").bytes
BODY = Struct(">QI")
USER_DATA_UNREGISTERED = 5
REACH = 4096
"""A stamp stands before the first slice: further into a packet nobody looks."""
ESCAPED = BODY.size * 3 // 2
EMULATION = re.compile(rb"\x00\x00(?=[\x00-\x03])")
SEI = 6
SLICES = range(1, 6)


class Stamp(NamedTuple):
    """`wall` is in Unix seconds, exact to a microsecond; `number` counts modulo 2³²."""

    wall: float
    number: int


def insert(unit: bytes, wall: float, number: int) -> bytes:
    """The access unit with a stamp before its first slice, in the framing that it has (Annex B, or lengths of four bytes)."""
    units = h264.nal_units(unit)
    first = next((at for at, each in enumerate(units) if h264.kind_of(each) in SLICES), len(units))
    made = h264.annex_b([*units[:first], _sei(wall, number), *units[first:]])
    # What is length-prefixed comes back as it is.
    return h264.length_prefixed(made) if unit and h264.length_prefixed(unit) is unit else made


def find(data: bytes | memoryview) -> Stamp | None:
    """The stamp of a packet in either framing, or None."""
    if len(data) > 4 and data[:3] != h264.START[1:] and data[4] & 31 in SLICES:
        return None  # most packets: they begin with a slice
    head = bytes(data[:REACH])
    at = head.find(OURS)
    if at < 0:
        return None
    body = head[at + len(OURS) : at + len(OURS) + ESCAPED].replace(b"\0\0\3", b"\0\0")[: BODY.size]
    if len(body) < BODY.size:
        return None
    micros, number = BODY.unpack(body)
    return Stamp(micros / 1e6, number)


def _sei(wall: float, number: int) -> bytes:
    body = OURS + BODY.pack(round(wall * 1e6), number % (1 << 32))
    return bytes([SEI]) + EMULATION.sub(b"\0\0\3", bytes([USER_DATA_UNREGISTERED, len(body)]) + body + b"\x80")
