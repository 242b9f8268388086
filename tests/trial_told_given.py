"""A trial that was imagined to its end, in a store: what a report is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from houdun.facts.happening import Happening
from houdun.flow.trial import record, virtual
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.trial import Trial
from houdun.store import Store
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS

TOPICS = (
    record.TRIAL, record.QUESTION, record.EVENT, record.SHOWING, record.ATTEMPT, record.INBOX, record.TASK, record.OUTCOME,
    record.UNASKED, record.LETTER,
)  # fmt: skip
Changed = Callable[[str, str, Mapping[str, Any]], Mapping[str, Any] | None]
"""An entry's data by its topic and key, as it is to be; None leaves the entry out."""


@cache
def _played() -> tuple[World, Trial]:
    made = World(TERMS, BLOCKS, PERSONAS, questions(), seed=5)
    trial = made.trial()
    virtual.run(trial, made.inboxes(), made.posts)
    return made, trial


def world() -> World:
    """Played to its end."""
    return _played()[0]


def ended() -> Trial:
    return _played()[1]


def told_in(root: Path, changed: Changed = lambda topic, key, data: data) -> Store:
    """A store that holds it."""
    store, journal = Store.create(root), world().shelf.journal
    kept = [
        Happening(topic, entry.key, entry.at, data)
        for topic in TOPICS
        for entry in journal.read(topic)
        if (data := changed(topic, entry.key, entry.data)) is not None
    ]
    store.journal.append_all(kept, world().shelf.cases())
    return store
