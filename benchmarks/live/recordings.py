"""Clean streams watched for long, and kept: what every series showed, second by second. The material for rules and false alarms.

    python -m benchmarks.live.recordings [--minutes 60] [--ways loopback,rtmp,flv,hls,webrtc]

Each minute is another stretch of one of the packaged shows, in virtual time, without a fault. What was recorded before is not recorded again.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.live import ways
from houdun import clock
from houdun.files import cache_folder, write
from houdun.probe.detection.detector import Detector
from houdun.probe.session import Second, watch
from houdun.scenario import show as shows
from houdun.scenario.performance import perform

EPOCH = 1_760_000_000.0
SIZE = {"width": 426, "height": 240, "video_kbps": 150}
Samples = list[list[tuple[str, float]]]
"""By second, (series, value) in order."""


def folder() -> Path:
    return cache_folder("recordings")


def kept(name: str) -> Samples:
    """A recording. Raises FileNotFoundError where there is none."""
    return [
        [(series, value) for series, value in second]
        for second in json.loads(gzip.decompress((folder() / f"{name}.json.gz").read_bytes()))
    ]


def keep(name: str, samples: Samples) -> None:
    folder().mkdir(parents=True, exist_ok=True)
    write(folder() / f"{name}.json.gz", gzip.compress(json.dumps(samples).encode(), 5))


def clean(way: str, seconds: float, seed: int) -> Iterator[Second]:
    """A healthy stream by that way. The show's loop is encoded once and cached; the way's jitter differs by seed."""
    names = shows.packaged()
    show = shows.load(names[seed % len(names)])
    setup = show.setup.changed({**SIZE, **ways.SETTINGS.get(way, {})})
    performance = perform(show, setup, seconds=seconds, epoch=EPOCH)
    return watch(ways.events(way, performance.stream(), epoch=EPOCH, seed=seed), way, detector=Detector(way, ()))


def record(way: str, minutes: int) -> Samples:
    """One session a show, each of its share of the minutes."""
    samples: Samples = []
    shares = len(shows.packaged())
    for seed in range(shares):
        samples += [list(second.samples) for second in clean(way, 60.0 * minutes / shares, seed)]
    return samples


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--ways", default=",".join(ways.NAMES))
    asked = parser.parse_args()
    for way in asked.ways.split(","):
        name, began = f"{way}-{asked.minutes}", clock.steady()
        if not (folder() / f"{name}.json.gz").exists():
            keep(name, record(way, asked.minutes))
        print(f"{way:10} {len(kept(name)) / 60:6.1f} minutes recorded, in {clock.steady() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
