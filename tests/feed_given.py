"""A server of calendars on loopback that speaks TLS, and a network in which it seems to lie on the internet."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
from socket import create_connection, socket
from threading import Event, Thread

from houdun.prevention.feed.network import Network
from houdun.prevention.feed.public import Address
from houdun.testing.certificates import certificate, serving

PUBLIC = ip_address("93.184.216.34")
CALENDAR = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nCATEGORIES:peak\r\nSUMMARY:PK\r\nDTSTART:20260307T200000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
Reply = Callable[[ssl.SSLSocket, Event], None]


def answer(body: bytes = b"", status: str = "200 OK", *headers: str, length: bool = True) -> Reply:
    told = [f"HTTP/1.1 {status}", *headers, *([f"Content-Length: {len(body)}"] if length else [])]

    def reply(made: ssl.SSLSocket, over: Event) -> None:
        made.sendall("\r\n".join([*told, "", ""]).encode() + body)

    return reply


def redirect(to: str) -> Reply:
    return answer(b"", "302 Found", f"Location: {to}")


class Elsewhere:
    """Replies by path. It remembers what was asked of it, which names were looked up, and where to connections were made."""

    def __init__(self, folder: Path, replies: Mapping[str, Reply]) -> None:
        self.replies = replies
        self.requests: list[str] = []
        self.names: list[str] = []
        self.connected: list[tuple[Address, int]] = []
        self.over = Event()
        self._pem = certificate(folder)
        self._socket = socket()
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen()
        self._port = self._socket.getsockname()[1]
        self._thread = Thread(target=self._serve)
        self._thread.start()

    def network(self, *answers: Sequence[Address]) -> Network:
        """Look-ups are answered one after the other, the last of them again and again."""
        left = list(answers or [[PUBLIC]])

        def look_up(name: str, timeout: float) -> Sequence[Address]:
            self.names.append(name)
            return left.pop(0) if len(left) > 1 else left[0]

        def connect(address: Address, port: int, timeout: float) -> socket:
            self.connected.append((address, port))
            return create_connection(("127.0.0.1", self._port), timeout)

        return Network(look_up, connect, lambda: ssl.create_default_context(cafile=str(self._pem)))

    def close(self) -> None:
        self.over.set()
        create_connection(("127.0.0.1", self._port)).close()
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        context = serving(self._pem)
        while not self.over.is_set():
            taken, _ = self._socket.accept()
            with taken, suppress(OSError), context.wrap_socket(taken, server_side=True) as made:
                self._reply(made)

    def _reply(self, made: ssl.SSLSocket) -> None:
        asked = b""
        while b"\r\n\r\n" not in asked:
            if not (piece := made.recv(4096)):
                return
            asked += piece
        self.requests.append(asked.decode())
        self.replies[asked.split(b" ")[1].decode()](made, self.over)


@contextmanager
def elsewhere(folder: Path, **replies: Reply) -> Iterator[Elsewhere]:
    """`team=…` answers for /team."""
    served = Elsewhere(folder, {f"/{name}": reply for name, reply in replies.items()})
    try:
        yield served
    finally:
        served.close()
