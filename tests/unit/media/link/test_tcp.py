"""The TCP relay over real sockets. What takes its time here takes it in the kernel; the bounds are one-sided, so a slow machine cannot fail them."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from houdun.media.link import Impairment, tcp_link

Address = tuple[str, int]


@pytest.fixture
def tcp_echo() -> Iterator[Address]:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    end, _ = server.accept()
                    threading.Thread(target=echo, args=(end,), daemon=True).start()

        def echo(end: socket.socket) -> None:
            with end, contextlib.suppress(OSError):
                while data := end.recv(65536):
                    end.sendall(data)

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()
        server.shutdown(socket.SHUT_RDWR)


def exactly(end: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count and (part := end.recv(65536)):
        got += part
    return got


def test_bytes_pass_whole_and_in_order_through_delay_jitter_and_loss(tcp_echo: Address) -> None:
    sent = bytes(range(256)) * 200
    with tcp_link(tcp_echo) as link:
        link.change(up=Impairment(delay_ms=20, jitter_ms=10, loss=0.01), down=Impairment(jitter_ms=5))
        with socket.create_connection((link.host, link.port), timeout=10) as end:
            started = time.monotonic()
            end.sendall(sent)
            assert exactly(end, len(sent)) == sent
            assert time.monotonic() - started >= 0.02


def test_a_narrow_uplink_takes_as_long_as_its_rate_says(tcp_echo: Address) -> None:
    with tcp_link(tcp_echo) as link:
        link.change(up=Impairment(rate_kbps=800))
        with socket.create_connection((link.host, link.port), timeout=10) as end:
            started = time.monotonic()
            end.sendall(b"x" * 30_000)
            assert len(exactly(end, 30_000)) == 30_000
            assert time.monotonic() - started >= 0.28


def test_a_stall_can_be_lifted_mid_stream(tcp_echo: Address) -> None:
    with tcp_link(tcp_echo) as link:
        link.change(up=Impairment(stall=True))
        with socket.create_connection((link.host, link.port), timeout=0.2) as end:
            end.sendall(b"held")
            with pytest.raises(TimeoutError):
                end.recv(10)
            link.change()
            end.settimeout(10)
            assert exactly(end, 4) == b"held"


def test_a_target_that_refuses_is_refused_by_the_relay(tcp_echo: Address) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        nobody = gone.getsockname()
    with tcp_link(nobody) as link, socket.create_connection((link.host, link.port), timeout=10) as end:
        try:
            got = end.recv(1)
        except ConnectionResetError:
            got = b""
        assert got == b""
