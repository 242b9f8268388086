"""What was decided where raters differ: it takes the place of their median. Grades stay as they were given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from houdun.facts.happening import Happening
from houdun.facts.time import Millis
from houdun.store import Store

DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Of the packet's thread `by` says: this deep, and whether it names the cause (None where the question has none); and why."""

    packet: str
    by: str
    depth: int
    cause: bool | None
    reason: str


def decisions(store: Store) -> Mapping[str, Decision]:
    """The one that stands, by packet: the last."""
    return {entry.data["packet"]: Decision(**entry.data) for entry in store.journal.read(DECISION)}


def decided_by(store: Store, person: str) -> frozenset[str]:
    """The packets that this person has decided, and so has seen with others' grades."""
    return frozenset(packet for packet, who in (_parts(key) for key in store.journal.keys(DECISION)) if who == person)


def append(store: Store, decision: Decision, now: Millis) -> None:
    store.journal.append_all([Happening(DECISION, f"{decision.packet}/{decision.by}/{now}", now, asdict(decision))])


def _parts(key: str) -> tuple[str, str]:
    packet, _, rest = key.partition("/")
    return packet, rest.rpartition("/")[0]
