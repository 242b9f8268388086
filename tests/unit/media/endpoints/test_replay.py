from __future__ import annotations

import math

import pytest

from houdun.media.endpoints.replay import Link, Replay
from houdun.media.events import Event, PacketSeen, Trouble, TroubleSeen, VideoSeen
from houdun.media.link.model import Impairment, Line
from houdun.media.track import Kind, Packet
from houdun.testing.contracts.publisher import packets_of
from houdun.testing.streams import encoded

STREAM = encoded(2.0)


def replayed(link: Link) -> list[Event]:
    return list(Replay(STREAM, epoch=1000.0, link=link))


def arrivals(events: list[Event]) -> list[float]:
    return [event.arrival for event in events if isinstance(event, PacketSeen)]


def troubles(events: list[Event]) -> list[Trouble]:
    return [event.what for event in events if isinstance(event, TroubleSeen)]


def test_without_a_link_packets_arrive_when_they_are_due() -> None:
    events = list(Replay(STREAM, epoch=1000.0))
    assert arrivals(events) == pytest.approx([1000.0 + packet.at for packet in packets_of(STREAM)])


def test_a_modelled_link_delays_them_all() -> None:
    line = Line(Impairment(delay_ms=50), reliable=True)
    events = replayed(lambda packet: line.carry(packet.at, len(packet.data)))
    assert arrivals(events) == pytest.approx([1000.05 + packet.at for packet in packets_of(STREAM)])


def test_a_lost_packet_is_not_seen_and_the_pictures_behind_it_may_break() -> None:
    lost = [packet for packet in packets_of(STREAM) if packet.kind is Kind.VIDEO][5]
    events = replayed(lambda packet: None if packet is lost else packet.at)
    assert len(arrivals(events)) == len(packets_of(STREAM)) - 1
    assert sum(isinstance(event, VideoSeen) for event in events) < 60


def test_what_waits_behind_a_stall_arrives_with_what_ends_it() -> None:
    events = replayed(lambda packet: math.inf if 0.5 <= packet.at < 1.5 else packet.at)
    came = arrivals(events)
    assert len(came) == len(packets_of(STREAM))
    assert not any(1000.5 < arrival < 1001.5 for arrival in came)
    assert troubles(events) == [Trouble.ENDED]


def test_a_stall_without_an_end_is_a_stall() -> None:
    assert troubles(replayed(lambda packet: math.inf if packet.at > 1.0 else packet.at)) == [Trouble.STALLED]


def test_what_is_late_holds_up_what_is_behind_it() -> None:
    def late(packet: Packet) -> float:
        return packet.at + (0.3 if packet.kind is Kind.VIDEO else 0.0)

    came = arrivals(replayed(late))
    assert came == sorted(came)
