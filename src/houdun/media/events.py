"""What a player hands on: every event carries its arrival, in seconds of the probe's wall clock (`houdun.clock.seconds`).

`pts` is the track's own stamp in seconds, unwrapped. `time` is the moment on a time line that both tracks of the stream share, as a lip-syncing
player would use it: `pts` itself in containers, the sender's NTP time by RTCP sender reports in WebRTC; nan while it is not known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from houdun.language import Bilingual
from houdun.media.track import Codec, Kind

if TYPE_CHECKING:
    import av


@dataclass(slots=True)
class PacketSeen:
    """An encoded packet, before decoding. `data` stays as it is for as long as it is held; b"" where the path hides it."""

    kind: Kind
    arrival: float
    pts: float
    dts: float
    size: int
    key: bool
    data: bytes | memoryview = field(repr=False, default=b"")


@dataclass(slots=True)
class VideoSeen:
    """A decoded picture. The frame stays valid while it is held, but is the decoder's memory: hold a handful, not a second's."""

    arrival: float
    pts: float
    time: float
    frame: av.VideoFrame


@dataclass(slots=True)
class AudioSeen:
    """Decoded sound: `samples` is float32 in [-1, 1], shape (channels, n), at `rate` Hz."""

    arrival: float
    pts: float
    time: float
    samples: NDArray[np.float32]
    rate: int


@dataclass(slots=True)
class TrackSeen:
    """A track's format, first and at every change of codec, size or rate. `extradata` as in the container."""

    kind: Kind
    arrival: float
    codec: Codec | str
    width: int = 0
    height: int = 0
    rate: int = 0
    channels: int = 0
    full_range: bool | None = None
    extradata: bytes = b""


@dataclass(slots=True)
class RtcStats:
    """Counters since the start, by W3C webrtc-stats identifier (`packetsLost`, `jitter` in seconds, `nackCount`, `pliCount` …)."""

    kind: Kind
    arrival: float
    values: dict[str, float]


@dataclass(slots=True)
class SenderReport:
    """An RTCP sender report as received: NTP in Unix seconds, RTP stamp unwrapped, in seconds of the media clock."""

    kind: Kind
    arrival: float
    ntp: float
    rtp: float


@dataclass(slots=True)
class HttpSeen:
    """A playlist or segment that was fetched: `headers` in lower case; `newest_segment` is the number of a playlist's last one, which rises for as
    long as it advances: its first one stays while a list only grows."""

    arrival: float
    what: str
    status: int
    headers: dict[str, str]
    newest_segment: int | None = None


class Trouble(StrEnum):
    BROKEN = "broken"
    """Bytes that could not be decoded."""
    STALLED = "stalled"
    """Nothing came for longer than the player's patience."""
    RECONNECTED = "reconnected"
    ENDED = "ended"
    """The stream came to its end, or the other side closed it."""
    BACKWARDS = "backwards"
    """A track's stamps ran backwards or jumped."""


@dataclass(slots=True)
class TroubleSeen:
    arrival: float
    what: Trouble
    detail: Bilingual


Event = PacketSeen | VideoSeen | AudioSeen | TrackSeen | RtcStats | SenderReport | HttpSeen | TroubleSeen
