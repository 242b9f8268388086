"""Clean streams through real servers, watched in real time and kept beside the virtual ones: nginx (RTMP, HLS), node-media-server (RTMP, HTTP-FLV)
and Janus (WebRTC).

    python -m benchmarks.live.recordings_served [--minutes 10] [--ways rtmp,flv,…]

All ways at once, a publisher and a probe each, on loopback. The machine's own business is in the figures: that is what they are for.
"""

from __future__ import annotations

import argparse
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from benchmarks.live import servers
from benchmarks.live.recordings import SIZE, Samples, keep
from houdun import clock
from houdun.media import endpoints
from houdun.media.endpoints.port import Patience
from houdun.media.pacing import paced
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


def clean(way: str, seconds: float) -> Performance:
    show = shows.load("solo")
    return perform(show, servers.fitting(show.setup.changed(SIZE), way), seconds=seconds)


def record(performance: Performance, there: str, back: str, seconds: float) -> Samples:
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


def all_at_once(ways: Mapping[str, tuple[str, str]], seconds: float) -> None:
    performances = {way: clean(way, seconds + JOINED_S) for way in ways}  # one after the other: the first one encodes the loop

    def one(way: str) -> str:
        name = f"{way.removesuffix('-server')}-server".replace(" ", "-")
        there, back = (url.format(name=name) for url in ways[way])
        samples = record(performances[way], there, back, seconds)
        keep(f"{name}-{round(seconds / 60)}", samples)
        return f"{name}: {len(samples)} seconds kept"

    with ThreadPoolExecutor(len(ways)) as pool:
        for told in pool.map(one, ways):
            print(told, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--ways", default=",".join(servers.SERVED))
    asked = parser.parse_args()
    wanted = asked.ways.split(",")
    with servers.up(wanted) as ways:
        all_at_once({way: ways[way] for way in wanted}, 60.0 * asked.minutes)


if __name__ == "__main__":
    main()
