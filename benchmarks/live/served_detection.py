"""How soon a shift of sound against picture is known behind a real server: from the arrival of the first affected packet to the detection, and on to the
bundle on disk; and what alarms before it, while the stream is healthy.

The shift comes in one of two ways. *Stamps*: the sound's stamps move at the publisher. *Content*: the stamps stay, and each packet of sound carries what belongs
some packets earlier or later. Through Janus only content is shifted: it makes its sender reports from the arrival of packets, so stamps that move alone
change nothing that a player would show.
"""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, nan
from pathlib import Path

import numpy as np

from benchmarks.live import servers
from benchmarks.live.served_stream import Air, noted, probed
from houdun import clock
from houdun.media.events import Event, PacketSeen
from houdun.media.track import Kind, Packet
from houdun.probe.session import Second
from houdun.scenario import carousel
from houdun.scenario import show as shows
from houdun.scenario.fault import Fault, Moment
from houdun.scenario.performance import Performance, perform
from houdun.scenario.setup import Setup
from houdun.scenario.show import Show

SIZE = {"width": 320, "height": 180, "video_kbps": 150}
SHIFTS = (80.0, 100.0, 150.0, 240.0, 500.0)
BEFORE_S, AFTER_S = 16.0, 10.0
LATER_S = {"hls": 8.0}
"""Seconds by which a way's players are behind, at most."""
BUNDLE_S = 10.0
LIMIT_S, BUNDLE_LIMIT_S = 5.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """`late_ms` is below zero where the sound is early; `at` is the stream second."""

    way: str
    late_ms: float
    stamps: bool
    at: float
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Seconds, nan where it never came to that; `clean_s` were probed before the shift, `alarms` came in them."""

    shift: Shift
    delay: float
    bundled: float
    clean_s: int
    alarms: tuple[str, ...]


def shifts(count: int) -> list[Shift]:
    """Every size in both directions, by every way in turn."""
    made = []
    for number in range(count):
        way = list(servers.SERVED)[number % len(servers.SERVED)]
        turn = number // len(servers.SERVED)
        size = SHIFTS[turn % len(SHIFTS)] * (-1) ** (turn // len(SHIFTS))
        stamps = way != servers.WEBRTC and turn // (2 * len(SHIFTS)) % 2 == 0
        at = BEFORE_S + random.Random(number).random()
        made.append(Shift(way=way, late_ms=size, stamps=stamps, at=at, seed=number))
    return made


class Spliced(Fault):
    """Packets of sound carry what belongs `packets` later or, below zero, earlier."""

    def __init__(self, loop: carousel.Loop, packets: int, size: int) -> None:
        super().__init__({})
        sounds = sorted((packet for packet in loop.packets if packet.kind is Kind.AUDIO), key=lambda packet: packet.pts)
        self._first, self._size, self._data = sounds[0].pts, size, [packet.data for packet in sounds]
        self._packets = packets

    def packet(self, packet: Packet, moment: Moment) -> Iterable[Packet]:
        if packet.kind is Kind.VIDEO:
            return (packet,)
        place = (packet.pts - self._first) // self._size - self._packets
        return (replace(packet, data=self._data[place % len(self._data)]),)


def encode() -> None:
    """Every show's loop once, so that no process has to."""
    for name in shows.packaged():
        show = shows.load(name)
        for way in ("rtmp", servers.WEBRTC):
            perform(show, servers.fitting(show.setup.changed(SIZE), way), seconds=1.0)


def performance(shift: Shift, show: Show, setup: Setup) -> Performance:
    seconds = shift.at + AFTER_S + LATER_S.get(shift.way, 0.0)
    if shift.stamps:
        return perform(show, setup, remedies=[(shift.at, {"audio_delay_ms": shift.late_ms})], seconds=seconds)
    size = carousel.BLOCKS[setup.audio_codec]
    loop = carousel.loop(show, setup, stream=1, seed=0)
    fault = Spliced(loop, round(shift.late_ms / 1000 * setup.sample_rate / size), size)
    return perform(show, setup, fault, on=(shift.at, inf), seconds=seconds)


