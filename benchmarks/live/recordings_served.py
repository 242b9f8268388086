"""Clean streams through real servers, watched in real time and kept beside the virtual ones: nginx (RTMP, HLS) and node-media-server (RTMP, HTTP-FLV).

    python -m benchmarks.live.recordings_served [--minutes 10]

All ways at once, a publisher and a probe each, on loopback. The machine's own business is in the figures: that is what they are for.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.live.offset import paths
from benchmarks.live.recordings import SIZE, Samples, keep
from houdun import clock
from houdun.media import endpoints
from houdun.media.endpoints.port import Patience
from houdun.media.pacing import paced
from houdun.media.servers.nginx import Nginx
from houdun.media.servers.node_media import NodeMedia
from houdun.media.servers.process import Server
from houdun.probe.detection.detector import Detector
from houdun.probe.session import watch
from houdun.scenario import show as shows
from houdun.scenario.performance import Performance, perform

HEAD_START_S = 2.0
JOINED_S = 10
"""Seconds at the start that are not kept: joining is not a steady stream."""


def publish(url: str, performance: Performance) -> None:
    with endpoints.publish(url, performance.tracks) as publisher:
        epoch = clock.seconds()
        performance.begin(epoch)
        for packet, _ in paced(performance, epoch):
            publisher.send(packet)


def record(there: str, back: str, seconds: float) -> Samples:
    show = shows.load("solo")
    performance = perform(show, show.setup.changed(SIZE), seconds=seconds + JOINED_S)
    publishing = threading.Thread(target=publish, args=(there, performance))
    publishing.start()
    threading.Event().wait(HEAD_START_S)
    player = endpoints.play(back, Patience(connect=20.0, silence=10.0))
    stop = threading.Timer(seconds + JOINED_S - 2 * HEAD_START_S, player.stop)
    stop.start()
    kept = [list(second.samples) for second in watch(player, "clean", detector=Detector("clean", ()))]
    stop.cancel()
    publishing.join()
    return kept[JOINED_S:-2]


def all_at_once(ways: dict[str, tuple[str, str]], seconds: float) -> None:
    def one(name: str) -> str:
        there, back = (url.format(name=name.replace(" ", "-")) for url in ways[name])
        samples = record(there, back, seconds)
        keep(f"{name} server-{round(seconds / 60)}".replace(" ", "-"), samples)
        return f"{name}: {len(samples)} seconds kept"

    with ThreadPoolExecutor(len(ways)) as pool:
        for told in pool.map(one, ways):
            print(told, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        running: dict[str, Server] = {each.name: each for each in (Nginx(Path(folder)), NodeMedia(Path(folder)))}
        try:
            for server in running.values():
                server.up()
            ways = paths(running)
            all_at_once({name: way for name, way in ways.items() if name != "loopback"}, 60.0 * asked.minutes)
        finally:
            for server in running.values():
                server.down()


if __name__ == "__main__":
    main()
