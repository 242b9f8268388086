"""What share of the codes survives encoders: strips and marks read of those that were sent, by picture and sound codec and bit rate.

    python -m benchmarks.live.codes [SHOW …]

Each set-up is one turn of a show's carousel (20 seconds and more, every frame once), encoded, decoded with the loop filter skipped, and read by
the product's own reader. To reach: 99.9 % of each, over all set-ups.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from houdun.media.endpoints.replay import Replay
from houdun.media.marks import chirp
from houdun.media.track import Codec, Packet, Track
from houdun.probe.reader import Reader
from houdun.scenario import carousel, show
from houdun.scenario.setup import Setup

TO_REACH = 0.999
WHOLE = Setup(video_codec=Codec.H264, audio_codec=Codec.AAC)
PICTURES = ((1280, 720, 500), (1280, 720, 300), (640, 360, 150), (426, 240, 100))
SOUNDS = ((Codec.AAC, 64), (Codec.AAC, 32), (Codec.OPUS, 32), (Codec.OPUS, 16))


@dataclass(frozen=True, slots=True)
class Count:
    strips: int
    frames: int
    marks: int
    marks_sent: int


def setups() -> Iterator[Setup]:
    """Every picture by both codecs; every sound twice, in turn."""
    for codec, shift in ((Codec.H264, 0), (Codec.VP8, 2)):
        for turn, (width, height, kbps) in enumerate(PICTURES):
            sound, sound_kbps = SOUNDS[(turn + shift) % len(SOUNDS)]
            yield replace(
                WHOLE, video_codec=codec, width=width, height=height, video_kbps=kbps, audio_codec=sound, audio_kbps=sound_kbps
            )


def main(shows: Sequence[str]) -> None:
    counts: list[Count] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in shows:
            for setup in setups():
                loop = carousel.loop(show.load(name), setup, stream=1, seed=0, folder=Path(folder))
                counted = count(loop)
                counts.append(counted)
                pictures = f"{setup.video_codec} {setup.width}x{setup.height} {setup.video_kbps}k"
                print(f"{name:9}{pictures:22}{counted.strips:6} of {counted.frames:<6}", end="")
                print(f"{setup.audio_codec} {setup.audio_kbps}k".ljust(10), f"{counted.marks:4} of {counted.marks_sent}")
    strips = sum(each.strips for each in counts) / sum(each.frames for each in counts)
    marks = sum(each.marks for each in counts) / sum(each.marks_sent for each in counts)
    reached = "reached" if min(strips, marks) >= TO_REACH else "not reached"
    print(f"strips {strips:.3%}, marks {marks:.3%} (to reach {TO_REACH:.1%}: {reached})")


def count(loop: carousel.Loop) -> Count:
    """Reads one turn. A mark counts as sent where it sounds whole between the turn's first and last sample that is decoded."""
    reader, seconds = Reader(), float(loop.seconds)
    stream: list[Track | Packet] = [*loop.tracks, *(packet for packet in loop.packets if packet.pts >= 0)]
    for event in Replay(stream):
        reader.feed(event)
    window = reader.window(0.0, seconds)
    right = window.pictures.number == (window.pictures.pts * loop.tracks[0].fps).round()
    heard = window.marks.counter[abs(window.marks.counter * chirp.PERIOD_S - window.marks.pts) < 1e-3]
    first, last = window.sounds.pts[0], window.sounds.pts[-1] + window.sounds.samples[-1] / window.sounds.rate[-1]
    sent = [
        k
        for k in range(int(seconds / chirp.PERIOD_S))
        if first <= k * chirp.PERIOD_S and (k * chirp.PERIOD_S + chirp.MARK_S) < last
    ]
    frames = sum(packet.pts >= 0 and packet.kind is loop.tracks[0].kind for packet in loop.packets)
    return Count(int(right.sum()), frames, len(set(heard.tolist()) & set(sent)), len(sent))


if __name__ == "__main__":
    main(sys.argv[1:] or ("solo",))
