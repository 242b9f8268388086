"""What waits for a person, over all trials of a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from houdun.app import trials
from houdun.app.workspace import Workspace
from houdun.errors import UsageError
from houdun.facts.time import Millis
from houdun.flow.trial import operator, persons
from houdun.flow.trial.kept import Held
from houdun.flow.trial.record import Entry, Journal
from houdun.flow.trial.told.overview import Overview
from houdun.language import Bilingual

SHARED: Final = frozenset({persons.PLACING, "mailbox"})
"""Kinds of tasks that say the same in every trial that has them: mail that nobody can place, a mailbox that refuses."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task, and the trial that it waits in. `journal` is that trial's."""

    held: Held
    seen: Overview
    journal: Journal
    entry: Entry

    @property
    def is_shared(self) -> bool:
        return self.entry.data["kind"] in SHARED


def waiting(space: Workspace, name: str | None = None) -> Iterator[Waiting]:
    """Of the trial of that name, or of all, in the order of their begin. What is shared comes once for each. Raises UsageError where there is no such trial."""
    for held, seen in (trials.standing(space, name),) if name else trials.all_standing(space):
        yield from (Waiting(held, seen, trials.journal(space, held.terms), entry) for entry in seen.tasks)


def task(space: Workspace, key: str, name: str | None = None) -> tuple[Waiting, ...]:
    """The task under this key, or the only one that begins so; where it is shared, that of every trial. Raises UsageError for none, or several."""
    everything = tuple(waiting(space, name))
    entry = persons.task(tuple({each.entry.key: each.entry for each in everything}.values()), key)
    found = tuple(each for each in everything if each.entry.key == entry.key)
    if len(found) > 1 and not all(each.is_shared for each in found):
        names = [each.held.terms.name for each in found]
        zh, en = "、".join(names), ", ".join(names)
        raise UsageError(
            Bilingual(f"几场考察都有 {entry.key}：{zh}", f"{entry.key} waits in several trials: {en}"),
            Bilingual("请用 --trial 指明", "name one by --trial"),
            where=key,
        )
    return found


def place(space: Workspace, found: tuple[Waiting, ...], case: str, now: Millis) -> None:
    """The message belongs to that case, of whichever trial; in the others it is seen to. Raises UsageError for another task, or where there is no such case."""
    held, _ = trials.of_case(space, case)
    own = trials.journal(space, held.terms)
    persons.place(own, found[0].entry, held.matter(case), now)
    for each in found:
        if each.journal != own:
            operator.seen(each.journal, each.entry.key, now)


def seen(found: tuple[Waiting, ...], now: Millis) -> None:
    """Somebody has seen to it, for every trial that has it. Raises UsageError for a task that a case waits for."""
    for each in found:
        persons.seen(each.journal, each.entry, now)
