"""What real servers do to detection, diagnosis and bundles: streams are published to each, a fault comes in the middle, and the probe sits behind the server.

    python -m benchmarks.live.served [--detections 220] [--diagnoses held-out|tuning|none] [--only FAULT,…] [--at-once 10]

nginx-rtmp (RTMP, HLS), node-media-server (RTMP, HTTP-FLV) and Janus (WHIP, WHEP), several streams at once in processes of their own; about half an hour.
To reach: first affected sample → detected, p99 ≤ 5 s; → bundle on disk ≤ 1 s; the true layer among the first two ≥ 95 %, the true cause with evidence ≥ 95 %.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TypeVar

from benchmarks.live import served_detection, served_diagnosis, servers
from benchmarks.live.diagnosis import Judged, judged, told
from benchmarks.live.served_detection import Known

Addresses = Mapping[str, tuple[str, str]]
Job = TypeVar("Job")
Result = TypeVar("Result")


def at_once(work: Callable[..., Result], jobs: Iterable[tuple[object, ...]], processes: int) -> Iterator[Result]:
    """The results as they come."""
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for each in as_completed([pool.submit(work, *job) for job in jobs]):
            yield each.result()


def detections(count: int, processes: int, ways: Addresses) -> Sequence[Known]:
    served_detection.encode()
    shifts = served_detection.shifts(count)
    random.Random(count).shuffle(shifts)
    found = list(at_once(served_detection.run, [(shift, *ways[shift.way]) for shift in shifts], processes))
    return sorted(found, key=lambda each: each.shift.seed)


def diagnoses(which: str, only: set[str], processes: int, ways: Addresses) -> Sequence[Judged]:
    cases = [case for case in served_diagnosis.dealt(which) if not only or case.fault in only]
    jobs = [(case, number, *ways[case.way]) for number, case in enumerate(cases)]
    random.Random(which).shuffle(jobs)
    seen = list(at_once(served_diagnosis.run, jobs, processes))
    print(f"{sum(each is None for _, each in seen)} of {len(seen)} runs could not be made: the machine was too busy")
    found = [judged(case, each) for case, each in seen if each is not None]
    return sorted(found, key=lambda each: cases.index(each.case))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--detections", type=int, default=220)
    parser.add_argument("--diagnoses", default="held-out", choices=("held-out", "tuning", "none"))
    parser.add_argument("--only", default="", help="faults to be diagnosed")
    parser.add_argument("--at-once", type=int, default=10)
    asked = parser.parse_args()
    with servers.up() as ways:
        if asked.diagnoses != "none":
            only = set(filter(None, asked.only.split(",")))
            found = diagnoses(asked.diagnoses, only, asked.at_once, ways)
            print("\n".join([*told(found), "", *served_diagnosis.by_way(found)]), flush=True)
        if asked.detections:
            print("\n".join(served_detection.told(detections(asked.detections, asked.at_once, ways))), flush=True)


if __name__ == "__main__":
    main()
