"""The impaired link: relays on loopback between somebody of ours and a server, without root. One thread with one event loop carries them all.

A relay listens on 127.0.0.1, and sends on what it gets to its target as its two lines say. `change` takes effect at once, mid-stream.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from houdun import clock
from houdun.errors import OutsideError
from houdun.language import Bilingual
from houdun.media.link.model import CLEAR, Impairment, Line

LOOPBACK = "127.0.0.1"
T = TypeVar("T")


class Carrier(Protocol):
    """A protocol's relay, living in the loop: `tcp.Tcp`, `udp.Udp`, `whip.Whip`."""

    port: int

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    def nudge(self) -> None:
        """The lines have changed: what a stall held up may go on."""


class Relay:
    """An impaired link: a carrier made for two lines, up and down. Entering starts it; then `host` and `port` are where to connect instead of
    the carrier's target."""

    host = LOOPBACK

    def __init__(self, carrier: Callable[[Line, Line], Carrier], *, reliable: bool, seed: int = 0) -> None:
        now = clock.seconds()
        self._up = Line(reliable=reliable, seed=seed, now=now)
        self._down = Line(reliable=reliable, seed=seed + 1, now=now)
        self._carrier = carrier(self._up, self._down)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="impaired-link", daemon=True)

    @property
    def port(self) -> int:
        return self._carrier.port

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._run(self._carrier.start())
        except OSError as error:
            self._end()
            raise _no_link(error) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._run(self._carrier.stop())
        self._end()

    def change(self, *, up: Impairment | None = None, down: Impairment | None = None) -> None:
        """Sets what the way to the target (`up`) and back (`down`) suffers from now on; None leaves a direction clear."""
        self._loop.call_soon_threadsafe(self._change, up or CLEAR, down or CLEAR)

    def _change(self, up: Impairment, down: Impairment) -> None:
        now = clock.seconds()
        for line, impairment in ((self._up, up), (self._down, down)):
            if line.impairment != impairment:
                line.change(impairment, now)
        self._carrier.nudge()

    def _run(self, what: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(timeout=10)

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _no_link(error: OSError) -> OutsideError:
    return OutsideError(
        Bilingual(f"受损链路起不来：{error.strerror}", f"the impaired link cannot start: {error.strerror}"),
        Bilingual("看看本机端口是否用尽，然后重试", "see whether this machine has run out of ports, then try again"),
        where=LOOPBACK,
    )
