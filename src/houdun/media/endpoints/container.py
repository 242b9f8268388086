"""The decoders behind every player of ours: tracks and packets in, events out; and packets out of a recorded file."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.container.input import InputContainer
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext
from numpy.typing import NDArray

from houdun.errors import InputError
from houdun.language import Bilingual
from houdun.media.events import AudioSeen, Event, PacketSeen, TrackSeen, Trouble, TroubleSeen, VideoSeen
from houdun.media.track import Codec, Kind, Packet, Track

JUMP = 1.0
"""A track's stamps have jumped when they go on by so many seconds more than the wall clock did."""
UNTOLD = 1.0
"""A track that does not decode is told of after so many seconds of its packets."""
QUIET = 1.0
"""Broken bytes of one track are told of at most once in so many seconds."""
FULL_SCALE = {"s16": 1 << 15, "s32": 1 << 31}
FULL_RANGE = {1: False, 2: True}

Decoder = VideoCodecContext | AudioCodecContext
Encoded: TypeAlias = "av.Packet[Stream]"
Format = tuple[Codec, bytes, int, int, int, int, bool | None]


class Decoding:
    """Decodes both tracks of a stream, each on one thread. `loop_filter` False skips H.264's deblocking: a quarter cheaper, and the
    codes read as well, but the picture is not the one that a viewer sees. Broken bytes are events, never errors."""

    def __init__(self, *, loop_filter: bool = False) -> None:
        self._loop_filter = loop_filter
        self._lanes: dict[Kind, _Lane] = {}

    def feed(self, item: Track | Packet, arrival: float) -> Iterator[Event]:
        """The events of one packet, in the order: what it is, what it decodes to. A Track must precede its packets; it may come again."""
        if isinstance(item, Track):
            lane = self._lanes.get(item.kind)
            if lane is None or (lane.track.codec, lane.track.extradata) != (item.codec, item.extradata):
                if lane is not None:
                    yield from lane.flush(arrival)
                self._lanes[item.kind] = _Lane(item, self._loop_filter, lane)
        elif item.kind in self._lanes:
            yield from self._lanes[item.kind].packet(item, arrival)

    def flush(self, arrival: float) -> Iterator[Event]:
        """What the decoders still held back: call it at the end of the stream."""
        for lane in self._lanes.values():
            yield from lane.flush(arrival)


@dataclass(slots=True)
class _Past:
    """What one track's earlier packets were like."""

    told: Format | None = None
    first: float = math.nan
    dts: float = math.nan
    arrival: float = math.nan
    broken: float = -math.inf
    arrivals: dict[int, float] = field(default_factory=dict)


class _Lane:
    """One track's decoder."""

    def __init__(self, track: Track, loop_filter: bool, before: _Lane | None) -> None:
        self.track = track
        self._tick = float(track.time_base)
        self.past: _Past = _Past(dts=before.past.dts, arrival=before.past.arrival) if before else _Past()
        self._context = decoder(track, loop_filter)

    def packet(self, packet: Packet, arrival: float) -> Iterator[Event]:
        dts = packet.dts * self._tick
        trouble = self._stamps(dts, arrival)
        if trouble is not None:
            yield trouble
        yield PacketSeen(self.track.kind, arrival, packet.pts * self._tick, dts, len(packet.data), packet.key, packet.data)
        self.past.arrivals[packet.pts] = arrival
        yield from self._decoded(raw(packet, self.track.time_base), arrival)
        yield from self._untold(arrival)

    def flush(self, arrival: float) -> Iterator[Event]:
        yield from self._decoded(None, arrival)
        if self.past.told is None:
            yield self._tell(self._known(), arrival)

    def _stamps(self, dts: float, arrival: float) -> TroubleSeen | None:
        past = self.past
        step, waited = dts - past.dts, arrival - past.arrival
        past.dts, past.arrival = dts, arrival
        if step < 0 or step > JUMP + max(0.0, waited):
            return TroubleSeen(arrival, Trouble.BACKWARDS, _jumped(self.track.kind, step))
        return None

    def _decoded(self, packet: Encoded | None, arrival: float) -> Iterator[Event]:
        try:
            frames = self._context.decode(packet)
        except (av.FFmpegError, ValueError) as error:
            yield from self._broken(arrival, getattr(error, "strerror", "") or str(error))
            return
        for frame in frames:
            if isinstance(frame, av.VideoFrame):
                yield from self._picture(frame, arrival)
            else:
                yield from self._sound(frame, arrival)

    def _picture(self, frame: av.VideoFrame, arrival: float) -> Iterator[Event]:
        if frame.is_corrupt:
            yield from self._broken(arrival, "is_corrupt")
        full = FULL_RANGE.get(frame.color_range)
        yield from self._format(frame.width, frame.height, 0, 0, full, arrival)
        pts, arrival = self._placed(frame.pts, arrival)
        yield VideoSeen(arrival, pts, pts, frame)

    def _sound(self, frame: av.AudioFrame, arrival: float) -> Iterator[Event]:
        yield from self._format(0, 0, frame.sample_rate, frame.layout.nb_channels, None, arrival)
        pts, arrival = self._placed(frame.pts, arrival)
        yield AudioSeen(arrival, pts, pts, floats(frame), frame.sample_rate)

    def _placed(self, pts: int | None, arrival: float) -> tuple[float, float]:
        """A frame's stamp in seconds, and when its packet came, which reordering may have kept back."""
        arrivals = self.past.arrivals
        if pts is None:
            return math.nan, arrival
        came = arrivals.pop(pts, arrival)
        if len(arrivals) > 64:
            arrivals.clear()
        return pts * self._tick, came

    def _format(self, width: int, height: int, rate: int, channels: int, full: bool | None, arrival: float) -> Iterator[Event]:
        seen = (self.track.codec, self.track.extradata, width, height, rate, channels, full)
        if seen != self.past.told:
            yield self._tell(seen, arrival)

    def _untold(self, arrival: float) -> Iterator[Event]:
        past = self.past
        if past.told is None:
            past.first = arrival if math.isnan(past.first) else past.first
            if arrival - past.first > UNTOLD:
                yield self._tell(self._known(), arrival)

    def _known(self) -> Format:
        track = self.track
        return (track.codec, track.extradata, track.width, track.height, track.sample_rate, track.channels, None)

    def _tell(self, seen: Format, arrival: float) -> TrackSeen:
        self.past.told = seen
        codec, extradata, width, height, rate, channels, full = seen
        return TrackSeen(self.track.kind, arrival, codec, width, height, rate, channels, full, extradata)

    def _broken(self, arrival: float, detail: str) -> Iterator[Event]:
        if arrival - self.past.broken >= QUIET:
            self.past.broken = arrival
            yield TroubleSeen(arrival, Trouble.BROKEN, _unreadable(self.track.kind, detail))


