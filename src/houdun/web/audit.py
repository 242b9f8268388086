"""The audit trail: who stamped, graded, approved, changed weights, signed in. Appended to the journal, and never changed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from houdun import clock
from houdun.app.workspace import Workspace
from houdun.facts.happening import Happening
from houdun.facts.time import Millis

TOPIC = "audit"


@dataclass(frozen=True, slots=True)
class Deed:
    """`what` is a short word of ours (`stamp`, `approve`, `grade`, `sign-in` …), `on` what it was done to, `more` how."""

    at: Millis
    who: str
    what: str
    on: str
    more: str


def record(space: Workspace, who: str, what: str, on: str = "", more: str = "") -> None:
    """Before what it tells of has its effect, or with it: a deed untold would be worse than one told that a kill undid."""
    now = clock.now()
    space.store.journal.append_all([Happening(TOPIC, uuid.uuid4().hex, now, {"who": who, "what": what, "on": on, "more": more})])


def deeds(space: Workspace) -> Iterator[Deed]:
    """The oldest first."""
    for entry in space.store.journal.read(TOPIC):
        data = entry.data
        yield Deed(entry.at, data["who"], data["what"], data["on"], data["more"])
