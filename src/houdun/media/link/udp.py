"""The UDP relay: datagrams are delayed, reordered by jitter, dropped, as the line says. Each sender gets a socket of its own to the target."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from houdun import clock
from houdun.media.link.model import Line

Address = tuple[str, int]
Send = Callable[[bytes], None]


class Udp:
    def __init__(self, target: Address, up: Line, down: Line) -> None:
        self._target, self._up, self._down = target, up, down
        self._near: asyncio.DatagramTransport
        self._far: dict[Address, _Far] = {}
        self.port = 0

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._near, _ = await loop.create_datagram_endpoint(lambda: _Near(self), local_addr=("127.0.0.1", 0))
        self.port = int(self._near.get_extra_info("sockname")[1])

    async def stop(self) -> None:
        for far in self._far.values():
            far.close()
        self._near.close()
        await asyncio.sleep(0)  # a transport closes in the loop's next round

    def nudge(self) -> None:
        """Datagrams are never held up, only lost: there is nothing to go on with."""

    def to_target(self, data: bytes, sender: Address) -> None:
        far = self._far.get(sender)
        if far is None:
            far = self._far[sender] = _Far(self, sender)
            far.open(self._target)
        _pass(self._up, data, far.send)

    def to_sender(self, data: bytes, sender: Address) -> None:
        _pass(self._down, data, lambda late: None if self._near.is_closing() else self._near.sendto(late, sender))


class _Near(asyncio.DatagramProtocol):
    def __init__(self, relay: Udp) -> None:
        self._relay = relay

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self._relay.to_target(data, addr)


class _Far(asyncio.DatagramProtocol):
    """The socket that stands for one sender at the target. What comes before it is open waits in a short queue."""

    def __init__(self, relay: Udp, sender: Address) -> None:
        self._relay, self._sender = relay, sender
        self._transport: asyncio.DatagramTransport | None = None
        self._early: list[bytes] = []

    def open(self, target: Address) -> None:
        loop = asyncio.get_running_loop()
        self._opening = loop.create_task(loop.create_datagram_endpoint(lambda: self, remote_addr=target))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)
        for data in self._early:
            self._transport.sendto(data)
        self._early.clear()

    def send(self, data: bytes) -> None:
        if self._transport is None:
            self._early.append(data)
        elif not self._transport.is_closing():
            self._transport.sendto(data)

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self._relay.to_sender(data, self._sender)

    def error_received(self, error: Exception) -> None:
        """Nobody listens at the target now: a lost datagram, as on any network."""

    def close(self) -> None:
        self._opening.cancel()
        if self._transport is not None:
            self._transport.close()


def _pass(line: Line, data: bytes, send: Send) -> None:
    arrival = line.carry(now := clock.seconds(), len(data))
    if arrival is None:
        return
    if arrival <= now:
        send(data)
    else:
        asyncio.get_running_loop().call_later(arrival - now, send, data)
