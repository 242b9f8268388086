"""What a desk hears and says: one thread of mails with a customer, and what it will do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from houdun.facts.time import Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A mail of the thread. `ours`: the desk wrote it. `files` are the names of what was attached; `id` is its Message-ID, without brackets."""

    id: str
    at: Millis
    ours: bool
    subject: str
    text: str
    files: tuple[str, ...] = ()
    author: str = ""
    automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A mail that the desk is going to write, at `at`. `automatic` ones carry the headers that a help desk's machine sets. `step` names it
    within its thread: the same thread makes the same act with the same name."""

    at: Millis
    step: str
    author: str
    subject: str
    text: str
    automatic: bool = False


class Mind(Protocol):
    """Who decides. Both are pure: the same turns give the same act, so a desk that was killed goes on where it was.

    `next` is the next mail in a thread, None where nothing is to be said unless the customer writes again. What has been said already stands in
    `turns`, oldest first. `unasked` is the next mail that answers nothing (a warning before a peak), given all threads of that
    customer; its thread is new.
    """

    def next(self, turns: Sequence[Turn]) -> Act | None: ...

    def unasked(self, threads: Sequence[Sequence[Turn]]) -> Act | None: ...
