"""What a mail says to a desk. Whatever the bytes are, it says something, at a cost that its size bounds."""

from __future__ import annotations

import email.header
import email.message
import email.parser
import email.utils
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from houdun.desk.server.quoting import own_words
from houdun.facts.time import EARLIEST, LATEST, Millis

VIRTUAL_TIME: Final = "X-Houdun-Time"
"""UTC milliseconds: the moment at which a mail stands in virtual time."""
LONGEST: Final = 200_000
"""Characters of a text that are read; of a header field a hundredth."""
MAX_WORK: Final = 50_000_000
"""Boundaries × lines: the standard library holds every line against every boundary around it."""

_FOLD: Final = re.compile(r"[\r\n]+(?=[ \t])")
_ID: Final = re.compile(r"<([!-;=?-~]{1,250})>")
# Others take time that grows with the square of the text (punycode), or are no charsets at all (zip).
_CHARSET: Final = re.compile(r"utf-?8|us-ascii|iso-8859-\d{1,2}|windows-125\d|gb2312|gbk|gb18030|big5|shift_jis|euc-(?:kr|jp)")
_TROUBLE: Final = (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """`id` is the Message-ID without brackets (of the bytes, where there is none), `answers` the ids that it refers to, the nearest last.
    `text` is its own words, `files` the names of its attachments."""

    id: str
    answers: tuple[str, ...]
    author: str
    address: str
    subject: str
    text: str
    files: tuple[str, ...]
    automatic: bool
    virtual_at: Millis | None


def read(data: bytes) -> Read:
    """Reads a mail. Never raises."""
    part = _parsed(data)
    author, address = _sender(part)
    text, files = _content(part)
    return Read(
        id=next(iter(_ids(part, "Message-ID")), f"{hashlib.sha256(data).hexdigest()[:24]}@nameless.invalid"),
        answers=tuple(dict.fromkeys([*_ids(part, "References"), *_ids(part, "In-Reply-To")])),
        author=author,
        address=address,
        subject=" ".join(_field(part, "Subject").split()),
        text=own_words(text),
        files=files,
        automatic=_field(part, "Auto-Submitted").strip().lower() not in ("", "no"),
        virtual_at=_moment(_field(part, VIRTUAL_TIME).strip()),
    )


def _parsed(data: bytes) -> email.message.Message:
    """The structure; of a mail that is too deeply nested the head alone, of what cannot be parsed nothing."""
    nested = data.lower().count(b"boundary") * data.count(b"\n") > MAX_WORK
    parser = email.parser.BytesHeaderParser() if nested else email.parser.BytesParser()
    try:
        return parser.parsebytes(data)
    except _TROUBLE:
        return email.message.Message()


def _sender(part: email.message.Message) -> tuple[str, str]:
    """Name and address, each "" where there is none."""
    try:
        name, address = email.utils.parseaddr(_raw(part, "From"))
    except _TROUBLE:
        return "", ""
    return _words(name), address


def _field(part: email.message.Message, name: str) -> str:
    """A header field, decoded."""
    return _words(_raw(part, name))


def _raw(part: email.message.Message, name: str) -> str:
    return _FOLD.sub("", str(part.get(name, ""))[: LONGEST // 100])


def _words(raw: str) -> str:
    try:
        return "".join(_decoded(*piece) for piece in email.header.decode_header(raw))
    except _TROUBLE:
        return ""


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    return piece.decode(charset if charset and _CHARSET.fullmatch(charset.lower()) else "utf-8", "replace")


def _ids(part: email.message.Message, name: str) -> list[str]:
    return _ID.findall(str(part.get(name, ""))[:LONGEST])


def _content(part: email.message.Message) -> tuple[str, tuple[str, ...]]:
    """The first plain text, and the names of what is attached."""
    text, files = "", []
    try:
        for each in _leaves(part):
            name = each.get_filename()
            if name is not None:
                files.append(str(name)[: LONGEST // 1000])
            elif not text and each.get_content_type() == "text/plain":
                payload = each.get_payload(decode=True)
                text = _decoded(payload, str(each.get_content_charset() or "")) if isinstance(payload, bytes) else ""
    except _TROUBLE:
        pass
    return text[:LONGEST], tuple(files)


def _leaves(part: email.message.Message) -> Iterator[email.message.Message]:
    return (each for each in part.walk() if isinstance(each, email.message.Message) and not each.is_multipart())


def _moment(text: str) -> Millis | None:
    at = int(text) if text.isascii() and text.isdigit() and len(text) < 15 else None
    return at if at is not None and EARLIEST <= at <= LATEST else None
