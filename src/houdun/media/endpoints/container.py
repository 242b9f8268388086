"""The decoders behind every player of ours: tracks and packets in, events out; and packets out of a recorded file."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, TypeAlias

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
HANDFUL = 24
"""Packets that are decoded together at most."""
HELD = 0.35
"""Seconds that a packet is held back at most."""
MOST_REORDERED = 64
FULL_SCALE = {"s16": 1 << 15, "s32": 1 << 31}
FULL_RANGE = {1: False, 2: True}

Decoder = VideoCodecContext | AudioCodecContext
Encoded: TypeAlias = "av.Packet[Stream]"
Format = tuple[int, int, int, int, bool | None]
"""Width, height, sample rate, channels, full range."""


class Sound(NamedTuple):
    """A decoded block of sound; `samples` as `floats` gives them."""

    pts: int | None
    rate: int
    samples: NDArray[np.float32]


Frames = Sequence[av.VideoFrame | Sound]


class Decoding:
    """Decodes both tracks of a stream, each on one thread. `loop_filter` False skips H.264's deblocking: a quarter cheaper, and the
    codes read as well, but the picture is not the one that a viewer sees. Broken bytes are events, never errors.

    Packets are held back until there is a handful: decoding a picture empties the processor's caches, and whatever ran after each one would
    cost several times as much. Arrivals are the packets' own, so that nothing measured depends on it.
    """

    def __init__(self, *, loop_filter: bool = False) -> None:
        self._loop_filter = loop_filter
        self._lanes: dict[Kind, _Lane] = {}
        self._held: list[tuple[_Lane, Packet, float]] = []

    @property
    def holds(self) -> bool:
        """Are packets held back? After HELD seconds of silence they are due: see `drain`."""
        return bool(self._held)

    def feed(self, item: Track | Packet, arrival: float) -> Sequence[Event]:
        """Takes what came, and gives the events that are ripe, in the order of the packets: what each is, what it decodes to.

        A Track must precede its packets; it may come again.
        """
        if isinstance(item, Track):
            return self._begin(item, arrival)
        lane = self._lanes.get(item.kind)
        if lane is None:
            return ()
        held = self._held
        held.append((lane, item, arrival))
        return self.drain() if len(held) >= HANDFUL or arrival - held[0][2] >= HELD else ()

    def drain(self) -> Sequence[Event]:
        """The events of what was held back: call it where nothing comes, and before anything else that is told in between."""
        held, self._held = self._held, []
        # One track after the other: decoders that take turns drive each other out of the processor's caches.
        decoded = {lane: iter(lane.decode([packet for of, packet, _ in held if of is lane])) for lane in self._lanes.values()}
        events: list[Event] = []
        for lane, packet, arrival in held:
            lane.tell(packet, arrival, next(decoded[lane]), events)
        return events

    def flush(self, arrival: float) -> Sequence[Event]:
        """What the decoders still held back, too: call it at the end of the stream."""
        events = [*self.drain()]
        for lane in self._lanes.values():
            lane.flush(arrival, events)
        return events

    def _begin(self, track: Track, arrival: float) -> Sequence[Event]:
        lane = self._lanes.get(track.kind)
        if lane is not None and (lane.track.codec, lane.track.extradata) == (track.codec, track.extradata):
            return ()
        events = [*self.drain()]
        if lane is not None:
            lane.flush(arrival, events)
        self._lanes[track.kind] = _Lane(track, self._loop_filter, lane)
        return events


class _Lane:
    """One track's decoder, and what the track was like so far. Events are added to the list that is given."""

    def __init__(self, track: Track, loop_filter: bool, before: _Lane | None) -> None:
        self.track = track
        self._tick = float(track.time_base)
        self._context = decoder(track, loop_filter)
        self._dts: float = before._dts if before else math.nan
        self._arrival: float = before._arrival if before else math.nan
        self._told: Format | None = None
        self._first = math.nan
        self._broken = -math.inf
        self._arrivals: dict[int, float] = {}
        """Of packets whose frames did not come out with them."""

    def decode(self, packets: Sequence[Packet]) -> list[Frames | str]:
        """What comes out with each: frames, or what FFmpeg says is wrong."""
        encoded = [raw(packet, self.track.time_base) for packet in packets]
        return [self._decode(packet) for packet in encoded]

    def _decode(self, packet: Encoded | None) -> Frames | str:
        try:
            frames = self._context.decode(packet)
        except (av.FFmpegError, ValueError) as error:
            return getattr(error, "strerror", "") or str(error)
        return [_sound(frame) if isinstance(frame, av.AudioFrame) else frame for frame in frames]

    def tell(self, packet: Packet, arrival: float, frames: Frames | str, events: list[Event]) -> None:
        dts = packet.dts * self._tick
        self._follow(dts, arrival, events)
        events.append(
            PacketSeen(self.track.kind, arrival, packet.pts * self._tick, dts, len(packet.data), packet.key, packet.data)
        )
        if len(frames) != 1 or isinstance(frames, str) or frames[0].pts != packet.pts:
            self._remember(packet.pts, arrival)
        self._show(frames, arrival, events)
        if self._told is None:
            self._mention(arrival, events)

    def flush(self, arrival: float, events: list[Event]) -> None:
        self._show(self._decode(None), arrival, events)
        if self._told is None:
            self._tell(self._stated(), arrival, events)

    def _follow(self, dts: float, arrival: float, events: list[Event]) -> None:
        step, waited = dts - self._dts, arrival - self._arrival
        self._dts, self._arrival = dts, arrival
        if step < 0 or step > JUMP + max(0.0, waited):
            events.append(TroubleSeen(arrival, Trouble.BACKWARDS, _jumped(self.track.kind, step)))

    def _remember(self, pts: int, arrival: float) -> None:
        if len(self._arrivals) > MOST_REORDERED:
            self._arrivals.clear()
        self._arrivals[pts] = arrival

    def _show(self, frames: Frames | str, arrival: float, events: list[Event]) -> None:
        if isinstance(frames, str):
            self._break(arrival, frames, events)
            return
        for frame in frames:
            if isinstance(frame, av.VideoFrame):
                self._picture(frame, arrival, events)
            else:
                self._sound(frame, arrival, events)

    def _picture(self, frame: av.VideoFrame, arrival: float, events: list[Event]) -> None:
        if frame.is_corrupt:
            self._break(arrival, "is_corrupt", events)
        seen = (frame.width, frame.height, 0, 0, FULL_RANGE.get(frame.color_range))
        if seen != self._told:
            self._tell(seen, arrival, events)
        pts, came = self._placed(frame.pts, arrival)
        events.append(VideoSeen(came, pts, pts, frame))

    def _sound(self, sound: Sound, arrival: float, events: list[Event]) -> None:
        seen = (0, 0, sound.rate, len(sound.samples), None)
        if seen != self._told:
            self._tell(seen, arrival, events)
        pts, came = self._placed(sound.pts, arrival)
        events.append(AudioSeen(came, pts, pts, sound.samples, sound.rate))

    def _placed(self, pts: int | None, arrival: float) -> tuple[float, float]:
        """A frame's stamp in seconds, and when its packet came, which reordering may have kept back."""
        return (math.nan, arrival) if pts is None else (pts * self._tick, self._arrivals.pop(pts, arrival))

    def _mention(self, arrival: float, events: list[Event]) -> None:
        """A track of which nothing decodes is told of as its container states it."""
        self._first = arrival if math.isnan(self._first) else self._first
        if arrival - self._first > UNTOLD:
            self._tell(self._stated(), arrival, events)

    def _stated(self) -> Format:
        return (self.track.width, self.track.height, self.track.sample_rate, self.track.channels, None)

    def _tell(self, seen: Format, arrival: float, events: list[Event]) -> None:
        self._told = seen
        events.append(TrackSeen(self.track.kind, arrival, self.track.codec, *seen, self.track.extradata))

    def _break(self, arrival: float, detail: str, events: list[Event]) -> None:
        if arrival - self._broken >= QUIET:
            self._broken = arrival
            events.append(TroubleSeen(arrival, Trouble.BROKEN, _unreadable(self.track.kind, detail)))


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


def _sound(frame: av.AudioFrame) -> Sound:
    return Sound(frame.pts, frame.sample_rate, floats(frame))


def floats(frame: av.AudioFrame) -> NDArray[np.float32]:
    """The frame's samples in [-1, 1], shape (channels, n)."""
    count, channels = frame.samples, frame.layout.nb_channels
    if frame.format.name == "fltp":
        # Of all ways to lay planes one behind the other, this is the cheapest by far: it is done for every block.
        return np.frombuffer(bytearray().join([memoryview(plane)[: 4 * count] for plane in frame.planes]), np.float32).reshape(
            channels, count
        )
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
    ticks = {index: float(track.time_base) for index, track in streams.items()}
    yield from streams.values()
    first: float | None = None
    for packet in container.demux([container.streams[index] for index in streams]):
        if packet.dts is None or packet.pts is None:
            continue
        track = streams[packet.stream_index]
        seconds = packet.dts * ticks[packet.stream_index]
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
