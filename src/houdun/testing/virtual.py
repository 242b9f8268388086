"""A performance seen in virtual time: packets → impaired link → server's fault → decoders → player's fault → events. Nothing waits."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from houdun.media.endpoints.replay import Replay
from houdun.media.events import Event
from houdun.media.link.model import CLEAR, Line
from houdun.media.track import Kind, Packet, Track
from houdun.scenario.evidence import Witness
from houdun.scenario.fault import Moment
from houdun.scenario.performance import Performance

DATAGRAM = 1200
"""Bytes of a packet that a datagram carries."""


def watched(
    performance: Performance,
    *,
    epoch: float = 0.0,
    joins: float = 0.0,
    rtc: bool = False,
    seed: int = 0,
    witness: Witness | None = None,
) -> Iterator[Event]:
    """What a player sees that joins at stream second `joins`; `epoch` is the wall second of stream time 0, as the performance was told.

    `rtc` is the WebRTC way: datagrams that may be lost, parameter sets in the packets or not at all, a request for a key frame when joining.
    Else it is a TCP way with a server that keeps the stream's configuration for whoever joins. `witness` gathers what could be handed over of it.
    """
    timeline = performance.timeline

    def moment(wall: float) -> Moment | None:
        return timeline.moment(wall - epoch)

    way = _Way(performance, seed, reliable=not rtc)
    events: Iterator[Event] = iter(Replay(_joined(performance, joins, rtc, witness), epoch=epoch, link=way.carry))
    if timeline.fault is not None:
        events = timeline.fault.received(timeline.fault.served(events, moment), moment)
    yield from witness.events(events) if witness else events


def _joined(performance: Performance, joins: float, rtc: bool, witness: Witness | None) -> Iterator[Track | Packet]:
    """Tracks and packets from the moment of joining on, the video from its next key frame."""
    told: tuple[Track, ...] = ()
    asked = seen = False
    for packet in performance:
        if witness:
            witness.packet(packet)
        if packet.at < joins:
            continue
        if not asked and rtc:
            performance.request_key()
            if witness:
                witness.key_requested(packet.at)
        asked = True
        if performance.tracks != told:
            told = performance.tracks
            yield from (replace(track, extradata=b"") if rtc and track.kind is Kind.VIDEO else track for track in told)
        seen = seen or (packet.kind is Kind.VIDEO and packet.key)
        if seen or packet.kind is Kind.AUDIO:
            yield packet


class _Way:
    """The uplink and the downlink, each impaired as the fault says at the moment."""

    def __init__(self, performance: Performance, seed: int, *, reliable: bool) -> None:
        self._performance, self._reliable, self._seed = performance, reliable, seed
        self._connect()

    def _connect(self) -> None:
        """A stream that is started again has a connection of its own: nothing waits in it yet."""
        self._tracks = self._performance.tracks
        self._up, self._down = (Line(reliable=self._reliable, seed=self._seed + direction) for direction in (0, 1))

    def carry(self, packet: Packet) -> float | None:
        if self._performance.tracks != self._tracks:
            self._connect()
        timeline = self._performance.timeline
        fault, moment = timeline.fault, timeline.moment(packet.at)
        for line, impairment in (
            (self._up, fault.uplink(moment) if fault and moment else None),
            (self._down, fault.downlink(moment) if fault and moment else None),
        ):
            if line.impairment != (impairment or CLEAR):
                line.change(impairment or CLEAR, packet.at)
        at = self._through(self._up, packet.at, len(packet.data))
        return at if at is None or math.isinf(at) else self._through(self._down, at, len(packet.data))

    def _through(self, line: Line, at: float, size: int) -> float | None:
        """When the last part of the packet arrives; over datagrams all of them must."""
        if self._reliable:
            return line.carry(at, size)
        parts = [line.carry(at, min(DATAGRAM, size - start)) for start in range(0, max(size, 1), DATAGRAM)]
        arrivals = [part for part in parts if part is not None]
        return max(arrivals) if len(arrivals) == len(parts) else None
