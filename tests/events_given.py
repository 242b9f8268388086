"""Events as a player gives them, made without one: coded pictures and sound, packets."""

from __future__ import annotations

import av
import numpy as np
from numpy.typing import NDArray

from houdun.media.events import AudioSeen, PacketSeen, VideoSeen
from houdun.media.marks import chirp, strip
from houdun.media.track import Kind

EPOCH = 1_700_000_000.0
FPS, RATE, BLOCK = 30, 48_000, 1024


def luma(
    number: int, wall: float | None = None, *, stream: int = 1, level: int = 120, size: tuple[int, int] = (640, 360)
) -> NDArray[np.uint8]:
    """An even picture with a strip."""
    plane = np.full((size[1], size[0]), level, np.uint8)
    strip.draw(plane, number, stream, wall)
    return plane


def picture(at: float, plane: NDArray[np.uint8], pixels: str = "yuv420p") -> VideoSeen:
    """A grey picture that arrives at second `at` of the stream."""
    frame = av.VideoFrame.from_ndarray(plane, "gray").reformat(format="yuvj420p")
    frame = frame if pixels == "yuv420p" else frame.reformat(format=pixels)
    return VideoSeen(EPOCH + at, at, at, frame)


def block(at: float, samples: NDArray[np.float32], rate: int = RATE) -> AudioSeen:
    return AudioSeen(EPOCH + at, at, at, samples, rate)


def sound(first: float, seconds: float, rate: int = RATE, channels: int = 2) -> list[AudioSeen]:
    """The grid of marks from source second `first` on, in blocks."""
    begin, count = round(first * rate), int(seconds * rate)
    heard = chirp.sound(begin, count, rate)
    return [
        block((begin + at) / rate, np.repeat(heard[None, at : at + BLOCK], channels, axis=0), rate)
        for at in range(0, count, BLOCK)
    ]


def packet(at: float, data: bytes = b"", *, kind: Kind = Kind.VIDEO, key: bool = False) -> PacketSeen:
    return PacketSeen(kind, EPOCH + at, at, at, len(data), key, data)
