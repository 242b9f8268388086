"""H.264's NAL units in a packet, in either framing: start codes (Annex B), or lengths in front (as avcC in MP4 and FLV says)."""

from __future__ import annotations

from collections.abc import Iterator

SLICES = range(1, 6)
SEI, SPS, PPS = 6, 7, 8


def length_size(extradata: bytes) -> int:
    """Bytes of each unit's length, by the decoder configuration; 0: start codes."""
    return (extradata[4] & 3) + 1 if len(extradata) >= 7 and extradata[0] == 1 else 0


def units(data: bytes, length_size: int = 0) -> Iterator[tuple[int, int]]:
    """(offset, type) of each unit, its framing included in the offset. Broken framing ends the walk."""
    return _measured(data, length_size) if length_size else _started(data)


def _measured(data: bytes, size: int) -> Iterator[tuple[int, int]]:
    at = 0
    while at + size < len(data):
        yield at, data[at + size] & 31
        at += size + int.from_bytes(data[at : at + size], "big")


def _started(data: bytes) -> Iterator[tuple[int, int]]:
    at = data.find(b"\0\0\1")
    while 0 <= at < len(data) - 3:
        yield (at - 1 if at and data[at - 1] == 0 else at), data[at + 3] & 31
        at = data.find(b"\0\0\1", at + 3)
