"""The last seconds of a stream, kept as they came and written as a file that any player opens. Nothing is encoded anew, and nothing is added.

What encoders write into the stream about themselves (x264 tells its settings in a message of its own) is left out.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isfinite

import av
from av.stream import Stream

from houdun.media.events import Event, PacketSeen, TrackSeen
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.media.wire import h264, mpegts

KEPT_S = 20.0
MOST_S = 45.0
"""Seconds that a stream is kept where no key frame allows to begin later."""
MOST_BYTES = 64 << 20
SEI = 6
SELF_PORTRAIT = b"x264 - core"
TIME_BASE = Fraction(1, mpegts.HERTZ)


class Ring:
    """The packets of the last `KEPT_S` seconds by arrival, from a key frame on. A new track begins it anew."""

    def __init__(self) -> None:
        self._tracks: dict[Kind, TrackSeen] = {}
        self._packets: deque[PacketSeen] = deque()
        self._bytes = 0

    def see(self, event: Event) -> None:
        """Takes the next event; only tracks and packets matter."""
        if isinstance(event, TrackSeen):
            self._track(event)
        elif isinstance(event, PacketSeen) and event.data:
            self._packets.append(event)
            self._bytes += event.size
            self._forget(event.arrival)

    def copy(self) -> Ring:
        """As it is now, for another thread."""
        other = Ring()
        other._tracks, other._packets = dict(self._tracks), deque(self._packets)
        return other

    def clip(self) -> tuple[str, bytes] | None:
        """The file's ending and its bytes; None where nothing was kept that can be written."""
        tracks = [track for seen in self._tracks.values() if (track := _track(seen)) is not None]
        packets = list(self._playable({track.kind for track in tracks}))
        if not packets:
            return None
        if mpegts.carried(tracks):
            writer = mpegts.Writer(tracks)
            return "ts", writer.head() + b"".join(map(writer.packet, packets))
        return _muxed(tracks, packets)

    def _track(self, seen: TrackSeen) -> None:
        known = self._tracks.get(seen.kind)
        if known is not None and known.codec != seen.codec:
            self._packets.clear()
            self._bytes = 0
        self._tracks[seen.kind] = seen

    def _forget(self, now: float) -> None:
        """Whole groups of pictures go, as long as what stays is long enough."""
        while self._packets and (now - self._packets[0].arrival > MOST_S or self._bytes > MOST_BYTES):
            self._drop()
        if self._packets and _begins(self._packets[-1]):
            begins = [packet.arrival for packet in self._packets if _begins(packet) and now - packet.arrival >= KEPT_S]
            while begins and self._packets[0].arrival < begins[-1]:
                self._drop()

    def _drop(self) -> None:
        self._bytes -= self._packets.popleft().size

    def _playable(self, kinds: set[Kind]) -> Iterator[Packet]:
        """From the first key frame on, if there is video at all. Stamps that run backwards are pushed on: no file may have them."""
        last: dict[Kind, int] = {}
        begun = Kind.VIDEO not in kinds
        for seen in self._packets:
            begun = begun or _begins(seen)
            if not begun or seen.kind not in kinds or not (isfinite(seen.pts) and isfinite(seen.dts)):
                continue
            dts = max(round(seen.dts * mpegts.HERTZ), last.get(seen.kind, -(1 << 62)) + 1)
            last[seen.kind] = dts
            pts = max(round(seen.pts * mpegts.HERTZ), dts)
            yield Packet(kind=seen.kind, data=_plain(seen), pts=pts, dts=dts, duration=0, key=seen.key, at=seen.arrival)


def _begins(packet: PacketSeen) -> bool:
    return packet.kind is Kind.VIDEO and packet.key


def _track(seen: TrackSeen) -> Track | None:
    if seen.codec not in set(Codec):
        return None
    return Track(
        kind=seen.kind,
        codec=Codec(seen.codec),
        time_base=TIME_BASE,
        extradata=seen.extradata,
        width=seen.width,
        height=seen.height,
        sample_rate=seen.rate,
        channels=seen.channels,
    )


def _plain(seen: PacketSeen) -> bytes:
    """The packet without what its encoder says of itself."""
    data = bytes(seen.data)
    if seen.kind is not Kind.VIDEO or SELF_PORTRAIT not in data:
        return data
    return h264.annex_b(unit for unit in h264.nal_units(data) if not (h264.kind_of(unit) == SEI and SELF_PORTRAIT in unit))


def _muxed(tracks: Sequence[Track], packets: Sequence[Packet]) -> tuple[str, bytes] | None:
    """By FFmpeg, for what our own writer does not carry: VP8 in Matroska, Opus beside H.264 in a transport stream."""
    matroska = any(track.codec is Codec.VP8 for track in tracks)
    file = io.BytesIO()
    first = min(packet.dts for packet in packets)
    try:
        with av.open(file, "w", format="matroska" if matroska else "mpegts", options={"fflags": "+bitexact"}) as container:
            lanes = {track.kind: _lane(container, track) for track in tracks}
            for packet in packets:
                made = av.Packet(packet.data)
                made.pts, made.dts, made.time_base = packet.pts - first, packet.dts - first, TIME_BASE
                made.is_keyframe, made.stream = packet.key, lanes[packet.kind]
                container.mux(made)
    except (av.FFmpegError, ValueError):
        return None
    return ("mkv" if matroska else "ts"), file.getvalue()


def _lane(container: av.container.OutputContainer, track: Track) -> Stream:
    if track.kind is Kind.VIDEO:
        return container.add_mux_stream(str(track.codec), width=track.width, height=track.height, time_base=TIME_BASE)
    return container.add_mux_stream(str(track.codec), rate=track.sample_rate, time_base=TIME_BASE)
