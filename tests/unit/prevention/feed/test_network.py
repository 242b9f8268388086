from __future__ import annotations

import socket
from ipaddress import ip_address
from threading import Event
from typing import Any

import pytest

from houdun.prevention.feed import network


def test_all_addresses_of_a_name_are_told_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [
        (2, 1, 6, "", ("93.184.216.34", 0)),
        (2, 1, 6, "", ("93.184.216.34", 0)),
        (10, 1, 6, "", ("2606:4700::1111", 0, 0, 0)),
    ]
    monkeypatch.setattr(network, "getaddrinfo", lambda *_, **__: told)
    assert network.look_up("example.com", 5) == (ip_address("93.184.216.34"), ip_address("2606:4700::1111"))


@pytest.mark.parametrize("typed", ["127.1", "2130706433", "0x7f000001", "017700000001"])
def test_numbers_are_looked_up_as_the_system_means_them(typed: str) -> None:
    assert network.look_up(typed, 5) == (ip_address("127.0.0.1"),)


def test_a_name_without_an_address_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(network, "getaddrinfo", unknown)
    assert network.look_up("none.example", 5) == ()


def test_a_look_up_takes_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()
    monkeypatch.setattr(network, "getaddrinfo", lambda *_, **__: over.wait(5) and [])
    with pytest.raises(TimeoutError):
        network.look_up("slow.example", 0.01)
    over.set()


def test_a_connection_goes_to_the_very_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with network.connect(ip_address("127.0.0.1"), port, 5) as made:
            assert made.getpeername() == ("127.0.0.1", port)
