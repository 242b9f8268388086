"""`houdun play` in one terminal and `houdun probe` in another, with each real server between them: all at once, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from houdun import clock
from houdun.media.servers.process import Server
from houdun.media.track import Codec
from houdun.scenario.performance import perform
from houdun.scenario.show import read

pytestmark = pytest.mark.servers
SHOW = """
layout = "solo"
title = { zh = "小节目", en = "A small show" }
length_s = 600
stream = { width = 320, height = 180, fps = 15, video_kbps = 100 }
hosts = [{ name = { zh = "林", en = "Lin" }, look = "lin", voice = "alto" }]
viewers = [{ at_s = 0, count = 1200 }]
"""
SECONDS = 6.0
STALE_AFTER = 6.0
ON_AIR = 60.0
"""Seconds that a publisher may take to come on air on a machine that is busy."""


@dataclass(frozen=True)
class Terminal:
    """Where commands are typed."""

    folder: Path

    @contextmanager
    def playing(self, name: str, url: str, *words: str) -> Iterator[Path]:
        """A show on air, and what was printed; ended by Ctrl-C."""
        log, told = self.folder / f"{name}.log", self.folder / f"{name}.out"
        with told.open("w") as out, self._typed(out, "play", "own.toml", "--to", url, "--log", str(log), *words) as process:
            try:
                until = clock.steady() + ON_AIR
                while not (log.exists() and log.stat().st_size):
                    assert process.poll() is None, told.read_text(encoding="utf-8")
                    assert clock.steady() < until, "it never came on air"
                    threading.Event().wait(0.1)
                yield told
            finally:
                process.send_signal(signal.SIGINT)
                process.wait(20)
        assert process.returncode == 0, told.read_text(encoding="utf-8")

    def probed(self, name: str, url: str, seconds: float = SECONDS) -> Probed:
        file, told = self.folder / f"{name}.jsonl", self.folder / f"{name}.probed"
        words = ("probe", url, "--seconds", str(seconds), "--json", str(file))
        with told.open("w") as out, self._typed(out, *words) as process:
            process.wait(60)
        assert process.returncode == 0, told.read_text(encoding="utf-8")
        *lines, last = map(json.loads, file.read_text(encoding="utf-8").splitlines())
        return Probed(last["summary"], [line["values"] for line in lines if "values" in line])

    def _typed(self, out: Any, *words: str) -> subprocess.Popen[bytes]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("HOUDUN_", "LC_", "LANG"))}
        return subprocess.Popen(
            [sys.executable, "-m", "houdun", *words],
            cwd=self.folder,
            env=clean | {"LANG": "C.UTF-8", "XDG_CACHE_HOME": str(self.folder / "cache")},
            stdout=out,
            stderr=subprocess.STDOUT,
        )


@dataclass(frozen=True)
class Probed:
    summary: dict[str, Any]
    seconds: Sequence[dict[str, float]] = field(repr=False)

    def median(self, series: str) -> float:
        return float(self.summary["series"][series]["median"])


@dataclass(frozen=True)
class Stream:
    """What is published where, and from where it is probed."""

    server: Server
    publish: str
    plays: tuple[str, ...]
    fault: tuple[str, ...] = ()
    seconds: float = SECONDS


def watched(terminal: Terminal, name: str, stream: Stream) -> dict[str, Probed]:
    """What was probed, by the use of the address."""
    urls = {use: url.format(name=name, key="") for use, url in stream.server.urls().items()}
    behind = ("--hls", urls["play hls"]) if "stale_playlist" in stream.fault else ()
    with terminal.playing(name, urls[stream.publish], *stream.fault, *behind) as told, ThreadPoolExecutor() as pool:
        if behind:
            urls["play hls"] = told.read_text(encoding="utf-8").split("Play it from ")[1].split()[0]
        probing = {use: pool.submit(terminal.probed, f"{name} {use}", urls[use], stream.seconds) for use in stream.plays}
        return {use: each.result() for use, each in probing.items()}


@pytest.fixture(scope="module")
def seen(
    nginx: Server, node_media: Server, janus: Server, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Probed]]:
    """Everything at once: by the stream's name, then by the use of the address that was probed."""
    terminal = Terminal(tmp_path_factory.mktemp("terminals"))
    path = terminal.folder / "own.toml"
    path.write_text(SHOW, encoding="utf-8")
    show = read(path)
    for codec in (Codec.AAC, Codec.OPUS):  # drawn and encoded once, and not by each process
        perform(show, show.setup.changed({"audio_codec": codec}), cache=terminal.folder / "cache" / "houdun" / "carousels")
    streams = {
        "nginx": Stream(nginx, "publish rtmp", ("play rtmp", "play hls")),
        "node-media": Stream(node_media, "publish rtmp", ("play flv",)),
        "janus": Stream(janus, "publish whip", ("play whep",)),
        "late": Stream(nginx, "publish rtmp", ("play rtmp",), ("--fault", "late_sound:delay_ms=180", "--at", "0")),
        "lossy": Stream(janus, "publish whip", ("play whep",), ("--fault", "loss_bursts:loss=0.1", "--at", "2"), 8.0),
        "stale": Stream(nginx, "publish rtmp", ("play hls",), ("--fault", "stale_playlist", "--at", str(STALE_AFTER)), 10.0),
    }
    with ThreadPoolExecutor(len(streams)) as pool:
        watching = {name: pool.submit(watched, terminal, name, stream) for name, stream in streams.items()}
        return {name: each.result() for name, each in watching.items()}


@pytest.mark.parametrize(
    ("name", "use", "tolerance"),
    [
        ("nginx", "play rtmp", 1.0),
        ("nginx", "play hls", 1.0),
        ("node-media", "play flv", 1.0),
        ("janus", "play whep", 15.0),  # Janus's reports are made of arrivals: a busy machine's delays are in them
    ],
)
def test_a_healthy_show_is_read_and_in_sync(seen: dict[str, dict[str, Probed]], name: str, use: str, tolerance: float) -> None:
    probed = seen[name][use]
    assert probed.median("av_offset") == pytest.approx(0.0, abs=tolerance)
    assert probed.median("codes_read") == 1.0
    assert probed.median("still_share") == 0.0
    assert probed.summary["detections"] == []


def test_late_sound_is_seen_through_rtmp_to_the_millisecond(seen: dict[str, dict[str, Probed]]) -> None:
    assert seen["late"]["play rtmp"].median("av_offset") == pytest.approx(180.0, abs=2.0)


def test_loss_between_a_webrtc_publisher_and_its_server_is_seen_behind_the_server(seen: dict[str, dict[str, Probed]]) -> None:
    last = seen["lossy"]["play whep"].seconds[-1]
    assert last["packetsLost"] > 0
    assert last["nackCount"] > 0
    assert seen["janus"]["play whep"].seconds[-1]["packetsLost"] == 0


def test_a_stale_playlist_is_seen_as_what_it_is(seen: dict[str, dict[str, Probed]]) -> None:
    seconds = seen["stale"]["play hls"].seconds
    assert max(second.get("http_age", 0.0) for second in seconds) >= 2
    assert max(second.get("playlist_unchanged", 0.0) for second in seconds) >= 3
    assert seconds[-1]["stalled_share"] > 0.9
    assert min(second.get("stalled_share", 1.0) for second in seconds) == 0.0
