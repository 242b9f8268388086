"""Raw planes and samples to packets on exact time bases. Settings are plain numbers: whoever calls decides what they mean.

H.264 is Annex B, in packets and extradata alike: RTP wants it so, and every muxer makes its avcC of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.codec.context import CodecContext, Flags
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray

from houdun.errors import UsageError
from houdun.language import Bilingual
from houdun.media.track import Codec, Kind, Packet, Track

VIDEO_CLOCK = 90_000
"""Ticks a second of a video track: what RTP and MPEG-TS count in."""
ENCODERS = {Codec.H264: "libx264", Codec.VP8: "libvpx", Codec.AAC: "aac", Codec.OPUS: "libopus"}
SAMPLES = {Codec.AAC: "fltp", Codec.OPUS: "flt"}
LAYOUTS = {1: "mono", 2: "stereo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoSettings:
    """`gop` is the distance of key frames in frames, exactly. Samples are limited range, BT.709, and are tagged so."""

    codec: Codec
    width: int
    height: int
    fps: int
    kbps: int
    gop: int
    bframes: int = 0
    preset: str = "veryfast"
    repeat_parameter_sets: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioSettings:
    codec: Codec
    kbps: int
    sample_rate: int
    channels: int


class VideoEncoder:
    """H.264 or VP8 without delay (but for B-frames, where asked for). Raises UsageError for settings that the codec refuses."""

    def __init__(self, settings: VideoSettings) -> None:
        self.settings = settings
        self._context = _opened(_video_context(settings))
        self.track = Track(
            kind=Kind.VIDEO,
            codec=settings.codec,
            time_base=Fraction(1, VIDEO_CLOCK),
            extradata=self._context.extradata or b"",
            width=settings.width,
            height=settings.height,
            fps=settings.fps,
        )

    def encode(
        self,
        planes: tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]],
        pts: int,
        at: float,
        *,
        key: bool = False,
    ) -> list[Packet]:
        """Takes a 4:2:0 picture, y (height, width), u and v half as high and wide; `pts` must grow. `at` is now, in stream seconds:
        what comes out leaves at that moment. `key` asks for a key frame."""
        frame = av.VideoFrame(self.settings.width, self.settings.height, "yuv420p")
        for plane, given in zip(frame.planes, planes, strict=True):
            rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
            rows[:, : plane.width] = given
        frame.pts, frame.time_base = pts, Fraction(1, VIDEO_CLOCK)
        frame.color_range, frame.colorspace = ColorRange.MPEG, Colorspace.ITU709
        if key:
            frame.pict_type = PictureType.I
        return self._packets(self._context.encode(frame), at)

    def finish(self, at: float) -> list[Packet]:
        """What the encoder still held. It takes nothing afterwards."""
        return self._packets(self._context.encode(None), at)

    def _packets(self, encoded: Iterable[av.Packet[Stream]], at: float) -> list[Packet]:
        return _packets(Kind.VIDEO, encoded, VIDEO_CLOCK // self.settings.fps, at)


class AudioEncoder:
    """AAC or Opus. A packet's pts is the source time of its first decoded sample: the codec's delay is already taken off, and the
    packet that holds nothing but that delay is left out. Raises UsageError for settings that the codec refuses."""

    def __init__(self, settings: AudioSettings) -> None:
        self.settings = settings
        self._context = _opened(_audio_context(settings))
        self._start: int | None = None
        self.frame_size: int = self._context.frame_size
        """Samples in a block, and in a packet."""
        self.track = Track(
            kind=Kind.AUDIO,
            codec=settings.codec,
            time_base=Fraction(1, settings.sample_rate),
            extradata=self._context.extradata or b"",
            sample_rate=settings.sample_rate,
            channels=settings.channels,
        )

    def encode(self, samples: NDArray[np.float32], first: int, at: float) -> list[Packet]:
        """Takes `frame_size` samples in [-1, 1], shape (channels, frame_size), the first of which is number `first`."""
        if self._start is None:
            self._start = first
        codec, layout = self.settings.codec, LAYOUTS[self.settings.channels]
        laid = samples if codec is Codec.AAC else samples.T.reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(laid), SAMPLES[codec], layout)
        frame.sample_rate = self.settings.sample_rate
        frame.pts, frame.time_base = first, self.track.time_base
        return self._packets(self._context.encode(frame), at)

    def finish(self, at: float) -> list[Packet]:
        """What the encoder still held. It takes nothing afterwards."""
        return self._packets(self._context.encode(None), at)

    def _packets(self, encoded: Iterable[av.Packet[Stream]], at: float) -> list[Packet]:
        made = _packets(Kind.AUDIO, encoded, self.frame_size, at)
        return [packet for packet in made if self._start is not None and packet.pts >= self._start]


def _packets(kind: Kind, encoded: Iterable[av.Packet[Stream]], duration: int, at: float) -> list[Packet]:
    return [
        Packet(
            kind=kind,
            data=bytes(packet),
            pts=packet.pts,
            dts=packet.pts if packet.dts is None else packet.dts,
            duration=duration,
            key=packet.is_keyframe,
            at=at,
        )
        for packet in encoded
        if packet.pts is not None
    ]


def _video_context(settings: VideoSettings) -> VideoCodecContext:
    context = av.CodecContext.create(ENCODERS[settings.codec], "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height, context.pix_fmt = settings.width, settings.height, "yuv420p"
    context.time_base, context.framerate = Fraction(1, VIDEO_CLOCK), Fraction(settings.fps)
    context.bit_rate, context.gop_size, context.max_b_frames = settings.kbps * 1000, settings.gop, settings.bframes
    context.color_range, context.colorspace = ColorRange.MPEG, Colorspace.ITU709
    context.color_primaries, context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
    context.thread_count = 1
    capped = {"maxrate": str(settings.kbps * 1000), "bufsize": str(settings.kbps * 1000)}
    if settings.codec is Codec.H264:
        context.flags |= Flags.global_header  # else there is no extradata
        repeat = int(settings.repeat_parameter_sets)
        exact = f"keyint={settings.gop}:min-keyint={settings.gop}:scenecut=0:repeat-headers={repeat}"
        context.options = {"preset": settings.preset, "tune": "zerolatency", "x264-params": exact} | capped
    else:
        realtime = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0", "error-resilient": "1"}
        context.options = realtime | capped | {"keyint_min": str(settings.gop)}
    return context


def _audio_context(settings: AudioSettings) -> AudioCodecContext:
    context = av.CodecContext.create(ENCODERS[settings.codec], "w")
    assert isinstance(context, AudioCodecContext)
    context.sample_rate, context.layout = settings.sample_rate, LAYOUTS[settings.channels]
    context.format, context.bit_rate = av.AudioFormat(SAMPLES[settings.codec]), settings.kbps * 1000
    context.time_base = Fraction(1, settings.sample_rate)
    return context


C = TypeVar("C", bound=CodecContext)


def _opened(context: C) -> C:
    try:
        context.open()
    except (av.FFmpegError, ValueError) as error:
        why = getattr(error, "strerror", error)
        raise UsageError(
            Bilingual(
                f"编码器 {context.name} 不接受这些设置（{why}）", f"the encoder {context.name} refuses these settings ({why})"
            ),
            Bilingual("请检查分辨率、码率、采样率和预设", "check the size, the bit rate, the sample rate and the preset"),
        ) from error
    return context
