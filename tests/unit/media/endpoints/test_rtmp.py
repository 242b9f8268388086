from __future__ import annotations

import contextlib
import logging
import os
import threading

import av
import pytest

from houdun import clock
from houdun.errors import HoudunError, OutsideError, RefusedError, UsageError
from houdun.media.endpoints import rtmp
from houdun.media.endpoints.port import Patience, Publisher
from houdun.media.events import Event, PacketSeen, Trouble, TroubleSeen
from houdun.media.track import Codec, Kind, Packet
from houdun.media.wire import rtmp as wire
from houdun.testing.contracts.publisher import packets_of, tracks_of
from houdun.testing.far_ends import Handler, RtmpServer, endless, listening, rude, saying, silent
from houdun.testing.streams import encoded

SHORT = Patience(connect=0.3, silence=0.2)
STREAM = encoded(1.0)
SECRET = "wrong-k3y"


def published(handler: Handler, name: str = "x", packets: list[Packet] | None = None, patience: Patience = SHORT) -> None:
    with listening(handler) as port, rtmp.publish(f"rtmp://127.0.0.1:{port}/live/{name}", tracks_of(STREAM), patience) as to:
        for packet in packets or []:
            to.send(packet)


def played(handler: Handler, name: str = "x", patience: Patience = SHORT) -> list[Event]:
    with listening(handler) as port:
        return list(rtmp.play(f"rtmp://127.0.0.1:{port}/live/{name}", patience))


def test_a_wrong_key_is_refused_with_the_servers_words_and_without_the_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(RefusedError, match="BadName") as caught:
        published(RtmpServer(), f"x?token={SECRET}")
    assert SECRET not in f"{caught.value} {caught.value!r} {caplog.text}"


def test_a_server_that_hangs_up_when_it_sees_the_key_has_refused_it() -> None:
    class Mute(RtmpServer):
        def _obey(self, connection: object, command: list[object]) -> None:  # type: ignore[override]
            if command[0] == "publish":
                raise EOFError
            super()._obey(connection, command)  # type: ignore[arg-type]

    with pytest.raises(RefusedError, match="hangs up"):
        published(Mute())


