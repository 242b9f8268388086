"""How exactly an offset of sound against picture is measured through a real SFU: WHIP → Janus → WHEP, on the time line of the sender reports.

    python -m benchmarks.live.offset_webrtc [--sessions 16]

Half of the sessions carry H.264 and Opus, half VP8 and Opus. The offsets −500…+500 ms in steps of 20 ms are dealt out among the sessions of a
codec, in random order, a few seconds each; the sound's content is shifted, the stamps are not. Publisher and player are processes of their own.
Every packet leaves at its own stamp: Janus makes its sender reports from arrival, so an encoder's delay (26.5 ms of Opus: a packet of 20 ms and a
look-ahead of 6.5) would be measured as offset, and rightly, since a player that syncs by those reports plays it so.
Measured by the product's own reader and `av_offset`. To reach: mean error ≤ 1 ms, largest ≤ 2 ms.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from houdun import clock
from houdun.media.encode import VIDEO_CLOCK, AudioEncoder, AudioSettings, VideoEncoder, VideoSettings
from houdun.media.endpoints import whep, whip
from houdun.media.endpoints.port import Patience
from houdun.media.events import Event
from houdun.media.marks import chirp, strip
from houdun.media.pacing import paced
from houdun.media.servers.janus import Janus
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.probe.metrics.av_offset import AvOffset
from houdun.probe.reader import Reader

OFFSETS = range(-500, 501, 20)
LEAD, HELD = 5.0, 4.0
"""Seconds before the first offset (join, first sender reports), and of each."""
SETTLED = 1.9
"""A second that ends so long after an offset began holds marks of that offset alone: marks wait for their frame."""
WIDTH, HEIGHT, FPS, RATE = 640, 360, 30, 48_000
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Session:
    name: str
    codec: Codec
    offsets: tuple[int, ...]

    @property
    def seconds(self) -> float:
        return LEAD + HELD * len(self.offsets)

    def offset(self, second: float) -> int:
        """Milliseconds that the sound is late at that second of the stream."""
        turn = int((second - LEAD) // HELD)
        return self.offsets[turn] if 0 <= turn < len(self.offsets) else 0


def sessions(count: int) -> list[Session]:
    """All offsets for each codec, in random order; those that are left over make no session longer than another."""
    made = []
    for codec in (Codec.H264, Codec.VP8):
        dealt = list(OFFSETS)
        random.Random(codec.value).shuffle(dealt)
        share = count // 2
        made.append([Session(f"{codec}{n}", codec, tuple(dealt[n::share])) for n in range(share)])
    return [session for pair in zip(*made, strict=True) for session in pair]


def clip(session: Session) -> tuple[tuple[Track, ...], list[Packet]]:
    """The whole stream, encoded beforehand."""
    video = VideoEncoder(VideoSettings(codec=session.codec, width=WIDTH, height=HEIGHT, fps=FPS, kbps=500, gop=FPS))
    audio = AudioEncoder(AudioSettings(codec=Codec.OPUS, kbps=64, sample_rate=RATE, channels=2))
    packets = []
    luma, grey = np.full((HEIGHT, WIDTH), 90, np.uint8), np.full((HEIGHT // 2, WIDTH // 2), 128, np.uint8)
    for number in range(int(session.seconds * FPS)):
        luma[100:200, :] = 60
        left = number * 7 % (WIDTH - 80)
        luma[100:200, left : left + 80] = 200
        strip.draw(luma, number, 1, None)
        packets += video.encode((luma, grey, grey), number * VIDEO_CLOCK // FPS, 0.0)
    size = audio.frame_size
    for first in range(0, int(session.seconds * RATE), size):
        sound = chirp.sound(first, size, RATE, shift=session.offset(first / RATE) / 1000)
        packets += audio.encode(np.stack([sound, sound]), first, 0.0)
    leaving = [replace(packet, at=packet.pts / (VIDEO_CLOCK if packet.kind is Kind.VIDEO else RATE)) for packet in packets]
    return (video.track, audio.track), sorted(leaving, key=lambda packet: packet.at)


def publish(session: Session, url: str) -> float:
    """Publishes it all; the wall second at which it began."""
    tracks, packets = clip(session)
    with whip.publish(url, tracks, Patience()) as publisher:
        epoch = clock.seconds()
        for packet, _ in paced(packets, epoch):
            publisher.send(packet)
    return epoch


def measure(url: str) -> list[tuple[float, float]]:
    """(end of the second, offset in ms) of every mark, until the publisher leaves."""
    reader, metric = Reader(), AvOffset()
    found: list[tuple[float, float]] = []
    start: float | None = None
    for event in joined(url):
        start = event.arrival if start is None else start
        while event.arrival >= start + 1:
            found += [
                (start + 1, value) for name, value in metric.measure(reader.window(start, start + 1)) if name == "av_offset"
            ]
            start += 1
        reader.feed(event)
    return found


def joined(url: str) -> Iterator[Event]:
    """The stream's events, as soon as somebody publishes it: encoding it all comes first."""
    return iter(whep.play(url, Patience(connect=120.0, silence=2.0)))


def errors(session: Session, epoch: float, found: Sequence[tuple[float, float]]) -> dict[int, list[float]]:
    """Milliseconds of error of each mark, by injected offset. Seconds in which the offset changed are left out."""
    by_offset: dict[int, list[float]] = {}
    for end, measured in found:
        second = end - epoch
        within = (second - LEAD) % HELD
        if LEAD + SETTLED <= second <= session.seconds and within >= SETTLED:
            by_offset.setdefault(session.offset(second), []).append(measured - session.offset(second))
    return by_offset


def run(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2 * AT_ONCE, get_context("spawn")) as pool:
        janus = Janus(Path(folder))
        janus.up()
        try:
            made = sessions(count)
            for at_once in zip(*[iter(made)] * AT_ONCE, strict=True):
                running = []
                for session in at_once:
                    there, back = (janus.urls()[use].format(name=session.name) for use in ("publish whip", "play whep"))
                    running.append((session, pool.submit(publish, session, there), pool.submit(measure, back)))
                for session, began, found in running:
                    report(session, errors(session, began.result(), found.result()))
        finally:
            janus.down()
    for codec in (Codec.H264, Codec.VP8):
        summary(codec)


RESULTS: dict[Codec, list[dict[int, list[float]]]] = {Codec.H264: [], Codec.VP8: []}


def report(session: Session, found: dict[int, list[float]]) -> None:
    RESULTS[session.codec].append(found)
    every = np.array([error for each in found.values() for error in each])
    print(
        f"{session.name:8} {len(found)}/{len(session.offsets)} offsets, {len(every):3} marks: "
        f"bias {np.median(every):+.2f} ms, mean |e| {np.abs(every).mean():.2f}, max |e| {np.abs(every).max():.2f}",
        flush=True,
    )


def summary(codec: Codec) -> None:
    offsets = {offset for session in RESULTS[codec] for offset in session}
    every = np.abs([error for session in RESULTS[codec] for each in session.values() for error in each])
    print(
        f"{codec} + opus: {len(RESULTS[codec])} sessions, {len(offsets)}/{len(OFFSETS)} offsets, {len(every)} marks: "
        f"mean error {every.mean():.2f} ms (≤ 1), max {every.max():.2f} ms (≤ 2)"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=16)
    run(parser.parse_args().sessions)
