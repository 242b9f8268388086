"""A publisher that only notes, and a clock that passes only when somebody waits: so a show is played in no time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from houdun.media.endpoints.port import Sent
from houdun.media.track import Packet, Track


class Wall:
    """Wall seconds from `epoch` on. `wait` passes them, and says stop after `waits` of them."""

    def __init__(self, epoch: float = 1_700_000_000.0, waits: int = 1_000_000_000) -> None:
        self.epoch = self.seconds = epoch
        self._left = waits

    def now(self) -> float:
        return self.seconds

    def wait(self, seconds: float) -> bool:
        self.seconds += seconds
        self._left -= 1
        return self._left < 0


class Noted:
    """A connection: what was sent over it. `trouble` is called with each packet beforehand, and may raise."""

    def __init__(self, url: str, tracks: Sequence[Track], trouble: Callable[[Packet], None] | None = None) -> None:
        self.url, self.tracks, self._trouble = url, tuple(tracks), trouble
        self.packets: list[Packet] = []
        self.key_requests = 0
        self.open = False

    def __enter__(self) -> Self:
        self.open = True
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.open = False

    def send(self, packet: Packet) -> None:
        assert self.open, "nothing is sent over a closed connection"
        if self._trouble:
            self._trouble(packet)
        self.packets.append(packet)

    def sent(self) -> Sent:
        return Sent(len(self.packets), sum(len(packet.data) for packet in self.packets), 0, self.key_requests)


class Connections:
    """What `connect` is: each connection made is kept. `on_connect` may raise, `trouble` as of Noted."""

    def __init__(self, on_connect: Callable[[str], None] | None = None, trouble: Callable[[Packet], None] | None = None) -> None:
        self._on_connect, self._trouble = on_connect, trouble
        self.made: list[Noted] = []

    def __call__(self, url: str, tracks: Sequence[Track]) -> Noted:
        if self._on_connect:
            self._on_connect(url)
        self.made.append(Noted(url, tracks, self._trouble))
        return self.made[-1]
