"""A show as packets in stream time, with a fault and its remedies: pure, it neither waits nor reads a clock.

steps (live or carousel) → interleaved, and the sound's set delay → [fault: packets] → in order of leaving
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Protocol

from houdun.media.track import Codec, Kind, Packet, Track
from houdun.scenario import carousel
from houdun.scenario.fault import Fault
from houdun.scenario.live import Live, Step
from houdun.scenario.setup import Setup
from houdun.scenario.show import Show
from houdun.scenario.studio import Studio
from houdun.scenario.timeline import Change, Timeline

ENCODED_AFTER = {Codec.AAC: 1024 + 1024, Codec.OPUS: 960 + 312}
"""Samples from the first one that a packet's stamp names to its leaving: the block, and what the encoder looks ahead."""


class Steps(Protocol):
    """Where encoded packets come from."""

    @property
    def tracks(self) -> tuple[Track, ...]: ...
    @property
    def encoding_s(self) -> float: ...
    def begin(self, epoch: float) -> None: ...
    def request_key(self) -> None: ...
    def __iter__(self) -> Iterator[Step]: ...


class Performance:
    """Iterating gives packets in order of `at`, and `tracks` are those of the packet given last.

    A publisher cannot change a track: where `tracks` differ from those it was opened with, the streaming software restarts the stream.
    Packets that still waited then are lost, as they would be.
    """

    def __init__(self, steps: Steps, timeline: Timeline, seconds: float = inf) -> None:
        self._steps, self.timeline, self._seconds = steps, timeline, seconds
        self.tracks = steps.tracks
        self._waiting: list[tuple[float, int, Packet]] = []
        self._left = dict.fromkeys(Kind, 0.0)
        self._count = 0

    @property
    def encoding_s(self) -> float:
        """How long after its capture the last picture left the encoder."""
        return self._steps.encoding_s

    def begin(self, epoch: float) -> None:
        """Stream time 0 is that wall second after all: a publisher knows it once it is connected. To be called before the first packet."""
        self._steps.begin(epoch)

    def request_key(self) -> None:
        """A player asks for a key frame (PLI). The encoder answers with the next picture, if the set-up lets it."""
        self._steps.request_key()

    def __iter__(self) -> Iterator[Packet]:
        for step in self._steps:
            if step.tracks != self.tracks:
                yield from self._let_go(step.now)
                self.tracks, self._waiting, self._left = step.tracks, [], dict.fromkeys(Kind, step.now)
            for packet in step.packets:
                self._queue(packet)
            yield from self._due(step.now)
            if step.now >= self._seconds:
                return

    def stream(self) -> Iterator[Track | Packet]:
        """The packets, with the tracks before them, and again where they change."""
        told: tuple[Track, ...] = ()
        for packet in self:
            if self.tracks != told:
                yield from self.tracks
                told = self.tracks
            yield packet

    def _queue(self, packet: Packet) -> None:
        fault, moment = self.timeline.fault, self.timeline.moment(packet.at)
        packet = self._delayed(self._interleaved(packet))
        for sent in fault.packet(packet, moment) if fault and moment else (packet,):
            # Within a track nothing overtakes: a connection keeps its order.
            at = self._left[sent.kind] = max(sent.at, self._left[sent.kind])
            self._count += 1
            heapq.heappush(self._waiting, (at, self._count, sent if at == sent.at else replace(sent, at=at)))

    def _interleaved(self, packet: Packet) -> Packet:
        """Pictures wait until the sound of their moment is encoded, as streaming software lets them: who takes the time
        of leaving for the time of capture (an SFU that makes its own sender reports) still finds both together."""
        if packet.kind is not Kind.VIDEO:
            return packet
        return replace(packet, at=packet.at + self._wait)

    @property
    def _wait(self) -> float:
        sound = self.tracks[1]
        return ENCODED_AFTER[sound.codec] / sound.sample_rate

    def _delayed(self, packet: Packet) -> Packet:
        setup = self.timeline.setup(packet.at)
        if packet.kind is not Kind.AUDIO or not setup.audio_delay_ms:
            return packet
        ticks = round(setup.audio_delay_ms * setup.sample_rate / 1000)
        return replace(packet, pts=packet.pts + ticks, dts=packet.dts + ticks)

    def _let_go(self, now: float) -> Iterator[Packet]:
        """Pictures that only waited for their sound leave before the stream is restarted."""
        for packet in self._due(now + self._wait):
            yield packet if packet.at <= now else replace(packet, at=now)

    def _due(self, now: float) -> Iterator[Packet]:
        while self._waiting and self._waiting[0][0] <= now and self._waiting[0][0] < self._seconds:
            yield heapq.heappop(self._waiting)[2]


def perform(
    show: Show,
    setup: Setup | None = None,
    fault: Fault | None = None,
    *,
    on: tuple[float, float] = (0.0, inf),
    remedies: Sequence[Change] = (),
    seconds: float = inf,
    epoch: float = 0.0,
    seed: int = 0,
    stream: int = 1,
    cache: Path | None = None,
) -> Performance:
    """The show with the fault on in [on[0], on[1]) stream seconds, and set-ups changed by `remedies` from their seconds on.

    `setup` is the show's own where not given; `epoch` the wall second of stream time 0; `stream` the id in the strip; `cache` the folder of
    carousels, the user's own where not given. What acts in the encoder or before it is encoded live, all else rides on the carousel.
    Raises UsageError for settings that no encoder takes.
    """
    timeline = Timeline(setup or show.setup, fault, on, remedies)
    if _rides(fault, timeline):
        loop = carousel.loop(show, timeline.setup(0.0), stream=stream, seed=seed, folder=cache)
        return Performance(carousel.Carousel(loop, epoch), timeline, seconds)
    return Performance(Live(Studio(show, stream=stream, epoch=epoch, seed=seed), timeline), timeline, seconds)


def _rides(fault: Fault | None, timeline: Timeline) -> bool:
    return not (fault and fault.encodes) and carousel.fits(timeline.setups)
