"""The trials of a workspace. Each writes to a part of the journal that is its own; what concerns all of them stays common.

journal_of(whole, name)     the part of the trial of that name, begun or not
names(whole)                the trials that were begun, in that order

The first trial has the topics as they are, which is where earlier versions, that knew of one only, left theirs. Each further one has its mark behind them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from houdun.facts.case import CaseLog
from houdun.facts.happening import Happening
from houdun.facts.time import Millis
from houdun.flow.trial import kept, record
from houdun.flow.trial.record import Entry, Journal
from houdun.flow.trial.told.declared import declaration

TRIALS: Final = "trials"
"""Topic: the further trials, by their names."""
COMMON: Final = frozenset({record.QUESTION, record.UNASKED})
"""Of these topics there is one for all trials: raters and the report read them, and case ids are unique in a workspace."""


@dataclass(frozen=True, slots=True)
class Part:
    """The journal of one further trial. `whole` is the workspace's."""

    whole: Journal
    mark: str

    def append_all(self, happenings: Sequence[Happening], logs: Sequence[CaseLog] = ()) -> int:
        return self.whole.append_all([replace(each, topic=self._topic(each.topic)) for each in happenings], logs)

    def read(self, topic: str, after: int = 0) -> Iterator[Entry]:
        return self.whole.read(self._topic(topic), after)

    def find(self, topic: str, key: str) -> Entry | None:
        return self.whole.find(self._topic(topic), key)

    def last(self) -> int:
        return self.whole.last()

    def _topic(self, topic: str) -> str:
        return topic if topic in COMMON else f"{topic}/{self.mark}"


def journal_of(whole: Journal, name: str) -> Journal:
    """A trial that was not begun is the first one where there is none yet."""
    first = _first(whole)
    return whole if first in (None, name) else Part(whole, mark_of(name))


def names(whole: Journal) -> tuple[str, ...]:
    first = _first(whole)
    return (*(() if first is None else (first,)), *(entry.key for entry in whole.read(TRIALS)))


def enlist(whole: Journal, name: str, now: Millis) -> None:
    """The trial was begun. Again, it changes nothing."""
    if _first(whole) != name:
        whole.append_all([Happening(TRIALS, name, now, {})])


def others(own: Journal) -> Iterator[Journal]:
    """The parts of the other trials of its workspace."""
    whole = whole_of(own)
    if own is not whole:
        yield whole
    parts = (Part(whole, mark_of(entry.key)) for entry in whole.read(TRIALS))
    yield from (part for part in parts if part != own)


def whole_of(own: Journal) -> Journal:
    """The workspace's journal."""
    return own.whole if isinstance(own, Part) else own


def mark_of(name: str) -> str:
    """A name for topics, files and tables, whatever the trial is called."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def _first(whole: Journal) -> str | None:
    """As its plan says or, where it is played without one, what was declared."""
    declared = declaration(whole)
    return kept.name(whole) or (declared.name if declared else None)
