"""The conversations of a desk, and what is to be said next in any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from houdun.desk.server.office import Office, tags
from houdun.desk.server.reading import Read
from houdun.desk.turn import Act, Mind, Turn
from houdun.facts.time import Millis

UNASKED = "unasked"


@dataclass(slots=True)
class Thread:
    """`key` is the Message-ID of its first mail; `tag` our mark in its subjects, "" before our first answer."""

    key: str
    tag: str = ""
    turns: list[Turn] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A mail to be written at `at`, with this Message-ID; `thread` is None where it begins one."""

    at: Millis
    id: str
    act: Act
    thread: Thread | None


class Threads:
    """Pure: the same mails in the same order make the same threads, with the same to be said next."""

    def __init__(self, office: Office, mind: Mind) -> None:
        self._office, self._mind = office, mind
        self._threads: list[Thread] = []
        self._by_id: dict[str, Thread] = {}
        self._by_tag: dict[str, Thread] = {}
        self._changed: dict[str, Thread] = {}
        self._due: dict[str, Due] = {}

    def __contains__(self, id: str) -> bool:
        """Whether a mail of that Message-ID is in any of them."""
        return id in self._by_id

    def add(self, mail: Read, at: Millis, *, ours: bool) -> None:
        """A mail that came in or was written, at the end of its thread."""
        thread = self._thread(mail)
        thread.turns.append(_turn(mail, at, ours))
        self._by_id[mail.id] = thread
        if ours:
            self._mark(thread)
        self._changed[thread.key] = thread

    @property
    def all(self) -> Sequence[Thread]:
        """In the order in which they began."""
        return self._threads

    def next(self) -> Due | None:
        """The mail that is due first; None while all that can be said is said."""
        # The mind is asked only now: a desk that reads a thousand mails back does not ask it a thousand times.
        for key, thread in self._changed.items():
            self._plan(key, thread, self._mind.next(thread.turns))
        if self._changed:
            self._plan(UNASKED, None, self._mind.unasked([each.turns for each in self._threads]))
            self._changed.clear()
        return min(self._due.values(), key=lambda due: (due.at, due.id), default=None)

    def _thread(self, mail: Read) -> Thread:
        """By what it answers, the nearest first; else by our mark in its subject; else a new one."""
        for id in reversed(mail.answers):
            if id in self._by_id:
                return self._by_id[id]
        for tag in tags(mail.subject):
            if tag in self._by_tag:
                return self._by_tag[tag]
        self._threads.append(Thread(mail.id))
        return self._threads[-1]

    def _mark(self, thread: Thread) -> None:
        """Whatever stands in our subject and not in the customer's is our mark."""
        theirs = tags(thread.turns[0].subject)
        for tag in tags(thread.turns[-1].subject):
            if tag not in theirs:
                thread.tag = thread.tag or tag
                self._by_tag.setdefault(tag, thread)

    def _plan(self, key: str, thread: Thread | None, act: Act | None) -> None:
        self._due.pop(key, None)
        if act is None:
            return
        id = self._office.id(key, act.step)
        if id not in self:
            last = thread.turns[-1].at if thread else act.at
            self._due[key] = Due(at=max(act.at, last), id=id, act=act, thread=thread)


def _turn(mail: Read, at: Millis, ours: bool) -> Turn:
    return Turn(
        id=mail.id, at=at, ours=ours, subject=mail.subject, text=mail.text, files=mail.files, author=mail.author, automatic=mail.automatic
    )  # fmt: skip
