"""H.264's two framings (ITU-T H.264 Annex B; ISO/IEC 14496-15 length prefixes) and its configuration record, avcC."""

from __future__ import annotations

from collections.abc import Iterable

START = b"\x00\x00\x00\x01"
SLICE_IDR, SPS, PPS, AUD = 5, 7, 8, 9


def nal_units(data: bytes) -> list[bytes]:
    """The NAL units of an access unit in either framing.

    Length prefixes are tried first: one of 256 to 511 bytes looks like a start code, whereas no start code walks to the end exactly.
    """
    walked = _walk(data)
    if walked is not None:
        return walked
    return [unit for part in data.split(START[1:])[1:] if (unit := part.rstrip(b"\0"))]


def _walk(data: bytes) -> list[bytes] | None:
    units, at = [], 0
    while at + 4 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        if not size or at + 4 + size > len(data):
            return None
        units.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    return units if at == len(data) else None


def length_prefixed(data: bytes) -> bytes:
    """The access unit with four-byte length prefixes, as FLV and MP4 carry it; bytes of no sense go as one unit."""
    if _walk(data) is not None:
        return data
    return b"".join(len(unit).to_bytes(4) + unit for unit in nal_units(data) or [data])


def annex_b(units: Iterable[bytes]) -> bytes:
    return b"".join(START + unit for unit in units)


def kind_of(unit: bytes) -> int:
    return unit[0] & 31


def is_configuration(extradata: bytes) -> bool:
    """Is this an avcC record, rather than parameter sets in Annex B?"""
    return len(extradata) > 6 and extradata[0] == 1


def parameter_sets(extradata: bytes) -> list[bytes]:
    """SPS and PPS out of either form of extradata; nothing out of a damaged one."""
    if not is_configuration(extradata):
        return [unit for unit in nal_units(extradata) if kind_of(unit) in (SPS, PPS)]
    sets: list[bytes] = []
    at = 5
    for mask in (31, 255):
        if at >= len(extradata):
            break
        count, at = extradata[at] & mask, at + 1
        for _ in range(count):
            size = int.from_bytes(extradata[at : at + 2])
            sets.append(extradata[at + 2 : at + 2 + size])
            at += 2 + size
    return [each for each in sets if each]


def configuration(sets: Iterable[bytes]) -> bytes:
    """The avcC record of these parameter sets; b"" where there is no SPS."""
    units = list(sets)
    sps = [unit for unit in units if kind_of(unit) == SPS and len(unit) > 3]
    pps = [unit for unit in units if kind_of(unit) == PPS]
    if not sps:
        return b""
    head = bytes((1, *sps[0][1:4], 0xFF, 0xE0 | len(sps)))
    return head + _sized(sps) + bytes((len(pps),)) + _sized(pps)


def _sized(units: Iterable[bytes]) -> bytes:
    return b"".join(len(unit).to_bytes(2) + unit for unit in units)
