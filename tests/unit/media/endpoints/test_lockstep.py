from __future__ import annotations

import itertools
import math
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from houdun import clock
from houdun.errors import RefusedError, UsageError
from houdun.media.endpoints import loopback
from houdun.media.endpoints.lockstep import Lockstep
from houdun.media.endpoints.port import PATIENCE, Player
from houdun.media.events import PacketSeen, TrackSeen, VideoSeen
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.testing.contracts.player import PlayerContract
from houdun.testing.contracts.publisher import packets_of, tracks_of
from houdun.testing.streams import encoded

EPOCH = 1_760_000_000.0
STREAM = encoded(3.0)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


def at(packet: Packet) -> float:
    return packet.at


def for_ever() -> Iterator[Track | Packet]:
    yield from tracks_of(STREAM)
    for turn in itertools.count():
        for packet in packets_of(STREAM):
            ticks = {Kind.VIDEO: 90_000, Kind.AUDIO: 48_000}[packet.kind] * 3 * turn
            yield replace(packet, pts=packet.pts + ticks, dts=packet.dts + ticks, at=packet.at + 3 * turn)


class TestLockstep(PlayerContract):
    def player(self) -> Player:
        return Lockstep("loop://x", self.stream(), epoch=EPOCH, arrival=at)

    def endless(self) -> Player:
        return Lockstep("loop://x", for_ever(), epoch=EPOCH, arrival=at)

    def of_nobody(self) -> None:
        """It publishes itself."""


def test_each_packet_arrives_when_the_model_says() -> None:
    seen = [
        event
        for event in Lockstep("loop://x", STREAM, epoch=EPOCH, arrival=lambda packet: packet.at + 0.25)
        if isinstance(event, PacketSeen) and event.kind is Kind.VIDEO
    ]
    sent = [packet.at for packet in packets_of(STREAM) if packet.kind is Kind.VIDEO]
    assert [event.arrival for event in seen] == pytest.approx([EPOCH + 0.25 + each for each in sent], abs=0.05)


def test_what_never_reaches_the_relay_is_never_seen() -> None:
    seen = list(Lockstep("loop://x", STREAM, arrival=lambda packet: None if 1.0 <= packet.at < 2.0 else packet.at))
    stamps = {round(event.pts, 2) for event in seen if isinstance(event, PacketSeen) and event.kind is Kind.VIDEO}
    assert len(stamps) == 60
    assert 1.5 not in stamps


def test_it_waits_for_nothing() -> None:
    began = clock.steady()
    late = [event.arrival for event in Lockstep("loop://x", STREAM, arrival=lambda packet: 1000 * packet.at)]
    assert late[-1] > 2_000
    assert clock.steady() - began < 3.0


def test_packets_larger_than_the_sockets_room_come_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    class Narrow(loopback._Listener):
        def __init__(self, connected: socket.socket) -> None:
            connected.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
            super().__init__(connected)

    monkeypatch.setattr(loopback, "_Listener", Narrow)
    video = [item for item in STREAM if item.kind is Kind.VIDEO]
    large = [
        Packet(kind=Kind.VIDEO, data=b"\0\0\0\1\x65" + b"A" * 900_000, pts=n, dts=n, duration=0, key=True, at=n / 30)
        for n in range(4)
    ]
    seen = Lockstep("loop://x", [*tracks_of(video), *large], arrival=at)
    assert [event.size > 900_000 for event in seen if isinstance(event, PacketSeen)] == [
        True
    ] * 3  # the end of the last one would only be known by the next


def test_other_tracks_are_another_connection_and_are_told_of() -> None:
    wide = encoded(1.0, size=(640, 360))
    later = [replace(item, at=item.at + 3.0) if isinstance(item, Packet) else item for item in wide]
    events = list(Lockstep("loop://x", [*STREAM, *later], epoch=EPOCH, arrival=at))
    assert {event.width for event in events if isinstance(event, TrackSeen) and event.kind is Kind.VIDEO} == {320, 640}
    assert sum(isinstance(event, VideoSeen) for event in events) == 120


def test_what_the_loopback_does_not_carry_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        list(Lockstep("loop://x", encoded(1.0, codecs=(Codec.VP8, Codec.OPUS)), arrival=at))


def test_a_name_in_use_is_refused() -> None:
    with loopback.publish("loop://x", tracks_of(STREAM), PATIENCE), pytest.raises(RefusedError):
        list(Lockstep("loop://x", STREAM, arrival=at))


def test_arrivals_before_any_packet_are_the_epoch() -> None:
    assert [event.arrival for event in Lockstep("loop://x", tracks_of(STREAM), epoch=EPOCH, arrival=lambda _: math.nan)] == [
        EPOCH
    ]