def decoder(track: Track, loop_filter: bool) -> Decoder:
    """An open decoder on one thread."""
    context = av.CodecContext.create(str(track.codec), "r")
    assert isinstance(context, VideoCodecContext | AudioCodecContext)
    if track.extradata:
        context.extradata = track.extradata
    context.thread_count = 1
    if track.kind is Kind.VIDEO and not loop_filter:
        context.options = {"skip_loop_filter": "all"}
    return context


def raw(packet: Packet, time_base: Fraction) -> Encoded:
    """The packet as PyAV takes it."""
    made = av.Packet(packet.data)
    made.pts, made.dts, made.time_base = packet.pts, packet.dts, time_base
    return made


def floats(frame: av.AudioFrame) -> NDArray[np.float32]:
    """The frame's samples in [-1, 1], shape (channels, n)."""
    count, channels = frame.samples, frame.layout.nb_channels
    if frame.format.name == "fltp":
        laid = np.empty((channels, count), np.float32)
        for row, plane in zip(laid, frame.planes, strict=True):  # np.stack is four times as slow, for every block
            row[:] = np.frombuffer(memoryview(plane), np.float32, count)
        return laid
    samples = frame.to_ndarray().astype(np.float64) / FULL_SCALE.get(frame.format.packed.name, 1)
    if not frame.format.is_planar:
        samples = samples.reshape(-1, channels).T
    return np.ascontiguousarray(samples, np.float32)


CODECS = {"h264": Codec.H264, "vp8": Codec.VP8, "aac": Codec.AAC, "opus": Codec.OPUS, "libopus": Codec.OPUS}


def recorded(path: Path) -> Iterator[Track | Packet]:
    """The tracks and packets of a media file of any kind that FFmpeg knows. Raises InputError for what it cannot read."""
    return demuxed(str(path), where=str(path))


def demuxed(file: str | io.BytesIO, *, where: str) -> Iterator[Track | Packet]:
    """The same of bytes in memory."""
    try:
        with av.open(file, "r") as container:
            yield from _demuxed(container)
    except (av.FFmpegError, ValueError) as error:
        raise InputError(
            Bilingual("读不出其中的音视频", "the picture and sound in it cannot be read"),
            Bilingual("请换一个 FFmpeg 能播放的文件", "give something that FFmpeg can play"),
            where=where,
        ) from error


def _demuxed(container: InputContainer) -> Iterator[Track | Packet]:
    streams = {stream.index: track for stream in container.streams if (track := _track(stream)) is not None}
    yield from streams.values()
    first: float | None = None
    for packet in container.demux([container.streams[index] for index in streams]):
        if packet.dts is None or packet.pts is None:
            continue
        track = streams[packet.stream_index]
        seconds = packet.dts * float(track.time_base)
        first = seconds if first is None else first
        yield Packet(
            kind=track.kind,
            data=bytes(packet),
            pts=packet.pts,
            dts=packet.dts,
            duration=packet.duration or 0,
            key=packet.is_keyframe,
            at=seconds - first,
        )


def _track(stream: Stream) -> Track | None:
    context = stream.codec_context
    codec = CODECS.get(context.name) if context is not None else None
    if codec is None or stream.time_base is None:
        return None
    kind = Kind.VIDEO if stream.type == "video" else Kind.AUDIO
    sizes: dict[str, int] = {}
    if isinstance(context, VideoCodecContext):
        sizes = {"width": context.width, "height": context.height, "fps": round(stream.average_rate or 0)}
    elif isinstance(context, AudioCodecContext):
        sizes = {"sample_rate": context.sample_rate, "channels": context.channels}
    return Track(kind=kind, codec=codec, time_base=stream.time_base, extradata=context.extradata or b"", **sizes)


def _jumped(kind: Kind, step: float) -> Bilingual:
    name = NAMES[kind]
    return Bilingual(f"{name.zh}的时间戳跳变 {step:+.3f} 秒", f"the {name.en} stamps jumped by {step:+.3f} s")


def _unreadable(kind: Kind, detail: str) -> Bilingual:
    name = NAMES[kind]
    return Bilingual(f"{name.zh}数据无法解码（{detail}）", f"{name.en} bytes that cannot be decoded ({detail})")


NAMES = {Kind.VIDEO: Bilingual("画面", "picture"), Kind.AUDIO: Bilingual("声音", "sound")}
