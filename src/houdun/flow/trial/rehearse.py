"""A trial in virtual time against desks on this machine: real letters, real mailboxes, real streams; only the clock is ours.

outcome = rehearse(terms, blocks, store, stage, occasions)
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from houdun.channel.email.receiver import Receiver
from houdun.channel.email.sender import Sender
from houdun.channel.email.settings import Settings
from houdun.channel.email.virtual import Clock
from houdun.channel.wake import Wake
from houdun.errors import UsageError
from houdun.facts.case import CaseKey, CaseLog
from houdun.facts.occasion import Occasion
from houdun.facts.time import Millis, iso
from houdun.facts.vendor import Vendor
from houdun.flow.trial import record, virtual
from houdun.flow.trial.attended import Attended, Wall
from houdun.flow.trial.case import Told
from houdun.flow.trial.letters.writing import Writing
from houdun.flow.trial.plan import Block
from houdun.flow.trial.post.inbox import Inbox
from houdun.flow.trial.post.outbox import Outbox
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.record import Journal
from houdun.flow.trial.running import Beat
from houdun.flow.trial.several import journal_of
from houdun.flow.trial.stage.port import Stage
from houdun.flow.trial.terms import Contact, Terms
from houdun.flow.trial.trial import BRIEFED, Trial
from houdun.flow.trial.virtual import Jumped
from houdun.language import Bilingual
from houdun.store import Store


@dataclass(frozen=True, slots=True)
class Shelf:
    """The store, as a trial sees it."""

    store: Store

    def keep(self, data: bytes) -> str:
        return self.store.keep_bytes(data)

    def evidence(self, sha256: str) -> bytes:
        return self.store.evidence(sha256).read_bytes()

    def case(self, key: CaseKey) -> CaseLog | None:
        return self.store.case(key)


def rehearse(
    terms: Terms,
    blocks: Sequence[Block],
    store: Store,
    stage: Stage,
    occasions: Sequence[Occasion],
    *,
    told: Told = lambda at, matter, thing: None,
    jumped: Jumped = lambda now: None,
    wall: Wall | None = None,
    pace: Millis = 0,
    beat: Beat = lambda: None,
) -> Trial:
    """Plays it to its end or until `wall` is set, or goes on with what its journal holds; as persons order, and with at least `pace` of wall time from one
    moment to the next. Raises UsageError for a vendor that is not reached by mail on this machine, and for a desk that has gone on beyond the begin."""
    journal = journal_of(store.journal, terms.name)
    mailboxes = {contact.vendor: mailbox_here(contact) for contact in terms.contacts}
    with ExitStack() as stack:
        wake = stack.enter_context(Wake())
        receivers = {vendor: Receiver(settings, wake, virtual=True) for vendor, settings in mailboxes.items()}
        desks = {vendor: Clock(settings) for vendor, settings in mailboxes.items()}
        for vendor in mailboxes:
            stack.callback(receivers[vendor].close)
            stack.callback(desks[vendor].close)
        trial = Trial(
            terms,
            blocks,
            journal=journal,
            shelf=Shelf(store),
            stage=stage,
            outboxes={vendor: Outbox(journal, Sender(settings, virtual=True)) for vendor, settings in mailboxes.items()},
            writer=Writing(terms, occasions),
            judge=Reading(),
            told=told,
        )
        inboxes = {vendor: _inbox(journal, vendor, receiver) for vendor, receiver in receivers.items()}
        if next(iter(journal.read(record.ATTEMPT)), None) is None:
            for vendor, inbox in inboxes.items():
                _check_young(inbox, terms.start - BRIEFED, mailboxes[vendor].smtp.where)
        virtual.run(trial, inboxes, desks, jumped=jumped, persons=Attended(trial, wall or wake, pace, beat))
    return trial


def _inbox(journal: Journal, vendor: Vendor, receiver: Receiver) -> Inbox:
    """A mailbox that only the trials of this workspace use: from its beginning."""
    return Inbox(journal, receiver, str(vendor), "")


def _check_young(inbox: Inbox, begin: Millis, where: str) -> None:
    """Raises UsageError for a desk that has lived beyond our begin: what it says would be of another time, and to other letters."""
    late = next((mail for mail in inbox.receiver.new(inbox.cursor) if mail.at > begin), None)
    if late is not None:
        raise UsageError(
            Bilingual(
                f"这个模拟服务台已经走到 {iso(late.at)}，比这场考察的开始还晚",
                f"this simulated desk has gone on to {iso(late.at)}, beyond the begin of this trial",
            ),
            Bilingual("请停掉它，用另一个空文件夹重新启动", "end it, and start it again with another, empty folder"),
            where=where,
        )


def mailbox_here(contact: Contact) -> Settings:
    """The mailbox by which a vendor is reached on this machine. Raises UsageError for one that is reached otherwise."""
    if contact.mailbox is None:
        raise UsageError(
            Bilingual(f"{contact.vendor} 不是用邮件联系的", f"{contact.vendor} is not reached by mail"),
            Bilingual("虚拟时间只用于本机的模拟服务台", "virtual time is for simulated desks on this machine"),
            where="--virtual",
        )
    contact.mailbox.check_local()
    return contact.mailbox