class Watch:
    """What became of one shift, from both sides. A packet of sound is recognised behind the server by its own bytes and those of the one before it."""

    def __init__(self, shift: Shift, folder: Path) -> None:
        self._shift, self._folder = shift, folder
        self._sent = self._came = b""
        self._pair: tuple[bytes, bytes] | None = None
        self._affected = self._told = self._bundled = nan
        self._clean_s, self._alarms = 0, list[str]()
        self._bundling = threading.Thread(target=self._bundle, daemon=True)

    def leaves(self, packet: Packet) -> None:
        if packet.kind is not Kind.AUDIO or self._pair is not None:
            return
        if packet.at >= self._shift.at:
            self._pair = self._sent, packet.data
        self._sent = packet.data

    def comes(self, event: Event) -> None:
        if isinstance(event, PacketSeen) and event.kind is Kind.AUDIO and self._affected != self._affected:
            data = bytes(event.data)
            if (self._came, data) == self._pair:
                self._affected = event.arrival
            self._came = data

    def second(self, second: Second) -> None:
        if self._affected != self._affected:
            self._clean_s += 1
            self._alarms += [f"{self._shift.way}: {each.metric} {each.change}" for each in second.detections]
        elif self._told != self._told and any(each.metric == "av_offset" for each in second.detections):
            self._told = clock.seconds()
            self._bundling.start()

    def known(self) -> Known:
        if self._bundling.ident is not None:
            self._bundling.join()
        return Known(
            shift=self._shift,
            delay=self._told - self._affected,
            bundled=self._bundled - self._told,
            clean_s=self._clean_s,
            alarms=tuple(self._alarms),
        )

    def _bundle(self) -> None:
        """Another thread writes the bundle: when it stands on the disk shows on the disk alone."""
        while clock.seconds() < self._told + BUNDLE_S:
            if any(self._folder.glob("2*")):
                self._bundled = clock.seconds()
                return
            time.sleep(0.005)  # nothing tells when the folder is made: it is looked for


def run(shift: Shift, there: str, back: str) -> Known:
    """Plays and probes it; addresses are templates."""
    show = shows.load(shows.packaged()[shift.seed % len(shows.packaged())])
    performed = performance(shift, show, servers.fitting(show.setup.changed(SIZE), shift.way))
    name = f"shift{shift.seed}"
    with tempfile.TemporaryDirectory() as folder:
        watch = Watch(shift, Path(folder))
        with Air(performed, there.format(name=name), watch.leaves):
            probed(
                back.format(name=name),
                shift.at + AFTER_S + LATER_S.get(shift.way, 0.0) - 1.0,
                lambda events: noted(events, watch.comes),
                watch.second,
                bundle=Path(folder),
            )
        return watch.known()


def told(found: Sequence[Known]) -> Iterable[str]:
    """A table by way, and what alarmed before."""
    yield "| way | runs | median s | p99 s | most s | missed | → bundle: median s | p99 s | most s |"
    yield "|---|---|---|---|---|---|---|---|---|"
    ways: Mapping[str, list[Known]] = {way: [each for each in found if each.shift.way == way] for way in servers.SERVED}
    for way, its in {**ways, "all": list(found)}.items():
        if its:
            yield _row(way, its)
    yield ""
    for each in found:
        if np.isnan(each.delay):
            yield f"- missed: {each.shift}"
    alarms = [alarm for each in found for alarm in each.alarms]
    yield f"- alarms in {sum(each.clean_s for each in found)} s before the shifts: {len(alarms)} {', '.join(alarms)}"
    yield f"- to reach: p99 ≤ {LIMIT_S} s, none missed; bundle ≤ {BUNDLE_LIMIT_S} s later"


def _row(name: str, found: Sequence[Known]) -> str:
    delays = np.array([each.delay for each in found])
    bundles = np.array([each.bundled for each in found])
    known, bundled = delays[~np.isnan(delays)], bundles[~np.isnan(bundles)]
    return f"| {name} | {len(found)} | {_quantiles(known)} | {len(delays) - len(known)} | {_quantiles(bundled)} |"


def _quantiles(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> str:
    if not values.size:
        return "– | – | –"
    return " | ".join(f"{value:.2f}" for value in (np.median(values), np.quantile(values, 0.99), values.max()))
