from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from houdun import clock
from houdun.errors import OutsideError, RefusedError, UsageError
from houdun.media import endpoints
from houdun.media.endpoints import loopback
from houdun.media.endpoints.loopback import LoopPublisher
from houdun.media.endpoints.port import PATIENCE, Patience
from houdun.media.events import Event, PacketSeen, Trouble, TroubleSeen, VideoSeen
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.testing.contracts.publisher import packets_of, tracks_of
from houdun.testing.streams import encoded

SHORT = Patience(connect=0.3, silence=0.3)
STREAM = encoded(4.0)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


class Watching:
    """A player in a thread of its own."""

    def __init__(self, patience: Patience = PATIENCE) -> None:
        self.player = endpoints.play("loop://x", patience)
        self.events: list[Event] = []
        self.thread = threading.Thread(target=lambda: self.events.extend(self.player))
        self.thread.start()

    def seen(self) -> list[Event]:
        self.thread.join(5)
        assert not self.thread.is_alive()
        return self.events


def publisher() -> LoopPublisher:
    made = loopback.publish("loop://x", tracks_of(STREAM), PATIENCE)
    assert isinstance(made, LoopPublisher)
    return made


def until(condition: Callable[[], bool]) -> None:
    pause = threading.Event()
    deadline = clock.steady() + 5
    while not condition():
        assert clock.steady() < deadline
        pause.wait(0.005)


def pictures(events: list[Event]) -> int:
    return len({event.pts for event in events if isinstance(event, VideoSeen)})


def send(to: LoopPublisher, packets: list[Packet], listeners: int) -> None:
    """Sends as soon as so many have come, the first packet as often as it takes to notice them."""

    def noticed() -> bool:
        to.send(packets[0])
        return len(to._listeners) == listeners

    until(noticed)
    for packet in packets[1:]:
        to.send(packet)


def test_several_players_get_it_all_and_its_end() -> None:
    packets = packets_of(STREAM)
    watching = [Watching(), Watching()]
    with publisher() as to:
        send(to, packets, 2)
    for each in watching:
        events = each.seen()
        assert pictures(events) == 120
        assert [event.what for event in events if isinstance(event, TroubleSeen)][-1] is Trouble.ENDED


def test_who_comes_later_begins_at_the_next_key_frame() -> None:
    packets = packets_of(STREAM)
    first_second = [packet for packet in packets if packet.at < 1.2]
    with publisher() as to:
        for packet in first_second:
            to.send(packet)
        late = Watching()
        send(to, packets[len(first_second) :], 1)
    events = [event for event in late.seen() if isinstance(event, PacketSeen)]
    assert events[0].kind is Kind.VIDEO
    assert events[0].key
    assert events[0].pts == pytest.approx(2.0)


def test_sound_alone_is_carried_too() -> None:
    sound = [item for item in STREAM if item.kind is Kind.AUDIO]
    watching = Watching()
    with loopback.publish("loop://x", tracks_of(sound), PATIENCE) as to:
        assert isinstance(to, LoopPublisher)
        send(to, packets_of(sound), 1)
    assert {event.kind for event in watching.seen() if isinstance(event, PacketSeen)} == {Kind.AUDIO}


def test_a_player_that_does_not_keep_up_is_dropped_and_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loopback, "BACKLOG", 100_000)
    large = [
        Packet(kind=Kind.VIDEO, data=b"\0\0\0\1\x65" + b"A" * 400_000, pts=n, dts=n, duration=0, key=True, at=0)
        for n in range(60)
    ]
    with publisher() as to:
        with socket.create_connection(("127.0.0.1", int(to._file.read_text()))):  # and never reads
            began = clock.steady()
            for packet in large:
                to.send(packet)
            assert clock.steady() - began < 2.0
        assert to._listeners == []


def test_a_name_in_use_is_refused_and_one_left_behind_is_taken() -> None:
    with publisher() as first:
        left = first._file.read_text()
        with pytest.raises(RefusedError, match="already"), publisher():
            pass
        file = first._file
    file.write_text(left)
    with publisher():
        assert file.exists()
    assert not file.exists()


def test_nobody_under_this_name_is_an_outside_error_in_time() -> None:
    began = clock.steady()
    with pytest.raises(OutsideError, match="loop://x"):
        list(endpoints.play("loop://x", SHORT))
    assert clock.steady() - began < 1.0


def test_stopped_while_it_waits_for_a_publisher_it_ends_at_once() -> None:
    watching = Watching(Patience(connect=30))

    def stopped() -> bool:
        watching.player.stop()
        return not watching.thread.is_alive()

    until(stopped)
    assert watching.events == []


@pytest.mark.parametrize("url", ["loop://", "loop://a/b", "loop://../x", "loop://a b", "loop://" + "a" * 65])
def test_a_name_that_is_none_is_a_usage_error(url: str) -> None:
    with pytest.raises(UsageError):
        endpoints.play(url)


def test_other_codecs_are_a_usage_error() -> None:
    tracks: list[Track] = tracks_of(encoded(1.0, codecs=(Codec.VP8, Codec.OPUS)))
    with pytest.raises(UsageError, match=r"H\.264"):
        endpoints.publish("loop://x", tracks)
