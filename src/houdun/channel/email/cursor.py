"""How far a mailbox has been taken in: for each folder the last uid, under which validity (RFC 3501, 2.3.1.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from houdun.channel.email.imap import Arrival, State
from houdun.facts.time import DAY, Millis

MARGIN: Final[Millis] = 2 * DAY
"""Where uids have lost their meaning, mail that reached the server so long before the last one taken is offered again."""


class Mark(NamedTuple):
    """The last mail taken of one folder, and the latest time at which any taken so far had reached the server."""

    validity: int
    uid: int
    at: Millis


@dataclass(frozen=True, slots=True)
class Cursor:
    """Immutable: taking a mail makes a new one."""

    marks: Mapping[str, Mark] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Cursor:
        """Reads back what `str` wrote; "" stands before everything."""
        return cls({folder: Mark(*map(int, mark)) for folder, mark in json.loads(text or "{}").items()})

    def __str__(self) -> str:
        return json.dumps(
            {folder: list(mark) for folder, mark in sorted(self.marks.items())}, ensure_ascii=False, separators=(",", ":")
        )

    def past(self, folder: str, state: State, arrival: Arrival) -> Cursor:
        """Behind that mail."""
        before = self.marks.get(folder, Mark(0, 0, 0))
        mark = Mark(state.validity, arrival.uid, max(before.at, arrival.at))
        return Cursor({**self.marks, folder: mark})

    def after(self, folder: str, state: State) -> int:
        """The uid behind which unread mail may stand."""
        mark = self.marks.get(folder)
        return mark.uid if mark and mark.validity == state.validity else 0

    def unread(self, folder: str, state: State, arrivals: list[Arrival]) -> Iterator[Arrival]:
        """Those of the arrivals behind `after` that may be new: all, or where uids were given anew those that came late enough."""
        mark = self.marks.get(folder)
        since = mark.at - MARGIN if mark and mark.validity != state.validity else 0
        return (each for each in arrivals if each.at >= since)
