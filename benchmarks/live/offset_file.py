"""How exactly an offset of sound against picture is measured, by container: −500…+500 ms in steps of 20 ms, in random order.

    python -m benchmarks.live.offset_file

H.264 and AAC, written as FLV and as MPEG-TS; the sound's content is shifted, the stamps are not. Read by the product's own player, reader and
`av_offset`. What remains is the stamps' rounding: FLV counts milliseconds. To reach: mean error ≤ 0.5 ms, largest ≤ 1 ms.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from houdun.media.encode import VIDEO_CLOCK, AudioEncoder, AudioSettings, VideoEncoder, VideoSettings
from houdun.media.endpoints.container import recorded
from houdun.media.endpoints.replay import Replay
from houdun.media.marks import chirp, strip
from houdun.media.track import Codec, Packet, Track
from houdun.media.wire import flv, mpegts
from houdun.probe.metrics.av_offset import AvOffset
from houdun.probe.reader import Reader

OFFSETS = range(-500, 501, 20)
LEAD, HELD = 2.0, 4.0
"""Seconds before the first offset, and of each."""
SETTLED = 1.9
"""A second that ends so long after an offset began holds marks of that offset alone."""
SECONDS = LEAD + HELD * len(OFFSETS)
WIDTH, HEIGHT, FPS, RATE = 640, 360, 30, 48_000
VIDEO = VideoSettings(codec=Codec.H264, width=WIDTH, height=HEIGHT, fps=FPS, kbps=300, gop=2 * FPS)
AUDIO = AudioSettings(codec=Codec.AAC, kbps=64, sample_rate=RATE, channels=2)


def main() -> None:
    dealt = random.Random(3).sample(OFFSETS, len(OFFSETS))
    tracks, packets = _encoded(dealt)
    with tempfile.TemporaryDirectory() as folder:
        for name, writer in (("FLV", flv.Writer(tracks)), ("MPEG-TS", mpegts.Writer(tracks))):
            path = Path(folder) / name
            path.write_bytes(writer.head() + b"".join(map(writer.packet, packets)))
            errors = np.abs([measured - asked for asked, measured in _measured(path, dealt)])
            right = "reached" if errors.mean() <= 0.5 and errors.max() <= 1 else "not reached"
            print(
                f"{name:8} {len(errors)} seconds of {len(dealt)} offsets: mean error {errors.mean():.3f} ms, largest {errors.max():.3f} ms ({right})"
            )


def _encoded(dealt: list[int]) -> tuple[list[Track], list[Packet]]:
    video, audio = VideoEncoder(VIDEO), AudioEncoder(AUDIO)
    packets = [packet for number in range(int(SECONDS * FPS)) for packet in _picture(video, number)]
    for first in range(0, int(SECONDS * RATE), audio.frame_size):
        seconds = (first + np.arange(audio.frame_size)) / RATE
        late = _asked(first / RATE, dealt) / 1000
        samples = chirp.at(seconds - late) + np.random.default_rng(first).normal(0, 0.02, audio.frame_size).astype(np.float32)
        packets += audio.encode(np.repeat(samples[None], 2, axis=0), first, first / RATE)
    return [video.track, audio.track], sorted(packets, key=lambda packet: packet.at)


def _picture(encoder: VideoEncoder, number: int) -> list[Packet]:
    luma = np.full((HEIGHT, WIDTH), 60, np.uint8)
    left = 5 * number % (WIDTH - 80)
    luma[120:240, left : left + 80] = 180
    strip.draw(luma, number, 1, None)
    grey = np.full((HEIGHT // 2, WIDTH // 2), 128, np.uint8)
    return encoder.encode((luma, grey, grey), number * VIDEO_CLOCK // FPS, number / FPS)


def _asked(second: float, dealt: list[int]) -> int:
    turn = int((second - LEAD) // HELD)
    return dealt[turn] if 0 <= turn < len(dealt) else 0


def _measured(path: Path, dealt: list[int]) -> Iterator[tuple[int, float]]:
    """(asked, measured) of every second in which one offset alone was heard."""
    reader, metric, end = Reader(), AvOffset(), 1.0
    for event in Replay(recorded(path)):
        while event.arrival >= end:
            offsets = [value for name, value in metric.measure(reader.window(end - 1, end)) if name == "av_offset"]
            since = (end - LEAD) % HELD
            if offsets and end > LEAD and since >= SETTLED:
                yield _asked(end - 0.5, dealt), float(np.median(offsets))
            end += 1
        reader.feed(event)


if __name__ == "__main__":
    main()
