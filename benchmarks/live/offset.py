"""How exactly an offset of sound against picture is measured over TCP: loopback, RTMP, HTTP-FLV and HLS, through real servers.

    python -m benchmarks.live.offset [--paths loopback,rtmp,flv,hls] [--seconds 8] [--at-once 6]

−500…+500 ms in steps of 20 ms, a session each, several at once. The sound's content is shifted before it is encoded, the stamps are not: what is
measured is the marks as decoded, by the product's own reader and `av_offset`. To reach: mean error ≤ 0.5 ms, largest ≤ 1 ms; HLS ≤ 1, ≤ 2.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from houdun import clock
from houdun.errors import HoudunError
from houdun.media import endpoints
from houdun.media.endpoints.port import Patience, Player
from houdun.media.events import VideoSeen
from houdun.media.pacing import paced
from houdun.media.servers.nginx import Nginx
from houdun.media.servers.node_media import NodeMedia
from houdun.media.servers.process import Server
from houdun.media.track import Packet, Track
from houdun.probe.metrics.av_offset import AvOffset
from houdun.probe.reader import Reader
from houdun.testing.streams import encoded

OFFSETS = range(-500, 501, 20)
SIZE = (640, 360)
LIMITS = {"hls": (1.0, 2.0)}
USUAL = (0.5, 1.0)


def paths(running: Mapping[str, Server]) -> dict[str, tuple[str, str]]:
    """(publish, play) templates by path."""
    nginx, node = running["nginx"].urls(), running["node-media-server"].urls()
    return {
        "loopback": ("loop://{name}", "loop://{name}"),
        "rtmp": (nginx["publish rtmp"], nginx["play rtmp"]),
        "rtmp node-media-server": (node["publish rtmp"], node["play rtmp"]),
        "flv": (node["publish rtmp"], node["play flv"]),
        "hls": (nginx["publish rtmp"], nginx["play hls"]),
    }


def publish(url: str, stream: Sequence[Track | Packet]) -> None:
    tracks = [item for item in stream if isinstance(item, Track)]
    with endpoints.publish(url, tracks) as publisher:
        for packet, _ in paced([item for item in stream if isinstance(item, Packet)], clock.seconds()):
            publisher.send(packet)


def session(there: str, back: str, offset: int, seconds: float) -> tuple[list[float], int]:
    """The error of every mark in milliseconds, and how many pictures came."""
    stream = encoded(seconds, late=offset / 1000, size=SIZE)
    publishing = threading.Thread(target=publish, args=(there, stream))
    publishing.start()
    reader, metric, pictures = Reader(), AvOffset(), 0
    for event in joined(back):
        reader.feed(event)
        pictures += isinstance(event, VideoSeen)
    publishing.join()
    window = reader.window(0.0, float("inf"))
    window.end = clock.seconds()
    return [value - offset for name, value in metric.measure(window) if name == "av_offset"], pictures


def joined(url: str) -> Player:
    return endpoints.play(url, Patience(connect=10.0, silence=2.5))


def sweep(name: str, way: tuple[str, str], seconds: float, at_once: int) -> None:
    def one(offset: int) -> tuple[list[float], int]:
        label = f"{name.replace(' ', '-')}-{offset + 500}"
        return session(way[0].format(name=label), way[1].format(name=label), offset, seconds)

    with ThreadPoolExecutor(at_once) as pool:
        found = list(pool.map(one, OFFSETS))
    errors = np.abs([error for each, _ in found for error in each])
    seen = sum(bool(each) for each, _ in found)
    mean, largest = LIMITS.get(name, USUAL)
    print(
        f"{name:24} {seen}/{len(OFFSETS)} offsets, {len(errors)} marks, {sum(count for _, count in found)} pictures: "
        f"mean error {errors.mean():.3f} ms (≤ {mean}), max {errors.max():.3f} ms (≤ {largest})",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paths", default="loopback,rtmp,rtmp node-media-server,flv,hls")
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--at-once", type=int, default=6)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        running: dict[str, Server] = {each.name: each for each in (Nginx(Path(folder)), NodeMedia(Path(folder)))}
        try:
            for server in running.values():
                server.up()
            for name in asked.paths.split(","):
                sweep(name, paths(running)[name], asked.seconds, asked.at_once)
        except HoudunError as error:
            print(error)
        finally:
            for server in running.values():
                server.down()


if __name__ == "__main__":
    main()
