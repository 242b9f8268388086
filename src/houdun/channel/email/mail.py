"""One mail as the rest of the channel sees it: who, when, to whom, what, in answer to which."""

from __future__ import annotations

import email.message
import email.parser
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from houdun.channel.email import automatic, charsets, content, headers, quotes, subjects
from houdun.channel.email.boxes import Raw
from houdun.channel.email.headers import Address
from houdun.facts.case import Source
from houdun.facts.time import DAY, Millis
from houdun.language import Bilingual

MAX_HEADER: Final = 4 * 1024 * 1024
MAX_WORK: Final = 200_000_000
"""Boundaries × lines: the standard library holds every line against every boundary around it."""

WORDLESS: Final = "no_words"
"""A picture, an encrypted mail, a click on "accept", or answers within our own lines that no program tells from them: a person has to look."""

_END_OF_HEADER: Final = re.compile(rb"\r?\n\r?\n|\r\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """`id` is the Message-ID (of the content where there is none), `parents` the ids it answers, oldest first.
    `text` holds its own words, `mentions` the tags that stand in them or in what they quote; `field` is the header that the reader asked for."""

    uid: str
    id: str
    parents: tuple[str, ...]
    subject: str
    at: Millis
    sender: Address
    recipients: tuple[str, ...]
    to: tuple[str, ...]
    text: str
    machine: automatic.Machine | None
    doubtful: str
    source: Source
    mentions: tuple[str, ...] = ()
    field: str = ""


class Unreadable(Exception):
    """A mail that cannot be read, with the field that is to blame."""

    def __init__(self, field: str, problem: Bilingual, mend: Bilingual) -> None:
        super().__init__(problem.en)
        self.field, self.problem, self.mend = field, problem, mend


NOT_MAIL: Final = Bilingual("不是电子邮件：没有邮件头", "this is no mail: it has no header fields")
EXPORT_AGAIN: Final = Bilingual("请从邮箱导出为 .eml 或 mbox 格式", "export it from the mailbox as .eml or mbox")
OVERSIZED: Final = Bilingual(f"邮件头超过 {MAX_HEADER >> 20} MiB", f"the header is larger than {MAX_HEADER >> 20} MiB")
TOO_NESTED: Final = Bilingual("邮件的 MIME 嵌套过深或已损坏", "the MIME structure is nested too deep or broken")
NO_TIME: Final = Bilingual("没有可用的 Date，Received 里也没有时间", "no usable Date, and no time in Received either")
LEAVE_OUT: Final = Bilingual("请移除该邮件，或用 --skip-bad 跳过", "take the mail out, or pass over it with --skip-bad")


def parse(raw: Raw, field: str | None = None) -> Mail:
    """Reads one mail. `field` names a header whose value is kept. Raises Unreadable."""
    return of_part(parsed(raw.data), raw, field)


def of_part(part: email.message.Message, raw: Raw, field: str | None = None, taken_at: Millis | None = None) -> Mail:
    """The mail of a parsed message; `taken_at` is its time where it tells none. Raises Unreadable."""
    fields = _fields(part)
    at = _time(fields, taken_at)
    sender = headers.sender(_first(fields, "from") or _first(fields, "sender"))
    subject = headers.text(_first(fields, "subject"))
    said = content.content(part)
    words = quotes.own_words(said.text, forwarding=subjects.is_forward(subject))
    own_id = next(iter(headers.ids(_first(fields, "message-id"))), "")
    digest = _identity(own_id, sender.address, headers.moment(_first(fields, "date")), at, (subject, said.text))
    found = automatic.machine(part, sender, subject)
    return Mail(
        uid=digest,
        id=own_id or f"sha256:{digest}",
        parents=_parents(fields, part),
        subject=subject,
        at=at,
        sender=sender,
        recipients=headers.addresses([value for name in ("to", "cc") for value in fields.get(name, ())]),
        to=headers.addresses(fields.get("to", ())),
        text="\n\n".join(filter(None, (words, said.notes))),
        machine=found,
        doubtful="" if found else automatic.doubtful(subject, words) or ("" if words else WORDLESS),
        mentions=subjects.tags(said.text),
        source=Source(blob=raw.blob, place=str(raw.row)),
        field=headers.text(_first(fields, field.lower())) if field else "",
    )


def parsed(data: bytes) -> email.message.Message:
    """The structure of a mail. Raises Unreadable."""
    end = _END_OF_HEADER.search(data)
    if (end.start() if end else len(data)) > MAX_HEADER:
        raise Unreadable("header", OVERSIZED, LEAVE_OUT)
    if data.lower().count(b"boundary") * data.count(b"\n") > MAX_WORK:
        raise Unreadable("Content-Type", TOO_NESTED, LEAVE_OUT)
    try:
        part = email.parser.BytesParser().parsebytes(data.lstrip(b"\r\n\t "))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        raise Unreadable("Content-Type", TOO_NESTED, LEAVE_OUT) from error
    if not part.keys():
        raise Unreadable("", NOT_MAIL, EXPORT_AGAIN)
    return part


def _fields(part: email.message.Message) -> Mapping[str, list[str]]:
    """The header fields as they stand, by lower-case name, in order."""
    found: dict[str, list[str]] = {}
    for name, value in part.raw_items():
        found.setdefault(name.lower(), []).append(str(value))
    return found


def _first(fields: Mapping[str, list[str]], name: str) -> str:
    return next((value for value in fields.get(name, ()) if value.strip()), "")


def _time(fields: Mapping[str, list[str]], taken_at: Millis | None) -> Millis:
    """The Date; the delivery (the newest Received) where that is missing, has no sure zone, or lies a day after delivery."""
    written = headers.moment(_first(fields, "date"))
    delivered = next((found for value in fields.get("received", ()) if (found := headers.moment(value))), None)
    if written and (delivered is None or (written.sure and written.at <= delivered.at + DAY)):
        return written.at
    if delivered is not None:
        return delivered.at
    if taken_at is None:
        raise Unreadable("Date", NO_TIME, LEAVE_OUT)
    return taken_at


def _identity(id: str, sender: str, written: headers.Moment | None, at: Millis, said: tuple[str, str]) -> str:
    """What all copies of a mail share, whichever way each came: its Date, right or wrong, not the time of its delivery."""
    known = written is not None and id
    when = written.at if written else 0 if id else at
    return hashlib.sha256(repr((id, sender, when, "" if known else said)).encode()).hexdigest()[:32]


def _parents(fields: Mapping[str, list[str]], part: email.message.Message) -> tuple[str, ...]:
    """References, then In-Reply-To; a delivery report answers the mail that it carries."""
    chain = [*headers.ids(_first(fields, "references")), *headers.ids(_first(fields, "in-reply-to"))[:1]]
    if not chain and part.get_content_type() == "multipart/report":
        chain += content.reported_ids(part)
    own = headers.ids(_first(fields, "message-id"))
    return tuple(dict.fromkeys(each for each in chain if each not in own))


def excerpt(raw: Raw) -> str:
    """The beginning of the mail as it stands, for a reject."""
    return charsets.decode(raw.data[:2000])
