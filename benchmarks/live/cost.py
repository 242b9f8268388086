"""What watching a stream costs over plainly decoding it: CPU seconds, 720p30 at 500 kbit/s H.264 with AAC at 64.

    python -m benchmarks.live.cost [ROUNDS] [SECONDS]

Every way runs once a round, one after the other in the same process; the least of a way's rounds is its cost, since what disturbs a
measurement only ever adds to it. "Plain" is PyAV alone: demultiplex and decode, one thread, results dropped. To reach: the whole probe within
1.20 of it, and within 0.90 where the loop filter is skipped (what the codes and every metric but the look of the picture need).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av

from houdun.media.endpoints.container import Decoding, recorded
from houdun.media.events import Event
from houdun.media.track import Packet
from houdun.media.wire import flv
from houdun.probe.reader import Reader
from houdun.probe.session import Session
from houdun.scenario import show
from houdun.scenario.performance import perform

SHOW = "solo"


def main(rounds: int = 7, seconds: float = 60.0) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stream.flv"
        performance = perform(show.load(SHOW), seconds=seconds, cache=Path(folder))
        writer = flv.Writer(performance.tracks)
        path.write_bytes(writer.head() + b"".join(writer.packet(packet) for packet in performance))
        print(
            f"{SHOW}, {path.stat().st_size * 8 / seconds / 1000:.0f} kbit/s in all; milliseconds of CPU a second of stream, least of {rounds}"
        )
        least = _measured(path, rounds)
    plain = least["plain decoding"]
    for name, cost in least.items():
        print(f"{name:34}{cost / seconds * 1000:8.2f}{cost / plain:8.2f}")
    whole, light = least["whole probe"] / plain, least["whole probe, no loop filter"] / plain
    print(
        f"to reach: whole probe 1.20 ({'yes' if whole <= 1.2 else 'no'}), without the loop filter 0.90 ({'yes' if light <= 0.9 else 'no'})"
    )


def _measured(path: Path, rounds: int) -> dict[str, float]:
    ways: dict[str, Callable[[], None]] = {
        "plain decoding": lambda: _plain(path),
        "our player": lambda: _play(path, True),
        "our player and reader": lambda: _read(path, True),
        "whole probe": lambda: _watch(path, True),
        "plain decoding, no loop filter": lambda: _plain(path, loop_filter=False),
        "our player, no loop filter": lambda: _play(path, False),
        "whole probe, no loop filter": lambda: _watch(path, False),
    }
    least = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.process_time()
            way()
            least[name] = min(least[name], time.process_time() - start)
    return least


def _plain(path: Path, loop_filter: bool = True) -> None:
    with av.open(str(path)) as container:
        for stream in container.streams:
            stream.codec_context.thread_count = 1
        if not loop_filter:
            container.streams.video[0].codec_context.options = {"skip_loop_filter": "all"}
        for _ in container.decode():
            pass


def _events(path: Path, loop_filter: bool) -> Iterator[Event]:
    decoding = Decoding(loop_filter=loop_filter)
    for item in recorded(path):
        yield from decoding.feed(item, item.at if isinstance(item, Packet) else 0.0)


def _play(path: Path, loop_filter: bool) -> None:
    for _ in _events(path, loop_filter):
        pass


def _read(path: Path, loop_filter: bool) -> None:
    reader, end = Reader(), 1.0
    for event in _events(path, loop_filter):
        if event.arrival >= end:
            reader.window(end - 1, end)
            end += 1
        reader.feed(event)


def _watch(path: Path, loop_filter: bool) -> None:
    session = Session("stream")
    for event in _events(path, loop_filter):
        session.feed(event)
    session.finish()


if __name__ == "__main__":
    main(*(kind(value) for kind, value in zip((int, float), sys.argv[1:], strict=False)))
