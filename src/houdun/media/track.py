"""Encoded media as it travels: what a stream consists of, and its packets on exact time bases."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    VIDEO = "video"
    AUDIO = "audio"


class Codec(StrEnum):
    H264 = "h264"
    VP8 = "vp8"
    AAC = "aac"
    OPUS = "opus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One track of a stream. `extradata` is the decoder configuration (Annex B parameter sets, AudioSpecificConfig, OpusHead), or empty.

    H.264 is Annex B here, in extradata and packets alike: RTP wants it so, and muxers make their avcC of it.
    """

    kind: Kind
    codec: Codec
    time_base: Fraction
    extradata: bytes = b""
    width: int = 0
    height: int = 0
    fps: int = 0
    sample_rate: int = 0
    channels: int = 0


@dataclass(slots=True, kw_only=True)
class Packet:
    """An encoded packet. `pts`, `dts` and `duration` count in the track's time base; `at` is the stream time in seconds at which it is due to leave.

    Nobody changes one. It is not frozen because freezing triples the time to make one, and a probe makes eighty a second for each stream.
    """

    kind: Kind
    data: bytes = field(repr=False)
    pts: int
    dts: int
    duration: int
    key: bool
    at: float
