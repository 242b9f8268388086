"""A track's RTP packets put back into frames (RFC 3550), and what is counted of them by the names of W3C webrtc-stats. Pure.

A frame is complete with the packet that carries the marker, or with the first packet of the next stamp; so it is known as early as possible, unlike
in aiortc's buffer, which waits for the next frame in pictures and for four in sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from houdun.media.wire.stamps import Unwrap

REORDER_LIMIT = 2048
"""Packets kept behind a gap at most, whatever time says: a hostile sender shall not fill the memory."""

COUNTERS = (
    "packetsReceived",
    "bytesReceived",
    "retransmittedPacketsReceived",
    "framesReceived",
    "framesDropped",
    "nackCount",
    "pliCount",
    "firCount",
    "jitterBufferDelay",
    "jitterBufferEmittedCount",
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """One RTP packet: `stamp` is raw (32 bits), `data` its payload with the codec's own header taken off, `arrival` in seconds."""

    sequence: int
    stamp: int
    marker: bool
    arrival: float
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Frame:
    """An encoded frame: `stamp` unwrapped, `arrival` of its last packet. `broken` says that packets before it or of it are lost for good."""

    stamp: int
    began: float
    arrival: float
    broken: bool
    data: bytes = field(repr=False)


class Reassembly:
    """Orders the fragments of one track and joins them. A gap is waited for as long as `hold` seconds (a retransmission may fill it), then passed over.

    `ends_at_marker` is for pictures; every packet of sound is a frame.
    """

    def __init__(self, hold: float, ends_at_marker: bool) -> None:
        self._hold, self._ends_at_marker = hold, ends_at_marker
        self._sequence, self._stamp = Unwrap(16), Unwrap(32)
        self._waiting: dict[int, Fragment] = {}
        self._next: int | None = None
        self._gap_since: float | None = None
        self._parts: list[Fragment] = []
        self._broken = False

    def add(self, fragment: Fragment) -> Iterator[Frame]:
        """The frames that this packet completes, in order."""
        number = self._sequence.near(fragment.sequence)
        if self._next is None:
            self._next = number
        if abs(number - self._next) > REORDER_LIMIT:
            self._restart(number)
        if number < self._next or number in self._waiting:
            return
        self._sequence(fragment.sequence)
        self._waiting[number] = fragment
        yield from self._drain()
        if self._waiting:
            yield from self._wait(fragment.arrival)

    def _restart(self, number: int) -> None:
        """The sender began a new series."""
        self._waiting.clear()
        self._parts.clear()
        self._next, self._gap_since, self._broken = number, None, True

    def _drain(self) -> Iterator[Frame]:
        while self._next is not None and (fragment := self._waiting.pop(self._next, None)) is not None:
            self._next += 1
            self._gap_since = None
            yield from self._join(fragment)

    def _wait(self, now: float) -> Iterator[Frame]:
        if self._gap_since is None:
            self._gap_since = now
        if now - self._gap_since > self._hold or len(self._waiting) > REORDER_LIMIT:
            self._next, self._gap_since = min(self._waiting), None
            self._parts.clear()
            self._broken = True
            yield from self._drain()

    def _join(self, fragment: Fragment) -> Iterator[Frame]:
        if self._parts and self._parts[0].stamp != fragment.stamp:
            yield self._frame()
        self._parts.append(fragment)
        if fragment.marker or not self._ends_at_marker:
            yield self._frame()

    def _frame(self) -> Frame:
        parts, broken = self._parts, self._broken
        self._parts, self._broken = [], False
        data = b"".join(part.data for part in parts)
        return Frame(self._stamp(parts[0].stamp), parts[0].arrival, parts[-1].arrival, broken, data)

    def near(self, stamp: int) -> int:
        """A raw stamp of this track from elsewhere (a sender report), unwrapped."""
        return self._stamp.near(stamp)


class Reception:
    """The counters of one track as W3C webrtc-stats names them; `jitter` and lost packets after RFC 3550, A.8 and A.3."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._sequence, self._stamp = Unwrap(16), Unwrap(32)
        self._first: int | None = None
        self._highest = 0
        self._transit: float | None = None
        self._jitter = 0.0
        self.counts = dict.fromkeys(COUNTERS, 0.0)

    def packet(self, fragment: Fragment, size: int, retransmitted: bool = False) -> None:
        """One RTP packet with `size` bytes of payload."""
        self.counts["packetsReceived"] += 1
        self.counts["bytesReceived"] += size
        number = self._sequence(fragment.sequence)
        self._first = number if self._first is None else min(self._first, number)
        self._highest = max(self._highest, number)
        if retransmitted:
            self.counts["retransmittedPacketsReceived"] += 1
            return
        transit = fragment.arrival - self._stamp(fragment.stamp) / self._rate
        if self._transit is not None:
            self._jitter += (abs(transit - self._transit) - self._jitter) / 16
        self._transit = transit

    def frame(self, frame: Frame, emitted: float) -> None:
        """A frame left the reassembly at `emitted`."""
        self.counts["framesReceived"] += 1
        self.counts["jitterBufferDelay"] += emitted - frame.began
        self.counts["jitterBufferEmittedCount"] += 1

    def count(self, name: str, more: float = 1) -> None:
        self.counts[name] += more

    def values(self) -> dict[str, float]:
        """All counters now."""
        expected = 0 if self._first is None else self._highest - self._first + 1
        return {**self.counts, "packetsLost": expected - self.counts["packetsReceived"], "jitter": self._jitter}
