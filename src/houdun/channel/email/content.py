"""What a mail says: the part meant for reading as text, and the names and sizes of what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message as Part
from typing import Final

from houdun.channel.email import charsets, headers, hypertext, invitation

MAX_DEPTH: Final = 20
MAX_PARTS: Final = 1000
MAX_TEXT: Final = 2 * 1024 * 1024
"""Bytes of one part that are read as text: a longer one is a log, not words."""
MAX_NOTED: Final = 50


@dataclass(slots=True)
class Content:
    texts: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    invitation: str = ""

    @property
    def text(self) -> str:
        return "\n".join(text for text in self.texts if text.strip())

    @property
    def notes(self) -> str:
        """The invitation and the attachments as lines of text."""
        more = len(self.attachments) - MAX_NOTED
        lines = [f"[attachment {each}]" for each in self.attachments[:MAX_NOTED]]
        lines = [self.invitation, *lines] if self.invitation else lines
        return "\n".join([*lines, f"[attachment … +{more}]"] if more > 0 else lines)


def content(mail: Part) -> Content:
    """Reads a parsed mail; attachments are never opened."""
    found = Content()
    for count, part in enumerate(_leaves(mail, 0)):
        if count >= MAX_PARTS:
            break
        name = _name(part)
        if _is_calendar(part):
            found.invitation = found.invitation or invitation.line(_text(part))
            continue
        readable = part.get_content_maintype() in ("text", "multipart")
        if readable and not name and part.get_content_disposition() != "attachment":
            found.texts.append(_text(part))
        elif name or not _is_wrapping(part):
            found.attachments.append(", ".join(filter(None, (name or _on_one_line(part.get_content_type()), _size(part)))))
    return found


def _children(part: Part) -> list[Part]:
    payload = part.get_payload() if part.is_multipart() else []
    return [child for child in payload if isinstance(child, Part)]


def _leaves(part: Part, depth: int) -> Iterator[Part]:
    children = _children(part)
    if part.get_content_maintype() != "multipart" or not children or depth >= MAX_DEPTH:
        yield part
        return
    kind = part.get_content_subtype()
    if kind == "alternative":
        yield from _chosen(children, depth)
    else:
        for child in children:
            yield from _leaves(child, depth + 1)


def _chosen(children: list[Part], depth: int) -> Iterator[Part]:
    """Of the same said several ways: the plain text if it says anything, else the HTML, and what is no text at all."""
    leaves = [leaf for child in children[:MAX_PARTS] for leaf in _leaves(child, depth + 1)]
    plain = [leaf for leaf in leaves if leaf.get_content_type() == "text/plain" and _says_something(leaf)]
    words = plain or [leaf for leaf in leaves if leaf.get_content_type() == "text/html"]
    words = words or [leaf for leaf in leaves if leaf.get_content_maintype() == "text" and not _is_calendar(leaf)]
    yield from words
    yield from (leaf for leaf in leaves if leaf.get_content_maintype() != "text" or _is_calendar(leaf))


def _is_calendar(part: Part) -> bool:
    return part.get_content_type() in ("text/calendar", "application/ics")


def _says_something(part: Part) -> bool:
    return bool(_text(part).strip())


def _text(part: Part) -> str:
    data = octets(part)[:MAX_TEXT]
    label = _parameter(part, "charset")
    if part.get_content_subtype() == "html":
        return hypertext.text_of(charsets.decode(data, label or _meta_charset(data)))
    words = charsets.decode(data, label)
    return (
        _unflowed(words, _parameter(part, "delsp").lower() == "yes") if _parameter(part, "format").lower() == "flowed" else words
    )


_META: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)


def _meta_charset(data: bytes) -> str:
    found = _META.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def octets(part: Part) -> bytes:
    """The bytes of a part, its transfer encoding undone as far as it goes."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _unflowed(words: str, delete_space: bool) -> str:
    """RFC 3676: a line that ends in a space goes on in the next of the same quotation depth."""
    lines: list[tuple[int, str, bool]] = []
    for line in words.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        said = line[depth:].removeprefix(" ")
        flows = said.endswith(" ") and said != "-- "
        if lines and lines[-1][2] and lines[-1][0] == depth and said != "-- ":
            before = lines[-1][1]
            lines[-1] = (depth, (before[:-1] if delete_space else before) + said, flows)
        else:
            lines.append((depth, said, flows))
    return "\n".join(f"{'>' * depth} {said}" if depth else said for depth, said, _ in lines)


def _parameter(part: Part, name: str, header: str = "Content-Type") -> str:
    """A parameter of a header, its RFC 2231 encoding undone: the standard library's own way fails on hostile charsets."""
    value = part.get_param(name, "", header)
    if isinstance(value, tuple):
        return charsets.decode(value[2].encode("latin-1", "replace"), value[0] or "")
    return value if isinstance(value, str) else ""


def _name(part: Part) -> str:
    """The file name of an attachment, decoded, on one line."""
    name = _parameter(part, "filename", "Content-Disposition") or _parameter(part, "name")
    return _on_one_line(headers.text(name))


def _on_one_line(name: str) -> str:
    return re.sub(r"[\s\[\]]+", " ", charsets.clean(name))[:200].strip()


def _size(part: Part) -> str:
    """What an attachment weighs; "" for an attached mail."""
    return "" if part.is_multipart() else f"{len(octets(part))} bytes"


def _is_wrapping(part: Part) -> bool:
    """Parts that only serve the transport: a delivery report's fields, signatures, an undone multipart."""
    return part.get_content_type() in ("message/delivery-status", "application/pgp-signature", "application/pkcs7-signature")


def reported_ids(report: Part) -> list[str]:
    """The Message-ID of the mail that a delivery report carries back."""
    for child in _children(report)[:MAX_DEPTH]:
        inner = _children(child)
        if child.get_content_type() == "message/rfc822" and inner:
            return list(headers.ids(str(inner[0].get("Message-ID", ""))))
        if child.get_content_type() == "text/rfc822-headers":
            found = re.search(rb"^message-id:\s*(<[^<>\s]{1,250}>)", octets(child)[:MAX_TEXT], re.IGNORECASE | re.MULTILINE)
            return list(headers.ids(found[1].decode("ascii", "replace"))) if found else []
    return []
