"""The two ports of a media endpoint, one contract suite each (`houdun.testing.contracts`). Both are synchronous: a stream is a thread.

Time limits are stated and kept: `PATIENCE.connect` for a first byte, `PATIENCE.silence` for a stream that goes quiet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from houdun.media.events import Event
from houdun.media.track import Packet, Track


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds until a silent or dead other side becomes an error or an end."""

    connect: float = 10.0
    silence: float = 10.0


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Sent:
    """What the publisher knows of its sending: for the publisher's log. `queued` packets wait in it; -1 where the path does not tell."""

    packets: int
    bytes: int
    queued: int = -1
    key_requests: int = 0
    """PLI and FIR that came back (WebRTC)."""


class Publisher(Protocol):
    """Sends encoded packets to one address. Entering connects.

    Raises OutsideError where nobody answers in time, RefusedError where the other side says no (with what it said, never with the key).
    """

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...

    def send(self, packet: Packet) -> None:
        """Hands over one packet that is due now. Blocks as long as the path does (that is how a small uplink shows)."""

    def sent(self) -> Sent: ...


class Player(Protocol):
    """Plays one address. Iterating connects, and yields events in the order of their arrival until the stream ends or `stop` is called.

    Raises like Publisher, but only before the first event; afterwards troubles are events, the last one being ENDED or STALLED.
    """

    def __iter__(self) -> Iterator[Event]: ...

    def stop(self) -> None:
        """Ends the iteration soon, from any thread."""


class Opener(Protocol):
    """What each protocol's module offers: may this address be opened, and how."""

    schemes: Sequence[str]

    def publish(self, url: str, tracks: Sequence[Track], patience: Patience) -> Publisher: ...

    def play(self, url: str, patience: Patience, *, loop_filter: bool = False) -> Player:
        """`loop_filter` False may skip H.264's deblocking: cheaper, and the codes read as well."""
