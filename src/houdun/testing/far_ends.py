"""The other side of a connection, in a test: small servers on loopback that behave, and others that do not."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from houdun.media.track import Kind, Packet, Track
from houdun.media.wire import amf, flv, rtmp
from houdun.media.wire.rtmp import Message

Handler = Callable[[socket.socket], None]
"""Serves one connection; what it raises as OSError or EOFError ends that connection."""


@contextmanager
def listening(handler: Handler) -> Iterator[int]:
    """A server on 127.0.0.1 with a thread for each connection: its port. Everything is closed on leaving."""
    connected: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def serve(connection: socket.socket) -> None:
        with contextlib.suppress(OSError, EOFError), connection:
            handler(connection)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = server.accept()
                connected.append(connection)
                threads.append(threading.Thread(target=serve, args=(connection,), daemon=True))
                threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for connection in connected:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            for thread in threads:
                thread.join()


def silent(connection: socket.socket) -> None:
    """Accepts, reads, and never says a word."""
    while connection.recv(1 << 16):
        pass


def rude(connection: socket.socket) -> None:
    """Hangs up at the first word."""
    connection.recv(1)


def saying(data: bytes) -> Handler:
    """Says this whatever it hears, and then nothing more."""

    def handler(connection: socket.socket) -> None:
        connection.sendall(data)
        silent(connection)

    return handler


def endless(piece: bytes) -> Handler:
    """Says this again and again."""

    def handler(connection: socket.socket) -> None:
        while True:
            connection.sendall(piece)

    return handler


@dataclass(frozen=True, slots=True)
class Page:
    """A reply of an HTTP server. After the body the connection is closed, or with `hangs` left open in silence."""

    body: bytes = b""
    status: str = "200 OK"
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False


def http(page: Callable[[str], Page]) -> Handler:
    """An HTTP server that gives a page for each path (with its query), one a connection."""

    def handler(connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += _some(connection)
        given = page(head.split()[1].decode())
        sized = {} if given.hangs else {"Content-Length": str(len(given.body))}
        lines = [f"{name}: {value}\r\n" for name, value in {"Connection": "close", **sized, **given.headers}.items()]
        connection.sendall(f"HTTP/1.1 {given.status}\r\n{''.join(lines)}\r\n".encode() + given.body)
        if given.hangs:
            silent(connection)

    return handler


class RtmpServer:
    """Takes what is published, under every name but those with `wrong` in them, and plays it to who asks for it afterwards.

    `hangs`: the end of what is played is not told. `said` is what clients said besides.
    """

    def __init__(self, *, hangs: bool = False) -> None:
        self.streams: dict[str, list[Message]] = {}
        self.published = threading.Event()
        self.said: list[Message] = []
        self._hangs = hangs

    def put(self, name: str, stream: Sequence[Track | Packet]) -> None:
        """Publishes without a publisher."""
        tracks = {item.kind: item for item in stream if isinstance(item, Track)}
        self.streams[name] = [_message(item, tracks) for item in stream]

    def __call__(self, connection: socket.socket) -> None:
        greeting = _exactly(connection, 1 + rtmp.HANDSHAKE)
        connection.sendall(rtmp.VERSION + bytes(rtmp.HANDSHAKE) + greeting[1:])
        _exactly(connection, rtmp.HANDSHAKE)
        connection.sendall(rtmp.chunks(Message(rtmp.WINDOW, 0, 0, (1 << 16).to_bytes(4)), 2))
        connection.sendall(rtmp.chunks(Message(rtmp.PEER_BANDWIDTH, 0, 0, (1 << 16).to_bytes(4) + b"\x02"), 2))
        connection.sendall(rtmp.chunks(Message(rtmp.USER_CONTROL, 0, 0, bytes((0, rtmp.PING, 0, 0, 0, 1))), 2))
        reader, taken = rtmp.Reader(), list[Message]()
        while True:
            for message in reader.feed(_some(connection)):
                if message.kind == rtmp.COMMAND:
                    named = self._obey(connection, amf.read(message.body))
                    taken = taken if named is None else named
                elif message.kind in (rtmp.AUDIO, rtmp.VIDEO, rtmp.DATA):
                    taken.append(message)
                else:
                    self.said.append(message)

    def _obey(self, connection: socket.socket, command: list[amf.Value]) -> list[Message] | None:
        name, transaction = command[0], command[1]
        if name in ("connect", "createStream"):
            _say(connection, "_result", transaction, None, 1.0)
        elif name == "publish" and "wrong" in str(command[3]):
            _status(connection, "error", "NetStream.Publish.BadName", f"key refused: {command[3]}")
        elif name == "publish":
            _status(connection, "status", "NetStream.Publish.Start", "")
            return self.streams.setdefault(str(command[3]), [])
        elif name == "play":
            self._play(connection, str(command[3]))
        elif name == "deleteStream":
            self.published.set()
        return None

    def _play(self, connection: socket.socket, name: str) -> None:
        if name not in self.streams:
            _status(connection, "error", "NetStream.Play.StreamNotFound", "No such stream")
            return
        _status(connection, "status", "NetStream.Play.Start", "")
        for message in self.streams[name]:
            connection.sendall(rtmp.chunks(message, 6, 128))
        if not self._hangs:
            _status(connection, "status", "NetStream.Play.UnpublishNotify", "")


def _message(item: Track | Packet, tracks: Mapping[Kind, Track]) -> Message:
    if isinstance(item, Track):
        return Message(flv.TAGS[item.kind], 0, 1, flv.configuration_of(item))
    stamp, payload = flv.payload_of(item, tracks[item.kind].time_base)
    return Message(flv.TAGS[item.kind], stamp, 1, payload)


def _say(connection: socket.socket, *values: amf.Value) -> None:
    connection.sendall(rtmp.chunks(Message(rtmp.COMMAND, 0, 0, amf.write(*values)), 3, 128))


def _status(connection: socket.socket, level: str, code: str, description: str) -> None:
    _say(connection, "onStatus", 0, None, {"level": level, "code": code, "description": description})


def _some(connection: socket.socket) -> bytes:
    data = connection.recv(1 << 16)
    if not data:
        raise EOFError
    return data


def _exactly(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        data += connection.recv(count - len(data)) or _some(connection)
    return data
