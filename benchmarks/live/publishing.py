"""What publishing a stream costs: CPU seconds a second of stream, in real time, 720p30 at 500 kbit/s.

    python -m benchmarks.live.publishing [SECONDS]

Carousels (encoded once, played for ever) against live encoding; each writes FLV to a file, paced by the wall clock as for a network. Carousels run
alone and ten at once; what is counted is this process's CPU, Python and codecs included. To reach: 0.02 of a core for a carousel.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from houdun.flow.play import Asked, play
from houdun.media import endpoints
from houdun.scenario.fault import Fault
from houdun.scenario.show import Show, load, packaged

MANY = 10
WARM_S = 9.0
"""After one sway of the host all that moves has been drawn once."""


class Encoding(Fault):
    """No fault at all, but encoded live."""

    encodes = True


def main(seconds: float = 20.0) -> None:
    with tempfile.TemporaryDirectory() as folder:
        solo = load("solo")
        _publish(solo, None, 1.0, Path(folder) / "built.flv")
        print("CPU seconds a second of stream")
        carousel = _cost(lambda: _publish(solo, None, seconds, Path(folder) / "one.flv"), seconds)
        print(f"{'carousel':28}{carousel:8.4f}")
        many = _cost(lambda: _at_once(solo, seconds, Path(folder)), seconds) / MANY
        print(f"{f'carousel, each of {MANY}':28}{many:8.4f}")
        for name in packaged():
            live = partial(_publish, load(name), Encoding({}), seconds + WARM_S, Path(folder) / "live.flv")
            cost = _cost(live, seconds)
            print(f"{f'live, {name}':28}{cost:8.4f}")
        print(f"to reach: a carousel 0.02 ({'yes' if many <= 0.02 else 'no'})")


def _publish(show: Show, fault: Fault | None, seconds: float, path: Path) -> None:
    for _ in play(Asked(show=show, seconds=seconds, fault=fault), str(path), endpoints.publish):
        pass


def _at_once(show: Show, seconds: float, folder: Path) -> None:
    streams = [threading.Thread(target=_publish, args=(show, None, seconds, folder / f"{number}.flv")) for number in range(MANY)]
    for stream in streams:
        stream.start()
    for stream in streams:
        stream.join()


def _cost(run: Callable[[], None], seconds: float) -> float:
    """CPU of the last `seconds` of the run."""
    done = threading.Event()
    marks: list[tuple[float, float]] = []

    def watch() -> None:
        while not done.wait(1.0):
            marks.append((time.monotonic(), time.process_time()))

    watching = threading.Thread(target=watch)
    watching.start()
    run()
    done.set()
    watching.join()
    late = [mark for mark in marks if mark[0] >= marks[-1][0] - seconds + 1]
    return (late[-1][1] - late[0][1]) / (late[-1][0] - late[0][0])


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
