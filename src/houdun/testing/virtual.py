"""A performance seen in virtual time: packets → impaired link → server's fault → decoders → player's fault → events. Nothing waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from houdun.media.endpoints.replay import Replay
from houdun.media.events import Event
from houdun.media.track import Kind, Packet, Track
from houdun.scenario.evidence import Witness
from houdun.scenario.fault import Moment
from houdun.scenario.performance import Performance
from houdun.scenario.way import Way


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

    way = Way(performance, seed, reliable=not rtc)
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
