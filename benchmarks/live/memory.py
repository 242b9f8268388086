"""Is the probe's memory flat? An hour of a stream, decoded for real in virtual time, with both recordings and the summary.

    python -m benchmarks.live.memory [MINUTES]

Prints resident memory and Python's live blocks every five minutes, and their slopes after the first ten. Only memory that grows with every second
has a slope: to reach is less than 2 MB an hour and 100 blocks a minute, which is what measuring it twice may differ by.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from houdun.media.endpoints.replay import Replay
from houdun.media.track import Packet, Track
from houdun.probe.recording.lines import JsonLines
from houdun.probe.recording.parquet import ParquetFile
from houdun.probe.session import watch
from houdun.probe.summary import Summary
from houdun.testing.streams import encoded

LOOP = 32.0
"""Seconds that are encoded once and looped: whole frames, blocks of sound and marks."""
SETTLED = 10
EVERY = 5
EPOCH = 1_800_000_000.0


def main(minutes: int = 60) -> None:
    samples: list[tuple[float, float, float]] = []
    summary = Summary()
    with (
        tempfile.TemporaryDirectory() as folder,
        ParquetFile(Path(folder) / "x.parquet") as parquet,
        JsonLines(Path(folder) / "x.jsonl", "room1", 0) as lines,
    ):
        for second in watch(Replay(looped(minutes * 60.0), epoch=EPOCH), "room1", began=EPOCH):
            for keep in (summary.add, parquet.second, lines.second):
                keep(second)
            if summary.seconds % 60 == 0:
                samples.append(sampled(summary.seconds / 60))
    show(samples)


def looped(seconds: float) -> Iterator[Track | Packet]:
    """The same seconds again and again, their stamps going on."""
    stream = encoded(LOOP)
    ticks = {each.kind: round(1 / each.time_base) for each in stream if isinstance(each, Track)}
    yield from (each for each in stream if isinstance(each, Track))
    # The last block of sound ends behind the picture: it is left out, or the next loop would begin with a step backwards.
    packets = [each for each in stream if isinstance(each, Packet) and each.pts + each.duration <= LOOP * ticks[each.kind]]
    for begins in np.arange(0.0, seconds, LOOP).tolist():
        for each in packets:
            by = round(begins * ticks[each.kind])
            yield replace(each, pts=each.pts + by, dts=each.dts + by, at=each.at + begins)


def sampled(minute: float) -> tuple[float, float, float]:
    """(minute, resident MB, live blocks)."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return minute, pages * os.sysconf("SC_PAGE_SIZE") / 1e6, float(sys.getallocatedblocks())


def show(samples: list[tuple[float, float, float]]) -> None:
    for minute, resident, blocks in samples:
        if minute % EVERY == 0:
            print(f"{minute:6.0f} min{resident:10.1f} MB{blocks:12,.0f} blocks")
    minute, resident, blocks = np.array([each for each in samples if each[0] >= min(SETTLED, samples[-1][0] / 2)]).T
    print(
        f"slope: {np.polyfit(minute, resident, 1)[0] * 60:+.2f} MB an hour, {np.polyfit(minute, blocks, 1)[0]:+.0f} blocks a minute"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
