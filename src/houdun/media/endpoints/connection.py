"""One TCP or TLS connection with limits on every wait, which any thread may interrupt."""

from __future__ import annotations

import contextlib
import fcntl
import select
import socket
import ssl
import struct
import termios
import threading
from collections import deque

from houdun import clock
from houdun.errors import HoudunError, OutsideError, RefusedError
from houdun.language import Bilingual

PIECE = 1 << 16
MOST_COUNTED = 10_000
"""Sends whose ends are remembered, to tell how many still wait."""


class Connection:
    """Bytes in and out. `receive` and `send` raise TimeoutError and OSError as sockets do."""

    def __init__(self, made: socket.socket) -> None:
        self.socket = made
        self._ends: deque[int] = deque(maxlen=MOST_COUNTED)
        self.total = 0
        """Bytes handed over for sending."""

    def limit(self, timeout: float) -> None:
        """Limits the next waits on `socket`, for whoever reads it himself."""
        self.socket.settimeout(max(timeout, 1e-3))

    def receive(self, timeout: float) -> bytes:
        """What is there, waiting for it up to `timeout` seconds; b"" when the other side has closed."""
        self.limit(timeout)
        return self.socket.recv(PIECE)

    def ready(self, timeout: float) -> bool:
        """Is there something to receive, be it the end? Waits for it up to `timeout` seconds."""
        if isinstance(self.socket, ssl.SSLSocket) and self.socket.pending():
            return True
        poll = select.poll()
        poll.register(self.socket, select.POLLIN)
        return bool(poll.poll(timeout * 1000))

    def waiting(self) -> bytes | None:
        """What is there now; None where that is nothing, b"" when the other side has closed."""
        self.socket.setblocking(False)
        try:
            return self.socket.recv(PIECE)
        except (BlockingIOError, ssl.SSLWantReadError):
            return None

    def send(self, data: bytes, timeout: float) -> None:
        """Hands all of it to the kernel. After an error the connection is of no more use."""
        self.socket.settimeout(timeout)
        self.socket.sendall(data)
        self.total += len(data)
        self._ends.append(self.total)

    def queued(self) -> int:
        """How many of the latest sends still wait in the kernel, wholly or in part; -1 where it does not tell."""
        if isinstance(self.socket, ssl.SSLSocket):
            return -1
        try:
            (waiting,) = struct.unpack("i", fcntl.ioctl(self.socket, termios.TIOCOUTQ, b"\0\0\0\0"))
        except (OSError, ValueError):
            return -1
        while self._ends and self._ends[0] <= self.total - waiting:
            self._ends.popleft()
        return len(self._ends)

    def interrupt(self) -> None:
        """Makes a wait in another thread end at once."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.socket.close()


def dial(host: str, port: int, timeout: float, *, where: str, tls: bool = False) -> Connection:
    """Connects within `timeout` seconds in all: look-up, TCP, TLS. Raises OutsideError, RefusedError for a bad certificate; `where` stands in them."""
    deadline = clock.steady() + timeout
    try:
        found = _look_up(host, port, timeout)
        made = _first_to_answer(found, deadline)
        if tls:
            made.settimeout(max(deadline - clock.steady(), 1e-3))
            made = ssl.create_default_context().wrap_socket(made, server_hostname=host)
    except OSError as error:
        raise unreachable(error, where) from error
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Connection(made)


def _look_up(host: str, port: int, timeout: float) -> list[tuple[int, tuple[str, int]]]:
    """Names are looked up in a thread of their own, because the system's look-up knows no time limit."""
    found: list[tuple[int, tuple[str, int]]] = []
    failed: list[OSError] = []

    def look() -> None:
        try:
            found.extend(
                (family, (str(to[0]), port)) for family, *_, to in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            )
        except (OSError, UnicodeError) as error:
            failed.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(timeout)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError("name look-up timed out")
    return found


def _first_to_answer(found: list[tuple[int, tuple[str, int]]], deadline: float) -> socket.socket:
    last: OSError = TimeoutError("timed out")
    for family, to in found:
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            made.settimeout(max(deadline - clock.steady(), 1e-3))
            made.connect(to)
        except OSError as error:
            made.close()
            last = error
        else:
            return made
    raise last


def unreachable(error: OSError, where: str) -> HoudunError:
    """The error for a connection that did not come about."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return RefusedError(
            Bilingual(f"证书不可信（{error.verify_message}）", f"its certificate is not to be trusted ({error.verify_message})"),
            Bilingual("请核对主机名和证书有效期", "check the host's name and how long the certificate holds"),
            where=where,
        )
    said = "timed out" if isinstance(error, TimeoutError) else (error.strerror or str(error))
    return OutsideError(
        Bilingual(f"连接不上（{said}）", f"no connection ({said})"),
        Bilingual("请确认地址正确、服务已启动、网络可达", "check the address, that the server runs, and the network"),
        where=where,
    )
