"""Mail history: every file's mails together, threaded, each thread with a vendor in it a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from houdun.channel.email import boxes, parties, subjects
from houdun.channel.email.boxes import Raw
from houdun.channel.email.mail import Mail, Unreadable, excerpt, parse
from houdun.channel.email.parties import Book, Parties
from houdun.channel.email.threads import Thread, threads
from houdun.channel.port import Part, RawFile, ReadOptions, Reject
from houdun.facts.case import CaseKey, CaseLog, Message, Role
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual

NO_VENDOR = Bilingual("这封邮件的会话里没有服务商", "no vendor takes part in the conversation of this mail")
ADD_VENDOR = Bilingual(
    "如应计入，请把对方域名写进对照文件", "if it should count, add the other side's domain to the mapping file"
)


class Reader:
    """`vendor_field` names a header field (`X-Vendor`) whose value is the vendor. A mail may belong to an inbox and a sent
    folder: give both in one import, so that questions and answers meet."""

    kind: ClassVar[str] = "email"
    about: ClassVar[Bilingual] = Bilingual("电子邮件：mbox、Maildir、.eml", "mail: mbox, Maildir, .eml")

    def files(self, path: Path) -> Sequence[Path]:
        return boxes.files(path)

    def read(self, files: Sequence[RawFile], options: ReadOptions) -> Iterator[Part]:
        book = parties.load(options.mapping, options.vendor)
        places: dict[str, tuple[str, int]] = {}
        mails: list[Mail] = []
        for file in files:
            for raw in boxes.mails(file):
                read = _read(raw, options.vendor_field)
                if isinstance(read, Reject):
                    yield read
                else:
                    mails.append(read)
                    places[read.uid] = (raw.file, raw.row)
        latest = max((mail.at for mail in mails), default=0)
        for thread in threads(mails):
            cases = _cases(thread, book, options, max(options.as_of or latest, thread.last_at))
            yield from cases
            if not cases:
                yield _left_out(thread, *places[thread.mails[0].uid])


def _read(raw: Raw, field: str | None) -> Mail | Reject:
    try:
        return parse(raw, field)
    except Unreadable as error:
        return Reject(file=raw.file, row=raw.row, field=error.field, problem=error.problem, mend=error.mend, raw=excerpt(raw))


def _cases(thread: Thread, book: Book, options: ReadOptions, horizon: Millis) -> list[CaseLog]:
    named = options.vendor
    if options.vendor_field:
        value = next((mail.field for mail in thread.mails if mail.field), "")
        if not value.partition("@")[0].strip():
            return []
        named = Vendor.parse(value)
    return [_log(thread, pair, horizon) for pair in book.parties(thread, named)]


def _log(thread: Thread, pair: Parties, horizon: Millis) -> CaseLog:
    return CaseLog(
        key=CaseKey(pair.supplier.vendor, Reader.kind, thread.id),
        title=subjects.title(thread.opener.subject),
        horizon=horizon,
        entries=tuple(_message(mail, pair) for mail in thread.mails),
    )


def _message(mail: Mail, pair: Parties) -> Message:
    role, public, automatic = pair.part(mail.sender.address, mail.machine)
    return Message(
        uid=mail.uid,
        at=mail.at,
        author=str(mail.sender),
        role=role,
        text=mail.text,
        source=mail.source,
        public=public,
        automatic=automatic,
        doubtful="" if role in (Role.CUSTOMER, Role.BOT) else mail.doubtful,
    )


def _left_out(thread: Thread, file: str, row: int) -> Reject:
    first = thread.mails[0]
    return Reject(
        file=file, row=row, field="", problem=NO_VENDOR, mend=ADD_VENDOR, raw=f"{first.sender}\n{first.subject}", left_out=True
    )
