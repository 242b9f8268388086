"""What a fetch asks of the network: a name's addresses, and a connection to one of them. Tests give one of their own."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from socket import IPPROTO_TCP, create_connection, getaddrinfo, socket
from threading import Thread

from houdun.prevention.feed.public import Address


@dataclass(frozen=True, slots=True)
class Network:
    """`look_up` gives all addresses of a name within the seconds given, `connect` a connection to that very address. Both raise OSError."""

    look_up: Callable[[str, float], Sequence[Address]]
    connect: Callable[[Address, int, float], socket]
    trust: Callable[[], ssl.SSLContext]


def look_up(host: str, timeout: float) -> Sequence[Address]:
    """In a thread of its own, because the system's look-up knows no time limit."""
    found: list[Address] = []

    def look() -> None:
        try:
            told = getaddrinfo(host, None, proto=IPPROTO_TCP)
        except (OSError, UnicodeError):
            return  # no address is the answer
        found.extend(dict.fromkeys(ip_address(str(to[0])) for *_, to in told))

    thread = Thread(target=look, daemon=True)
    thread.start()
    thread.join(timeout)
    if thread.is_alive():
        raise TimeoutError
    return tuple(found)


def connect(address: Address, port: int, timeout: float) -> socket:
    return create_connection((str(address), port), timeout)


INTERNET = Network(look_up, connect, ssl.create_default_context)
