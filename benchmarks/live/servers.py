"""The ways through real servers: which server, published to how, played from it how."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from houdun.media import servers
from houdun.media.track import Codec
from houdun.scenario.setup import Setup

SERVED = {
    "rtmp": ("nginx", "publish rtmp", "play rtmp"),
    "rtmp node-media-server": ("node-media-server", "publish rtmp", "play rtmp"),
    "flv": ("node-media-server", "publish rtmp", "play flv"),
    "hls": ("nginx", "publish rtmp", "play hls"),
    "webrtc": ("janus", "publish whip", "play whep"),
}
"""By way: the server, and the uses of its addresses."""
WEBRTC = "webrtc"
LOCKED = "rtmp with a key"
KNOWN = {**SERVED, LOCKED: ("nginx", "publish rtmp with a key", "play rtmp")}


@contextmanager
def up(ways: Iterable[str] = SERVED) -> Iterator[Mapping[str, tuple[str, str]]]:
    """Templates of addresses to publish to and to play from, by way, while the servers are up. Raises as `servers.up` does."""
    wanted = {KNOWN[way][0] for way in ways}
    with tempfile.TemporaryDirectory() as folder:
        try:
            running = {server.name: server.urls() for server in servers.up(sorted(wanted), Path(folder))}
            yield {
                way: (running[server][there], running[server][back])
                for way, (server, there, back) in KNOWN.items()
                if server in running
            }
        finally:
            servers.down(sorted(wanted), Path(folder))


def fitting(setup: Setup, way: str) -> Setup:
    """WebRTC carries no AAC."""
    return setup.changed({"audio_codec": Codec.OPUS}) if way == WEBRTC else setup