HOSTILE: list[Handler] = [
    silent,
    rude,
    saying(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    saying(wire.VERSION + bytes(2 * wire.HANDSHAKE)),
    saying(wire.VERSION + bytes(2 * wire.HANDSHAKE) + b"\xff" * 500),
    saying(wire.VERSION + bytes(2 * wire.HANDSHAKE) + wire.chunks(wire.Message(wire.SET_CHUNK_SIZE, 0, 0, bytes(4)), 2)),
    endless(b"\x03" * 1000),
]


@pytest.mark.parametrize("far_end", HOSTILE)
@pytest.mark.parametrize("direction", [published, played])
def test_whatever_else_answers_is_a_clear_error_in_time(far_end: Handler, direction: object) -> None:
    began = clock.steady()
    with pytest.raises(HoudunError) as caught:
        direction(far_end)  # type: ignore[operator]  # parametrize knows no types
    assert clock.steady() - began < SHORT.connect + 1.5
    assert "127.0.0.1" in caught.value.where


def test_a_stream_that_is_not_there_is_asked_for_until_patience_ends() -> None:
    began = clock.steady()
    with pytest.raises(OutsideError, match="no such stream"):
        played(RtmpServer())
    assert clock.steady() - began < SHORT.connect + 1.0


def test_a_stream_that_comes_a_little_later_is_played() -> None:
    server = RtmpServer()
    threading.Timer(0.1, server.put, ("x", STREAM)).start()
    assert any(isinstance(event, PacketSeen) for event in played(server, patience=Patience(5, 5)))


def test_one_that_stops_without_a_word_is_stalled() -> None:
    server = RtmpServer(hangs=True)
    server.put("x", STREAM)
    events = played(server)
    assert [event.what for event in events if isinstance(event, TroubleSeen)] == [Trouble.STALLED]


@pytest.mark.parametrize("kind", list(Kind))
def test_one_track_alone_is_played(kind: Kind) -> None:
    server = RtmpServer()
    server.put("x", [item for item in STREAM if item.kind is kind])
    assert {event.kind for event in played(server) if isinstance(event, PacketSeen)} == {kind}


def test_pings_are_answered_and_bytes_acknowledged() -> None:
    server = RtmpServer(hangs=True)
    server.put("x", encoded(4.0))
    played(server)
    assert {message.kind for message in server.said} >= {wire.USER_CONTROL, wire.ACKNOWLEDGEMENT, wire.WINDOW}
    (pong,) = [message.body for message in server.said if message.kind == wire.USER_CONTROL]
    assert pong == bytes((0, wire.PONG, 0, 0, 0, 1))


def test_a_connection_lost_while_publishing_is_an_outside_error() -> None:
    class Fragile(RtmpServer):
        def __call__(self, connection: object) -> None:
            with contextlib.suppress(EOFError):
                super().__call__(connection)  # type: ignore[arg-type]

        def _obey(self, connection: object, command: list[object]) -> object:  # type: ignore[override]
            taken = super()._obey(connection, command)  # type: ignore[arg-type]
            if command[0] == "publish":
                raise EOFError
            return taken

    with pytest.raises(OutsideError, match="lost"):
        published(Fragile(), packets=packets_of(STREAM) * 50)


def send_on(to: Publisher, packet: Packet) -> None:
    while True:
        to.send(packet)


def test_an_uplink_that_takes_nothing_more_is_an_outside_error_in_time() -> None:
    over = threading.Event()

    class Full(RtmpServer):
        def _obey(self, connection: object, command: list[object]) -> object:  # type: ignore[override]
            taken = super()._obey(connection, command)  # type: ignore[arg-type]
            if command[0] == "publish":
                over.wait(10)
            return taken

    large = Packet(kind=Kind.VIDEO, data=b"\0\0\0\1" + b"A" * (1 << 20), pts=0, dts=0, duration=0, key=False, at=0)
    with listening(Full()) as port, rtmp.publish(f"rtmp://127.0.0.1:{port}/live/x", tracks_of(STREAM), SHORT) as to:
        with pytest.raises(OutsideError, match="stuck"):
            send_on(to, large)
        over.set()


@pytest.mark.parametrize("url", ["rtmp://h", "rtmp://h/app", "rtmp:///app/x", "rtmp://h:99999/app/x", "rtmp://h:x/app/x"])
def test_an_address_that_is_not_whole_is_a_usage_error(url: str) -> None:
    with pytest.raises(UsageError):
        rtmp.play(url, SHORT)


def test_other_codecs_are_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"H\.264"):
        rtmp.publish("rtmp://h/app/x", tracks_of(encoded(1.0, codecs=(Codec.VP8, Codec.OPUS))), SHORT)


def test_no_log_of_ours_or_of_ffmpegs_shows_a_key(caplog: pytest.LogCaptureFixture) -> None:
    """FFmpeg is never told an address: it decodes packets, and its worst level of talk is turned on here."""
    caplog.set_level(1)
    caplog.set_level(1, "libav")
    server = RtmpServer()
    server.put(f"x?txSecret={SECRET}", STREAM)
    level = av.logging.get_level()
    av.logging.set_level(av.logging.TRACE)
    try:
        published(RtmpServer(), "x?txSecret=a-r1ght-key", packets_of(STREAM))
        events = played(server, f"x?txSecret={SECRET}")
    finally:
        av.logging.set_level(level)
    assert any(isinstance(event, PacketSeen) for event in events)
    assert caplog.records
    assert SECRET not in caplog.text + repr(events)
    assert "a-r1ght-key" not in caplog.text


def test_nothing_stays_open_however_often_a_player_or_publisher_comes_and_goes() -> None:
    server = RtmpServer()
    server.put("x", STREAM)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        played(server)
        published(server, "y", packets_of(STREAM))
        with pytest.raises(RefusedError):
            published(server, "wrong")
    assert len(os.listdir("/proc/self/fd")) == before
