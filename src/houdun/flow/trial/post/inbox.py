"""What vendors say, each message once, and whose it is: a case's, a reply to the brief, a word unasked, or for a person to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from houdun.channel.email import subjects, ties
from houdun.channel.email.automatic import Kind, Machine
from houdun.channel.email.parties import SHARED_DOMAINS, Parties, Side, Supplier
from houdun.channel.email.ties import Doubt, OpenCase
from houdun.channel.port import Incoming, Receiver, Undelivered
from houdun.facts.case import CaseKey, Message, Role
from houdun.facts.trial import CHANNEL
from houdun.facts.vendor import Vendor
from houdun.flow.trial.post.neighbours import Neighbours
from houdun.flow.trial.record import INBOX, Journal
from houdun.flow.trial.terms import Contact

BRIEF = "brief"
"""Stands for a case in the ties of what answers the brief."""


@dataclass(slots=True)
class Thread:
    """A conversation that mail may belong to: the ids of its messages so far. `case` is `BRIEF` for the brief's, `open` the same as mail is tied to it."""

    contact: Contact
    case: str
    ids: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    """Under which the vendor's own system has the case, as its subjects have shown."""
    open: OpenCase = field(init=False, repr=False)

    def __post_init__(self) -> None:
        key = CaseKey(self.contact.vendor, CHANNEL, self.case)
        self.open = OpenCase(key, self.ids, frozenset({self.case}), parties(self.contact), self.numbers)

    @property
    def key(self) -> CaseKey:
        return self.open.key


@dataclass(frozen=True, slots=True)
class Taken:
    """A message taken in. `thread` and `message` are None where no conversation of ours is known to be meant; `vendor` is then who seems to have written,
    and `theirs` says that one of another trial is. `numbers` are those of the vendor's own that it shows for the first time."""

    incoming: Incoming
    thread: Thread | None
    message: Message | None
    vendor: Vendor | None
    doubt: Doubt | None = None
    theirs: bool = False
    numbers: frozenset[str] = frozenset()

    @property
    def is_unasked(self) -> bool:
        """It answers nothing, by its headers and its subject. News that a mailing system sends is as good as a person's."""
        incoming, machine = self.incoming, Machine.named(self.incoming.automatic)
        answers = incoming.answers or incoming.tags or subjects.is_reply(incoming.subject)
        return not answers and (machine is None or machine.kind is Kind.NOTICE)

    def returned(self, letters: Sequence[str]) -> tuple[str, Undelivered] | None:
        """Which of the letters is reported not to have reached the vendor, for good: the one that the report names, else the last. None where it speaks
        of somebody to whom the vendor passes its mail on."""
        report = self.incoming.undelivered
        if report is None or not report.final or self.thread is None or not letters:
            return None
        to = self.thread.contact.to.lower()
        meant = report.recipient == to if report.recipient else to in self.incoming.text.lower()
        return (next((each for each in letters if each in self.incoming.answers), letters[-1]), report) if meant else None


class Inbox:
    """One mailbox, which other trials may read too, each for itself. It is read from where the journal says that it has been read to. What is taken must be written down, with `Incoming.cursor`, before
    the next is asked for."""

    def __init__(self, journal: Journal, receiver: Receiver, name: str, begin: str) -> None:
        self.receiver, self.name = receiver, name
        self._neighbours = Neighbours(journal)
        self.cursor, self._seen = begin, set[str]()
        for entry in journal.read(INBOX):
            if entry.data["mailbox"] == name:
                self.cursor = entry.data["cursor"] or self.cursor
                self._seen.add(entry.data["uid"])
                if entry.data.get("theirs"):
                    self._neighbours.said(entry.data["id"])

    def new(self, threads: Sequence[Thread]) -> Iterator[Taken]:
        """Raises what the receiver raises."""
        for incoming in self.receiver.new(self.cursor):
            if not self.has(incoming):
                yield self.tied(incoming, threads)
            self.passes(incoming)

    def tied(self, incoming: Incoming, threads: Sequence[Thread]) -> Taken:
        """A message and the conversation that it belongs to."""
        taken = tied(incoming, threads, self._neighbours.case(incoming.address, (thread.case for thread in threads)))
        if taken.theirs:
            self._neighbours.said(incoming.id)
        return taken

    def has(self, incoming: Incoming) -> bool:
        return incoming.uid in self._seen

    def passes(self, incoming: Incoming) -> None:
        """It is written down."""
        self.cursor = incoming.cursor or self.cursor
        self._seen.add(incoming.uid)


def tied(incoming: Incoming, threads: Sequence[Thread], theirs: OpenCase | None = None) -> Taken:
    """A message and the conversation that it belongs to. `theirs` stands for all those of other trials."""
    cases = [thread.open for thread in threads]
    tie = ties.tie(incoming, [*cases, theirs] if theirs else cases)
    if tie.case is None:
        writers = {case.key.vendor for case in cases if incoming.address in case.parties.supplier.side}
        return Taken(incoming, None, None, writers.pop() if len(writers) == 1 else None)
    if tie.case is theirs:
        return Taken(incoming, None, None, None, theirs=True)
    thread = next(thread for thread in threads if thread.open is tie.case)
    message = ties.message(incoming, tie.case, tie.doubt)
    if message.role is Role.CUSTOMER and incoming.id in thread.ids:
        # Our own letter, which some server has brought back to us.
        return Taken(incoming, thread, None, thread.contact.vendor)
    if incoming.id:
        thread.ids.add(incoming.id)
    shown = frozenset(incoming.tags)
    numbers = shown.difference(thread.numbers, *(case.tags for case in cases)) if shown else shown
    thread.numbers |= numbers
    return Taken(incoming, thread, message, thread.contact.vendor, tie.doubt, numbers=numbers)


def parties(contact: Contact) -> Parties:
    """Our mailbox, and the vendor's whole domain where it has one of its own."""
    ours = contact.mailbox.address.lower() if contact.mailbox else ""
    address = contact.to.lower()
    domain = address.rpartition("@")[2]
    theirs = Side(addresses=frozenset({address})) if domain in SHARED_DOMAINS else Side(domains=frozenset({domain}))
    return Parties(us=Side(addresses=frozenset({ours})), supplier=Supplier(contact.vendor, theirs))
