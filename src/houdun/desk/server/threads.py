"""The conversations of a desk, and what is to be said next in any of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from houdun.desk.server.office import Office, numbers
from houdun.desk.server.reading import Read
from houdun.desk.turn import Act, Mind, Turn
from houdun.facts.time import Millis

UNASKED = "unasked"


@dataclass(slots=True)
class Thread:
    """`key` is the Message-ID of its first mail; `number` that of its ticket."""

    key: str
    number: str
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
        self._by_number: dict[str, Thread] = {}
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
        if ours and mail.automatic:
            self._renumber(thread, mail.subject)
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
        """By what it answers, the nearest first; else by the ticket in its subject; else a new one."""
        for id in reversed(mail.answers):
            if id in self._by_id:
                return self._by_id[id]
        for number in numbers(mail.subject):
            if number in self._by_number:
                return self._by_number[number]
        thread = Thread(mail.id, self._office.number(mail.id))
        self._by_number[thread.number] = thread
        self._threads.append(thread)
        return thread

    def _renumber(self, thread: Thread, subject: str) -> None:
        """A machine that tells the customer a number of its own has given it to the ticket."""
        theirs = numbers(thread.turns[0].subject)
        thread.number = next((number for number in numbers(subject) if number not in theirs), thread.number)
        self._by_number.setdefault(thread.number, thread)

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
