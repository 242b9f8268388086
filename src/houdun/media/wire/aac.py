"""AAC's configuration and its framing in streams: AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1) and ADTS (ISO/IEC 13818-7, 6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350)
FRAME = 1024
"""Samples in a packet of AAC-LC."""


class Sound(NamedTuple):
    """What a configuration says. `kind` is the audio object type (2 is AAC-LC)."""

    kind: int
    rate: int
    channels: int

    def configuration(self) -> bytes:
        """The AudioSpecificConfig, two bytes."""
        return (self.kind << 11 | RATES.index(self.rate) << 7 | self.channels << 3).to_bytes(2)


def read_configuration(config: bytes) -> Sound | None:
    """What the first bytes of an AudioSpecificConfig say; None where they are damaged or rare (an explicit rate, an extended type)."""
    if len(config) < 2:
        return None
    bits = int.from_bytes(config[:2])
    kind, rate, channels = bits >> 11, bits >> 7 & 15, bits >> 3 & 15
    return Sound(kind, RATES[rate], channels) if rate < len(RATES) and 0 < kind < 31 else None


def adts(sound: Sound, size: int) -> bytes:
    """The seven-byte ADTS header in front of a packet of `size` bytes."""
    bits = 0xFFF << 44 | 1 << 40 | (sound.kind - 1) << 38 | RATES.index(sound.rate) << 34 | sound.channels << 30
    return (bits << 0 | (size + 7) << 13 | 0x7FF << 2).to_bytes(7)


def read_adts(data: bytes) -> Iterator[tuple[Sound, bytes]]:
    """The packets within a run of ADTS frames, without their headers. Stops at the first byte that is none of it."""
    at = 0
    while at + 7 <= len(data) and data[at] == 0xFF and data[at + 1] & 0xF6 == 0xF0:
        header = int.from_bytes(data[at : at + 7])
        rate, size = header >> 34 & 15, header >> 13 & 0x1FFF
        begin = at + (7 if data[at + 1] & 1 else 9)
        if rate >= len(RATES) or at + size > len(data) or begin > at + size:
            return
        yield Sound((header >> 38 & 3) + 1, RATES[rate], header >> 30 & 7), data[begin : at + size]
        at += size
