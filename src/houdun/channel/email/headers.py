"""Header fields of mail: encoded words, addresses, message ids and times, as broken as they come."""

from __future__ import annotations

import binascii
import datetime as dt
import email.utils
import itertools
import quopri
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from houdun.channel.email import charsets
from houdun.facts.time import EARLIEST, LATEST, Millis, to_millis

MAX_VALUE: Final = 64 * 1024
"""A longer header value is cut here: ten thousand recipients are not ten thousand participants."""
MAX_ID: Final = 250

_WORD: Final = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,4000})\?=")
_BETWEEN: Final = re.compile(r"(\?=)\s+(?==\?)")
_ANGLE: Final = re.compile(r"<([^<>\s]{1,300})>")
_ADDRESS: Final = re.compile(r"<([^<>\s@]{1,200}@[^<>\s@]{1,255})>|([^\s<>,;:\"()\[\]@]{1,200}@[^\s<>,;:\"()\[\]@]{1,255})")
_SURE_ZONE: Final = re.compile(r"[+-]\d{4}|\b(?:GMT|UTC?|Z)\b")
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


class Address(NamedTuple):
    """`address` is lower case; `name` is the decoded display name. Either may be empty."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    @property
    def local(self) -> str:
        return self.address.rpartition("@")[0]

    def __str__(self) -> str:
        if not self.address or not self.name or self.name.lower() == self.address:
            return self.address or self.name
        return f"{self.name} <{self.address}>"


def text(raw: str) -> str:
    """An unstructured header value as it is meant: unfolded, RFC 2047 words decoded, raw 8-bit bytes guessed."""
    flat = re.sub(r"[\r\n]+[ \t]*", " ", _unescaped(raw[:MAX_VALUE]))
    joined = _BETWEEN.sub(r"\1", flat)
    pieces: list[str] = []
    at = 0
    for (label, kind), words in itertools.groupby(_adjacent(joined), key=lambda word: (word.label, word.kind)):
        group = list(words)
        pieces.append(joined[at : group[0].start])
        pieces.append(charsets.decode(_word_bytes(kind, "".join(word.data for word in group)), label))
        at = group[-1].end
    pieces.append(joined[at:])
    return charsets.clean("".join(pieces)).strip()


class _Word(NamedTuple):
    label: str
    kind: str
    data: str
    start: int
    end: int


def _adjacent(joined: str) -> Iterator[_Word]:
    """The encoded words in order. A label gets a blank more where a word does not follow on the one before: only words that do
    are decoded together, for many mailers split them within a character."""
    end, apart = 0, ""
    for found in _WORD.finditer(joined):
        apart = apart if found.start() == end else apart + " "
        end = found.end()
        yield _Word(found[1].partition("*")[0].lower() + apart, found[2].lower(), found[3], found.start(), end)


def _unescaped(raw: str) -> str:
    """What the parser kept as escaped bytes, as text."""
    return charsets.clean(raw) if raw.isascii() else charsets.decode(raw.encode("utf-8", "surrogateescape"))


def _word_bytes(kind: str, data: str) -> bytes:
    octets = data.encode("utf-8", "replace")
    return b"".join(map(_base64, octets.split(b"="))) if kind == "b" else quopri.decodestring(octets, header=True)


def _base64(octets: bytes) -> bytes:
    """Base64 as far as it goes: foreign characters skipped, a cut end cut off."""
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", octets)
    whole = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def sender(raw: str) -> Address:
    """The one who writes, from a From field."""
    plain = _unescaped(raw[:MAX_VALUE])
    found = _first_address(plain)
    if found is None:
        return Address(text(plain.strip("<> ")), "")
    start, address = found
    return Address(text(plain[:start].strip().strip('"')), address)


def _first_address(plain: str) -> tuple[int, str] | None:
    """Where the first address stands, one in angle brackets before all others."""
    for wanted in (1, 2):
        for match in _ADDRESS.finditer(plain):
            if match[wanted]:
                return match.start(), match[wanted].lower()
    return None


def addresses(raws: Iterable[str]) -> tuple[str, ...]:
    """Every address in To, Cc and their kin, lower case, in order, once."""
    found: dict[str, None] = {}
    for raw in raws:
        for match in _ADDRESS.finditer(_QUOTED.sub("", _unescaped(raw[:MAX_VALUE]))):
            found[(match[1] or match[2]).lower()] = None
    return tuple(found)


def ids(raw: str) -> tuple[str, ...]:
    """The message ids in a References, In-Reply-To or Message-ID field, without their brackets."""
    plain = _unescaped(raw[:MAX_VALUE])
    found = _ANGLE.findall(plain) or [word for word in plain.split() if "@" in word]
    return tuple(dict.fromkeys(charsets.clean(each) for each in found if len(each) <= MAX_ID))


class Moment(NamedTuple):
    """`sure` where the zone is told beyond doubt: CST is Chicago to the RFC and Shanghai to many who write it."""

    at: Millis
    sure: bool


def moment(raw: str) -> Moment | None:
    """The time of a Date field, or at the end of a Received one. Where no zone is named UTC is taken."""
    plain = charsets.clean(raw[-500:].rpartition(";")[2])
    try:
        parsed = email.utils.parsedate_tz(plain)
        if parsed is None:
            return None
        at = to_millis(dt.datetime(*parsed[:6], tzinfo=dt.UTC) - dt.timedelta(seconds=parsed[9] or 0))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return Moment(at, bool(_SURE_ZONE.search(plain))) if EARLIEST < at <= LATEST else None
