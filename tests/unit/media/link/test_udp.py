"""The UDP relay over real sockets. What takes its time here takes it in the kernel; the bounds are one-sided, so a slow machine cannot fail them."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from houdun.media.link import Impairment, udp_link

Address = tuple[str, int]


@pytest.fixture
def udp_echo() -> Iterator[Address]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        ended = threading.Event()

        def serve() -> None:
            while not ended.is_set():
                data, sender = server.recvfrom(2048)
                server.sendto(data, sender)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()
        ended.set()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"end", server.getsockname())
            thread.join(5)


def test_datagrams_are_lost_and_delayed_as_asked(udp_echo: Address) -> None:
    with udp_link(udp_echo, seed=4) as link, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.settimeout(0.3)
        end.connect((link.host, link.port))
        link.change(up=Impairment(loss=0.3, delay_ms=5))
        started = time.monotonic()
        got = set()
        for number in range(200):
            end.send(number.to_bytes(2, "big"))
        with contextlib.suppress(TimeoutError):
            while True:
                got.add(end.recv(10))
                assert time.monotonic() - started >= 0.005
        assert 100 <= len(got) <= 175


def test_each_sender_gets_its_own_answers(udp_echo: Address) -> None:
    with udp_link(udp_echo) as link, contextlib.ExitStack() as stack:
        ends = [stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) for _ in range(3)]
        for index, end in enumerate(ends):
            end.settimeout(10)
            end.sendto(bytes([index]), (link.host, link.port))
        assert [end.recv(10) for end in ends] == [b"\0", b"\1", b"\2"]
