"""What persons do on this page, understood from what they sent: through the same functions as on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.http import QueryDict

from houdun.app import duty, inbox, trials
from houdun.app.duty import On
from houdun.app.workspace import Workspace
from houdun.channel.manual.told import Told, told
from houdun.errors import UsageError
from houdun.facts.time import SECOND, Millis
from houdun.flow.trial import operator, persons
from houdun.flow.trial.ahead import approving
from houdun.flow.trial.ahead.approving import Opening
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.plan import Block
from houdun.flow.trial.reading import meant
from houdun.flow.trial.record import Entry
from houdun.language import Bilingual
from houdun.web.now.meanings import typed

ORDERS: Final = frozenset({"pause", "resume", "stop"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A task and what is to become of it: `more` says it in the audit trail, `do` does it."""

    entry: Entry
    more: str
    do: Callable[[], object]


def order(space: Workspace, trial: On, what: str, now: Millis) -> None:
    """At our time, also where the trial's own stands: each order is one of its own."""
    operator.order(duty.journal(space, trial), operator.Order(what), now)


def chosen(trial: On, numbers: Sequence[int]) -> tuple[Block, ...]:
    """Blocks that still wait: who approves what somebody else has approved meanwhile approves the rest. Raises UsageError for one that is not to come."""
    blocks = approving.chosen(trial.seen.to_come, numbers)
    return tuple(block for block in blocks if block.number in trial.seen.unapproved)


def approve(space: Workspace, trial: On, blocks: Sequence[Block], now: Millis) -> None:
    approving.approve(duty.journal(space, trial), blocks, now)


def letters(trial: On, block: Block) -> Iterator[Opening]:
    """As they would go out."""
    return approving.openings(trial.seen.terms, block)


def understood(space: Workspace, trial: On, given: QueryDict, now: Millis) -> Deed:
    """Raises UsageError for what cannot be understood, or waits no more. A trial in virtual time is answered in its own time."""
    entry, how, at = duty.task(trial, given.get("key", "")), given.get("how", ""), trial.now(now)
    own = duty.journal(space, trial)
    match how:
        case "sent":
            moment = _when(trial, given, at)
            return Deed(entry, f"sent at {moment.at} ± {moment.plus_minus}", partial(persons.sent, own, entry, moment, at))
        case "not-sent":
            return Deed(entry, how, partial(persons.not_sent, own, entry, at))
        case "suggested" | "machine" | "other":
            meaning, ours = _meaning(trial, entry, how, given), given.get("words", "")
            more = f"means {meant.words(meaning)}" + (f"; says {ours.strip()}" if ours.strip() else "")
            return Deed(entry, more, partial(persons.means, own, entry, meaning, ours, at))
        case "place":
            case = given.get("case", "")
            trials.of_case(space, case)
            return Deed(entry, f"in case {case}", partial(inbox.place, space, inbox.task(space, entry.key), case, at))
        case "seen":
            return Deed(entry, how, partial(inbox.seen, inbox.task(space, entry.key, _alone(trial, entry)), at))
    raise UsageError(
        Bilingual("没有说明怎么处理", "it is not said how to see to it"),
        Bilingual("请选一种处理方式", "choose a way"),
        where=how[:40],
    )


def _alone(trial: On, entry: Entry) -> str | None:
    """The trial that the task is looked for in; None where it says the same in each."""
    return None if entry.data["kind"] in inbox.SHARED else trial.name


def _when(trial: On, given: QueryDict, now: Millis) -> Told:
    """Within a day, give or take seconds; empty is now."""
    seconds = given.get("plus_minus", "") or "0"
    moment = trials.moment(given.get("at", "") or None, trial.seen.terms.zone, now)
    return told(moment, int(seconds) * SECOND if seconds.isdecimal() and len(seconds) < 9 else -1, now)


def _meaning(trial: On, entry: Entry, how: str, given: QueryDict) -> Meaning:
    if how == "suggested":
        return persons.suggestion(entry)
    question = trial.matter(entry.data["case"]).instance.question
    return meant.read(meant.MACHINE if how == "machine" else typed(given), question)
