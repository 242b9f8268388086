"""The port of a fault: one file in `scenario/faults/`, one class under `@fault(FaultFacts(…))`, overriding the hooks where it acts.

A performance calls a hook only while the fault is on, in stream time: nothing here waits or reads a clock, so the same fault runs against a
real server and in a test's virtual time. Every hook gets a `Moment`, whose `setup` has the remedies applied: a fault that is a wrong
setting simply finds the setting right and does nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from houdun.facts.fault import FaultFacts
from houdun.media.events import Event
from houdun.media.link.model import Impairment
from houdun.media.track import Packet
from houdun.scenario.setup import Setup


@dataclass(slots=True)
class Picture:
    """One raw 4:2:0 picture, planes uint8. `at` is its capture in stream seconds, `late` how much later it reaches the encoder."""

    number: int
    at: float
    y: NDArray[np.uint8]
    u: NDArray[np.uint8]
    v: NDArray[np.uint8]
    late: float = 0.0


@dataclass(slots=True)
class Sound:
    """One raw block, float32 in [-1, 1], shape (channels, n), whose first sample was captured at `at` stream seconds."""

    first: int
    at: float
    samples: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the performance stands: stream seconds, seconds since the fault was switched on, the set-up as it is now."""

    at: float
    since: float
    setup: Setup


MomentAt = Callable[[float], Moment | None]
"""The moment at a wall second; None while the fault is off."""


class Source:
    """What a fault of the capture may ask the host for besides the present block: the sound of another time."""

    def sound(self, first: float, count: int, stretch: float = 1.0) -> NDArray[np.float32]:
        """`count` samples from sample `first` (fractions allowed), read `stretch` times as fast; shape (channels, count)."""
        raise NotImplementedError


class Fault:
    """Does nothing in every hook. `values` holds every parameter of the facts, defaults filled in and checked."""

    facts: ClassVar[FaultFacts]
    encodes: ClassVar[bool] = False
    """Needs a live encoder, because it acts before or in it; without it the carousel of encoded packets is enough."""

    def __init__(self, values: Mapping[str, float], seed: int = 0) -> None:
        self.values, self.seed = values, seed

    def settings(self, setup: Setup) -> Setup:
        """What the fault does to the settings with which the encoder starts (again, when the fault comes or goes). Remedies come after it."""
        return setup

    def picture(self, picture: Picture, moment: Moment) -> Picture | None:
        """Before the encoder, the strip already drawn; None: the picture never reaches it."""
        return picture

    def restrip(self, number: int, wall: float, moment: Moment) -> tuple[int, float] | None:
        """What the strip says (frame number, wall seconds); None: the picture as `picture` left it carries no fresh strip."""
        return number, wall

    def sound(self, sound: Sound, source: Source, moment: Moment) -> Sound | None:
        """Before the encoder."""
        return sound

    def packet(self, packet: Packet, moment: Moment) -> Iterable[Packet]:
        """Between encoder and transport: stamps, bytes, order, time of leaving (`at`)."""
        return (packet,)

    def uplink(self, moment: Moment) -> Impairment | None:
        """The network between publisher and ingest, from now on."""
        return None

    def downlink(self, moment: Moment) -> Impairment | None:
        """The network between server and player, from now on."""
        return None

    def address(self, url: str, setup: Setup) -> str:
        """Where the publisher connects to."""
        return url

    def holds_playlist(self, moment: Moment) -> bool:
        """Does the CDN's edge (`media/edge.py`) go on serving the playlist that it has?"""
        return False

    def served(self, events: Iterator[Event], moment: MomentAt) -> Iterator[Event]:
        """What a server with this fault makes of a stream, for virtual time, where no server stands between. Not called with real ones."""
        return events

    def received(self, events: Iterator[Event], moment: MomentAt) -> Iterator[Event]:
        """A player's fault: what the player makes of what it gets."""
        return events


F = TypeVar("F", bound=Fault)
REGISTRY: dict[str, type[Fault]] = {}


def fault(facts: FaultFacts) -> Callable[[type[F]], type[F]]:
    """Enters a fault into the catalogue."""

    def register(made: type[F]) -> type[F]:
        if facts.id in REGISTRY:
            raise ValueError(f"two faults are called {facts.id}")
        made.facts = facts
        REGISTRY[facts.id] = made
        return made

    return register
