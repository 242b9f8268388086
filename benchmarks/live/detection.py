"""How soon a shift of sound against picture is known: from the first affected sample received to the detection, by way; and to the bundle on disk.

    python -m benchmarks.live.detection [--runs 60]

Shifts of 80 to 500 ms, both signs, at any moment of a second, in virtual time: the sound's stamps move at the publisher, the way delivers them, the
product's own session detects. To reach: p99 ≤ 5 s over all runs, none missed; the bundle at most 1 s later, measured on the machine's clock.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.live import ways
from houdun import clock
from houdun.flow.bundling import Keeper
from houdun.flow.probe import BEAT, QUIET
from houdun.media.events import AudioSeen, Event
from houdun.probe.session import Second, Session
from houdun.scenario import show as shows
from houdun.scenario.performance import perform

EPOCH = 1_760_000_000.0
SIZE = {"width": 320, "height": 180, "video_kbps": 150}
BEFORE_S, AFTER_S = 14.0, 9.0
SHIFTS = (80.0, 100.0, 150.0, 240.0, 500.0)
LIMIT_S, BUNDLE_S, BUNDLES = 5.0, 1.0, 12


def stream(way: str, shift: float, at: float, seed: int) -> Iterator[Event]:
    """A healthy show whose sound is late by `shift` ms from stream second `at` on."""
    names = shows.packaged()
    show = shows.load(names[seed % len(names)])
    setup = show.setup.changed({**SIZE, **ways.SETTINGS.get(way, {})})
    performance = perform(show, setup, remedies=[(at, {"audio_delay_ms": shift})], seconds=BEFORE_S + AFTER_S + 1, epoch=EPOCH)
    return ways.events(way, performance.stream(), epoch=EPOCH, seed=seed)


def delay(way: str, shift: float, at: float, seed: int) -> float:
    """Seconds from the first affected sample's arrival to the moment when it was known; infinity where it never was."""
    session, last = Session(way), EPOCH
    affected: float = np.inf
    first = at + shift / 1000
    for event in stream(way, shift, at, seed):
        beats = np.arange(
            last + QUIET + BEAT / 2, event.arrival, BEAT
        )  # the clock's looks into a silence, as `houdun probe` has them
        closed = [(beat, second) for beat in beats.tolist() for second in session.until(beat - QUIET)]
        for now, second in [*closed, *((event.arrival, second) for second in session.feed(event))]:
            if any(each.metric == "av_offset" for each in second.detections):
                return float(now - affected)
        last = event.arrival
        if isinstance(event, AudioSeen) and event.pts >= first and affected == np.inf:
            affected = event.arrival
    return np.inf


def bundles(folder: Path) -> list[float]:
    """Seconds from the detection's second being told to the whole bundle on disk."""
    took = []
    for seed in range(BUNDLES):
        with Keeper(folder, "rtmp://play.example.com/live/room") as keeper:
            session = Session("room")
            for event in stream("rtmp", 150.0, BEFORE_S, seed):
                for second in session.feed(event):
                    took += told(keeper, second, folder)
                keeper.event(event)
    return took


def told(keeper: Keeper, second: Second, folder: Path) -> list[float]:
    before, began = len(list(folder.glob("2*"))), clock.steady()
    keeper.second(second)
    if not second.detections:
        return []
    while len(list(folder.glob("2*"))) == before and clock.steady() - began < 10:
        time.sleep(0.005)  # another thread writes the bundle: when it stands on the disk shows on the disk alone
    return [clock.steady() - began]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=60)
    asked = parser.parse_args()
    everything: list[float] = []
    print("| way | runs | median s | p99 s | most s | missed |\n|---|---|---|---|---|---|")
    for way in ways.NAMES:
        generator = random.Random(way)
        delays = [
            delay(way, SHIFTS[run % len(SHIFTS)] * (-1) ** (run // len(SHIFTS)), BEFORE_S + generator.random(), run)
            for run in range(asked.runs)
        ]
        everything += delays
        print(row(way, delays), flush=True)
    print(row("all", everything))
    print(f"to reach: p99 ≤ {LIMIT_S} s: {'reached' if np.quantile(everything, 0.99) <= LIMIT_S else 'not reached'}")
    with tempfile.TemporaryDirectory() as folder:
        took = bundles(Path(folder))
    print(
        f"detection → bundle on disk, {len(took)} bundles: median {np.median(took):.2f} s, most {max(took):.2f} s (to reach: ≤ {BUNDLE_S} s)"
    )


def row(name: str, delays: list[float]) -> str:
    found = [each for each in delays if np.isfinite(each)]
    return f"| {name} | {len(delays)} | {np.median(found):.2f} | {np.quantile(found, 0.99):.2f} | {max(found):.2f} | {len(delays) - len(found)} |"


if __name__ == "__main__":
    main()
