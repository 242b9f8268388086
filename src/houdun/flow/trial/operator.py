"""What persons do to a trial that runs: pause it, approve a block, say what a message means. They write it down; the engine looks there."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from houdun.facts.case import Message
from houdun.facts.happening import Happening
from houdun.facts.time import Millis
from houdun.flow.trial import moves, record


class Order(StrEnum):
    """What an operator may order. STOP ends open cases too; it cannot be taken back."""

    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    APPROVE = "approve"


def order(journal: record.Journal, what: Order, now: Millis, block: int = 0) -> None:
    """Writes an order down. Ordering the same twice in a row does no harm."""
    journal.append_all([_order(what, now, block)])


def approve(journal: record.Journal, blocks: Iterable[int], now: Millis) -> None:
    """These blocks, all at once. Whoever approves all that are to come approves those that he was shown: what a change of plan brings later is not among them."""
    journal.append_all([_order(Order.APPROVE, now, block) for block in blocks])


def _order(what: Order, now: Millis, block: int) -> Happening:
    key = f"{what}/{block}" if what is Order.APPROVE else f"{what}/{now}"
    return Happening(record.ORDER, key, now, {"what": what, "block": block})


def tasks(journal: record.Journal) -> Iterator[record.Entry]:
    """What waits for a person, the oldest first."""
    done = {entry.key for entry in journal.read(record.ANSWER)}
    return (entry for entry in journal.read(record.TASK) if entry.key not in done)


def unanswered(journal: record.Journal, task: str) -> str:
    """The key under which a letter's task is put: each time that it was answered and arises again makes another of it."""
    keys = itertools.chain([task], (f"{task}/{number}" for number in itertools.count(2)))
    return next(key for key in keys if journal.find(record.ANSWER, key) is None)


def decided(journal: record.Journal, task: str, meaning: moves.Meaning, now: Millis) -> None:
    """A person says what a message means."""
    _answer(journal, task, now, {"meaning": record.plain(meaning)})


def confirmed(journal: record.Journal, task: str, at: Millis, plus_minus: Millis, now: Millis) -> None:
    """A person has sent a letter, or found that it did go out."""
    _answer(journal, task, now, {"sent_at": at, "plus_minus": plus_minus})


def not_sent(journal: record.Journal, task: str, now: Millis) -> None:
    """A person has found that a letter did not go out: it may be sent again."""
    _answer(journal, task, now, {"sent_at": None})


def pasted(journal: record.Journal, case: str, message: Message, now: Millis, task: str = "") -> None:
    """A vendor's words that came by another way, or that a person has placed (`task`)."""
    data = {"case": case, "message": record.plain(message)}
    _answer(journal, task or f"pasted/{message.uid}", now, data)


def seen(journal: record.Journal, task: str, now: Millis) -> None:
    """A person has seen to it: what was refused may be tried again."""
    _answer(journal, task, now, {})


def _answer(journal: record.Journal, task: str, now: Millis, data: Mapping[str, object]) -> None:
    journal.append_all([Happening(record.ANSWER, task, now, data)])
