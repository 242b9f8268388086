"""How many streams one machine publishes and probes at once, every one still measured to the millisecond.

    python -m benchmarks.live.load [--streams 30] [--seconds 40] [--processes 3]

Every stream is a show of ours (720p30, 500 kbit/s, from the carousel) sent by RTMP to nginx and played back from it, with all probes and the change detection. To reach:
30 streams on 2 cores, each offset within 1 ms, no picture lost. The CPU of publishers, probes and the server is told apart.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any

from houdun import clock
from houdun.errors import HoudunError
from houdun.flow.play import ask, play
from houdun.flow.probe import Probing, probe
from houdun.media import endpoints
from houdun.media.servers.nginx import Nginx
from houdun.probe.session import Second
from houdun.scenario.performance import perform
from houdun.scenario.show import load

JOINING = 5.0
"""Seconds after which all have joined and offsets count."""
LIMIT = 1.0
SHOW = "solo"


@dataclass(frozen=True, slots=True)
class Measured:
    """One stream: its worst offset in milliseconds, pictures lost, seconds in which an offset was measured."""

    worst: float
    lost: float
    seconds: int


def published(url: str, seconds: float) -> None:
    for _ in play(ask(SHOW, seconds=seconds), url, endpoints.publish):
        pass


def probed(url: str, seconds: float) -> Measured:
    offsets: list[float] = []
    lost: list[float] = []

    def see(second: Second) -> None:
        if second.at / 1000 - began < JOINING:
            return
        offsets.extend(value for series, value in second.samples if series == "av_offset")
        lost.extend(value for series, value in second.samples if series == "frames_lost")

    began = clock.seconds()
    probe(Probing(address=url, seconds=seconds), see)
    return Measured(max(map(abs, offsets), default=float("inf")), sum(lost), len(lost))


def all_at_once(work: Callable[..., Any], arguments: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Each in a thread of this process."""
    results: list[Any] = [None] * len(arguments)

    def one(index: int) -> None:
        results[index] = work(*arguments[index])

    threads = [threading.Thread(target=one, args=(index,)) for index in range(len(arguments))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def share(role: str, urls: Sequence[str], seconds: float, answers: multiprocessing.Queue[Any]) -> None:
    """A process's share of the streams; puts what it measured, and the CPU seconds that it took."""
    if role == "publish":
        found = all_at_once(published, [(url, seconds + 10) for url in urls])
    else:
        found = all_at_once(probed, [(url, seconds) for url in urls])
    used = getrusage(RUSAGE_SELF)
    answers.put((role, found, used.ru_utime + used.ru_stime))


def run(publish: str, plays: str, streams: int, seconds: float, processes: int) -> list[tuple[str, list[Measured], float]]:
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[Any] = context.Queue()
    names = [f"load{index}" for index in range(streams)]
    workers = []
    for role, template, wait in (("publish", publish, 4.0), ("probe", plays, 0.0)):
        for part in range(processes):
            urls = [template.format(name=name) for name in names[part::processes]]
            workers.append(context.Process(target=share, args=(role, urls, seconds, answers)))
            workers[-1].start()
        threading.Event().wait(wait)
    found = [answers.get() for _ in workers]
    for worker in workers:
        worker.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=40.0)
    parser.add_argument("--processes", type=int, default=3, help="for each of the two roles")
    asked = parser.parse_args()
    next(iter(perform(load(SHOW), seconds=1.0)))  # the carousel is encoded once, before the clock runs
    with tempfile.TemporaryDirectory() as folder:
        nginx = Nginx(Path(folder))
        try:
            nginx.up()
            urls = nginx.urls()
            found = run(urls["publish rtmp"], urls["play rtmp"], asked.streams, asked.seconds, asked.processes)
        except HoudunError as error:
            print(error)
            return
        finally:
            nginx.down()
    tell(found, asked.seconds)


def tell(found: Sequence[tuple[str, list[Measured], float]], seconds: float) -> None:
    streams = [each for role, measured, _ in found if role == "probe" for each in measured]
    inside = [each for each in streams if each.worst <= LIMIT and each.seconds]
    print(
        f"streams: {len(streams)}, inside {LIMIT} ms: {len(inside)}; worst offset {max(each.worst for each in streams):.3f} ms; lost {sum(each.lost for each in streams):.0f}"
    )
    for role in ("publish", "probe"):
        used = sum(cpu for its, _, cpu in found if its == role)
        print(f"{role}: {used / seconds:.2f} core in all, {used / seconds / len(streams):.4f} a stream (starting included)")
    children = getrusage(RUSAGE_CHILDREN)
    print(f"all children: {(children.ru_utime + children.ru_stime) / seconds:.2f} core")


if __name__ == "__main__":
    main()
