"""A desk at work: what comes in is kept, what is due is written and kept, each once. Kept is delivered: the customer's folders are made of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from houdun.desk.server.ledger import Entry, Ledger, Side
from houdun.desk.server.office import Office
from houdun.desk.server.reading import Read, read
from houdun.desk.server.threads import Due, Threads
from houdun.desk.server.writing import write
from houdun.desk.turn import Mind
from houdun.facts.time import Millis

Deliver: TypeAlias = Callable[[Entry], None]
"""Puts a mail that is kept where the customer sees it: what it sent among its sent mails, what is said to it into its inbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A mail that was taken or delivered. `again`: it was known already, and counts once."""

    at: Millis
    id: str
    side: Side
    who: str
    subject: str
    automatic: bool
    again: bool = False


Tell: TypeAlias = Callable[[Told], None]


class Desk:
    """Begins with all that the ledger holds. Nothing is said until `say_due` is called. `now` is the latest moment known of: in virtual time the only clock."""

    def __init__(self, office: Office, mind: Mind, ledger: Ledger, deliver: Deliver, tell: Tell, *, virtual: bool) -> None:
        self._office, self._ledger, self._deliver, self._tell, self._virtual = office, ledger, deliver, tell, virtual
        self._threads = Threads(office, mind)
        self.now: Millis = 0
        for entry in ledger.entries:
            self._enter(entry, read(entry.path.read_bytes()))

    def take(self, data: bytes, now: Millis) -> None:
        """A mail from the customer, at `now`, or in virtual time at the moment that it names. Raises OSError where it cannot be kept."""
        mail = read(data)
        at = mail.virtual_at if self._virtual and mail.virtual_at is not None else now
        again = mail.id in self._threads
        if not again:
            self._enter(self._ledger.keep(data, at, Side.HEARD), mail)
        self._tell(_told(mail, at, Side.HEARD, again=again))

    def say_due(self, until: Millis) -> Millis | None:
        """Says all that is due by `until`, in order, and tells when the next is due: None where nothing is. In virtual time a mail is written at the
        moment when it is due, in real time at `until`."""
        while (due := self._threads.next()) is not None and due.at <= until:
            self._say(due, due.at if self._virtual else until)
        self.now = max(self.now, until)
        return due.at if due is not None else None

    def next_due(self) -> Millis | None:
        due = self._threads.next()
        return due.at if due is not None else None

    def _say(self, due: Due, at: Millis) -> None:
        thread = due.thread
        data = write(
            self._office, due.act, thread.turns if thread else (), id=due.id,
            number=thread.number if thread else "", at=at, virtual=self._virtual,
        )  # fmt: skip
        mail = read(data)
        self._enter(self._ledger.keep(data, at, Side.SAID), mail)
        self._tell(_told(mail, at, Side.SAID))

    def _enter(self, entry: Entry, mail: Read) -> None:
        self._threads.add(mail, entry.at, ours=entry.side is Side.SAID)
        self._deliver(entry)
        self.now = max(self.now, entry.at)


def _told(mail: Read, at: Millis, side: Side, *, again: bool = False) -> Told:
    who = f"{mail.author} <{mail.address}>".strip() if side is Side.HEARD else mail.author
    return Told(at=at, id=mail.id, side=side, who=who, subject=mail.subject, automatic=mail.automatic, again=again)
