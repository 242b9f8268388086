"""`loop://NAME`: from a publisher to any number of players on the same machine, as MPEG-TS over TCP on 127.0.0.1. No server, only pip.

The publisher listens on a free port and writes its number into the folder of running things; players find it there, and wait for it.
A new player begins at the next key frame. One that does not keep up is dropped: it never holds up the others.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import socket
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from houdun import clock
from houdun.errors import OutsideError, RefusedError, UsageError
from houdun.language import Bilingual
from houdun.media import folders
from houdun.media.endpoints.connection import Connection, dial
from houdun.media.endpoints.live import LivePlayer
from houdun.media.endpoints.port import Patience, Player, Sent
from houdun.media.track import Kind, Packet, Track
from houdun.media.wire import mpegts

schemes = ("loop",)
NAME = re.compile(r"[\w-]{1,64}", re.ASCII)
BACKLOG = 4 << 20
"""Bytes that a player may be behind before it is dropped."""
FAREWELL = 1.0
"""Seconds in which players may take what is left when the publisher closes."""


def publish(url: str, tracks: Sequence[Track], patience: Patience) -> LoopPublisher:
    return LoopPublisher(_file(url), tracks)


def play(url: str, patience: Patience, *, loop_filter: bool = False) -> Player:
    file = _file(url)
    return LivePlayer(
        lambda timeout, stopped: LoopSource(_find(file, timeout, stopped)), patience, where=url, loop_filter=loop_filter
    )


def connect(url: str, patience: Patience) -> LoopSource:
    """A player's end of what is published under that name. Raises OutsideError where nothing is, in time."""
    return LoopSource(_find(_file(url), patience.connect, threading.Event()))


def _file(url: str) -> Path:
    parts = urlsplit(url)
    if not NAME.fullmatch(parts.netloc) or parts.path.strip("/"):
        raise UsageError(
            Bilingual("回环地址应为 loop://名称", "a loopback address is loop://NAME"),
            Bilingual(
                "名称用字母、数字、- 和 _，例如 loop://demo", "name it in letters, digits, - and _: for example loop://demo"
            ),
            where=url,
        )
    return folders.running() / f"{parts.netloc}.loop"


def _find(file: Path, timeout: float, stopped: threading.Event) -> Connection:
    """Waits for the publisher's port, and connects."""
    deadline = clock.steady() + timeout
    while True:
        with contextlib.suppress(OSError, ValueError, OutsideError):
            return dial("127.0.0.1", int(file.read_text()), max(deadline - clock.steady(), 0.01), where=str(file))
        if stopped.wait(0.05) or clock.steady() >= deadline:
            raise OutsideError(
                Bilingual("该名称下没有推流", "nothing is published under this name"),
                Bilingual("请先启动推流，再播放", "start the publisher first, then play"),
                where=f"loop://{file.stem}",
            )


class LoopSource:
    """A `Source` of transport packets."""

    rhythm = 0.0

    def __init__(self, connection: Connection) -> None:
        self._connection, self._reader = connection, mpegts.Reader()
        self.received = 0
        """Bytes so far."""
        self.ready, self.interrupt, self.close = connection.ready, connection.interrupt, connection.close

    def receive(self, timeout: float) -> Iterator[Track | Packet]:
        data = self._connection.receive(timeout)
        if not data:
            raise EOFError
        self.received += len(data)
        return self._reader.feed(data)


class _Listener:
    """One connected player, as the publisher sees it."""

    def __init__(self, connected: socket.socket) -> None:
        connected.setblocking(False)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket, self.begun = connected, False
        self.pending = bytearray()
        self.passed = 0

    def send(self, data: bytes) -> bool:
        """False when it is gone, or too far behind."""
        self.pending += data
        try:
            while self.pending:
                count = self.socket.send(self.pending)
                self.passed += count
                del self.pending[:count]
        except BlockingIOError:
            return len(self.pending) <= BACKLOG
        except OSError:
            return False
        return True


class LoopPublisher:
    """Needs no thread: players are taken in and served whenever a packet is sent."""

    def __init__(self, file: Path, tracks: Sequence[Track]) -> None:
        if not mpegts.carried(tracks):
            raise UsageError(
                Bilingual("回环只能传 H.264 和 AAC", "loopback carries H.264 and AAC only"),
                Bilingual("请改用这两种编码，或改用 WebRTC 地址", "choose these codecs, or publish over WebRTC"),
                where=f"loop://{file.stem}",
            )
        self._file, self._writer = file, mpegts.Writer(tracks)
        self._video = any(track.kind is Kind.VIDEO for track in tracks)
        self._listeners: list[_Listener] = []
        self._packets = self._bytes = 0

    def __enter__(self) -> Self:
        self._server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._server.setblocking(False)
        self._claim()
        return self

    def _claim(self) -> None:
        """Writes the port, unless another publisher is alive under this name."""
        with contextlib.suppress(OSError, ValueError, OutsideError):
            dial("127.0.0.1", int(self._file.read_text()), 1.0, where=str(self._file)).close()
            self._server.close()
            raise RefusedError(
                Bilingual("该名称下已有推流", "something is already published under this name"),
                Bilingual("请换一个名称，或先停止那一路", "take another name, or stop the other one first"),
                where=f"loop://{self._file.stem}",
            )
        fresh = self._file.with_suffix(f".{os.getpid()}")
        fresh.write_text(str(self._server.getsockname()[1]))
        fresh.replace(self._file)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.unlink(missing_ok=True)
        self._server.close()
        for listener in self._listeners:
            with listener.socket, contextlib.suppress(OSError):
                listener.socket.settimeout(FAREWELL)
                listener.socket.sendall(listener.pending)
        self._listeners.clear()

    def admit(self, patience: float = 0.0) -> int:
        """Takes in who has come, waiting for somebody up to `patience` seconds. How many listen now."""
        if patience:
            select.select([self._server], [], [], patience)
        with contextlib.suppress(BlockingIOError):
            while True:
                self._listeners.append(_Listener(self._server.accept()[0]))
        return len(self._listeners)

    def push(self) -> tuple[int, bool]:
        """Hands on what waited for room: bytes that the kernel took from us so far for those who listen now, and whether more waits."""
        for listener in self._listeners:
            listener.send(b"")
        return sum(each.passed for each in self._listeners), any(each.pending for each in self._listeners)

    def send(self, packet: Packet) -> None:
        self.admit()
        data = self._writer.packet(packet)
        entrance = packet.key and packet.kind is (Kind.VIDEO if self._video else Kind.AUDIO)
        for listener in list(self._listeners):
            if not self._served(listener, data, entrance):
                listener.socket.close()
                self._listeners.remove(listener)
        self._packets, self._bytes = self._packets + 1, self._bytes + len(data)

    def _served(self, listener: _Listener, data: bytes, entrance: bool) -> bool:
        if entrance:
            data, listener.begun = self._writer.head() + data, True
        return listener.send(data) if listener.begun else True

    def sent(self) -> Sent:
        return Sent(self._packets, self._bytes, queued=0)
