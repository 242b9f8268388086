"""A small stream of our own kind, encoded for real in a moment: a moving pattern with the strip, a tone with the marks. For players and probes under test."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from houdun.media.encode import VIDEO_CLOCK, AudioEncoder, AudioSettings, VideoEncoder, VideoSettings
from houdun.media.marks import chirp, strip
from houdun.media.track import Codec, Packet, Track

RATE = 48_000
STREAM = 7
TONE_HZ, TONE = 440.0, 0.05


@lru_cache(maxsize=8)
def encoded(
    seconds: float,
    *,
    epoch: float | None = None,
    late: float = 0.0,
    size: tuple[int, int] = (320, 180),
    fps: int = 30,
    coded: bool = True,
    codecs: tuple[Codec, Codec] = (Codec.H264, Codec.AAC),
    bframes: int = 0,
) -> tuple[Track | Packet, ...]:
    """Both tracks, then their packets in the order in which they are due. A key frame each second; the content of the sound is `late` seconds late.

    The strip tells wall times if `epoch`, the wall second of stream time 0, is given; without `coded` there are neither strips nor marks.
    """
    video = VideoEncoder(
        VideoSettings(codec=codecs[0], width=size[0], height=size[1], fps=fps, kbps=300, gop=fps, bframes=bframes)
    )
    audio = AudioEncoder(AudioSettings(codec=codecs[1], kbps=64, sample_rate=RATE, channels=2))
    packets = [*_pictures(video, round(seconds * fps), epoch, coded), *_sounds(audio, seconds, late, coded)]
    return (video.track, audio.track, *sorted(packets, key=lambda packet: packet.at))


def _pictures(encoder: VideoEncoder, count: int, epoch: float | None, coded: bool) -> Iterator[Packet]:
    settings = encoder.settings
    chroma = np.full((settings.height // 2, settings.width // 2), 128, np.uint8)
    for number in range(count):
        at = number / settings.fps
        luma = _pattern(settings.width, settings.height, number)
        if coded:
            strip.draw(luma, number, STREAM, None if epoch is None else epoch + at)
        yield from encoder.encode((luma, chroma, chroma), number * VIDEO_CLOCK // settings.fps, at)
    yield from encoder.finish(count / settings.fps)


def _pattern(width: int, height: int, number: int) -> NDArray[np.uint8]:
    """Bars that wander to the left."""
    bars = 110 + 60 * np.sin((np.arange(width) + 4 * number) * (2 * np.pi / 80))
    return np.tile(bars.astype(np.uint8), (height, 1))


def _sounds(encoder: AudioEncoder, seconds: float, late: float, coded: bool) -> Iterator[Packet]:
    block = encoder.frame_size
    for first in range(0, round(seconds * RATE), block):
        at = (first + np.arange(block)) / RATE
        samples = (TONE * np.sin(2 * np.pi * TONE_HZ * at)).astype(np.float32)
        if coded:
            samples += chirp.sound(first, block, RATE, shift=late)
        yield from encoder.encode(np.stack([samples, samples]), first, (first + block) / RATE)
    yield from encoder.finish(seconds + block / RATE)
