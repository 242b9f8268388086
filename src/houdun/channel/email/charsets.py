"""Bytes of mail as text. Labels lie: gb2312 means gb18030, utf-8 may be GBK, unknown-8bit says nothing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import Final

from houdun.channel.opening import EVERYDAY, storable

MEANT: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb_2312-80": "gb18030",
    "chinesesimplified": "gb18030",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "hz-gb-2312": "hz",
    "iso-8859-1": "cp1252",
    "us-ascii": "ascii",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "unicode-1-1-utf-7": "utf-7",
    "uft-8": "utf-8",
    "utf8mb4": "utf-8",
}
"""What a label means in the mail that carries it: the larger set that its senders really use."""

JAPANESE_ESCAPE: Final = re.compile(rb"\x1b\$[@B(]")


def decode(data: bytes, label: str = "") -> str:
    """The text of `data`, whatever its label says; bytes without sense become U+FFFD. Never raises."""
    return clean(_decoded(data, _codec(label)))


def clean(text: str) -> str:
    """Text that every store can keep: no NUL, no lone surrogate, one kind of line end."""
    return storable(text.replace("\0", "")).replace("\r\n", "\n").replace("\r", "\n")


_THREE_BYTES: Final = re.compile("[\u0800-\uffff]")


def _decoded(data: bytes, codec: str) -> str:
    if JAPANESE_ESCAPE.search(data):
        return data.decode("iso2022_jp_ext", "replace")
    if data.isascii() and codec not in ("utf-7", "hz", "utf-16", "utf-32"):
        return data.decode("ascii")
    unicode = _strictly(data, "utf-8")
    if unicode is not None and (codec in ("", "ascii", "utf-8") or _THREE_BYTES.search(unicode)):
        return unicode
    declared = _strictly(data, codec) if codec else None
    if declared is not None:
        return declared
    guessed = next((text for guess, holds in GUESSES if (text := _strictly(data, guess)) is not None and holds(text)), None)
    return guessed if guessed is not None else data.decode(codec if codec not in ("", "ascii") else "utf-8", "replace")


def _codec(label: str) -> str:
    """Python's name of the codec that a label means, "" where it means none."""
    name = label.strip().strip("\"'").lower()
    try:
        info = codecs.lookup(MEANT.get(name, name))
    except (LookupError, ValueError):
        return ""
    return info.name if info._is_text_encoding and info.name not in ("idna", "punycode", "undefined", "unicode_escape") else ""


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except ValueError:
        return None


def _everyday(codec: str, leads: bytes) -> Callable[[str], bool]:
    """Wrongly decoded bytes land on rare characters: real text is made of those whose lead byte in `codec` is one of `leads`."""

    def holds(text: str) -> bool:
        foreign = "".join(character for character in text if not character.isascii())
        found = foreign.encode(codec, "ignore")[::2]
        return len(found) - len(found.translate(None, leads)) >= 0.8 * len(foreign)

    return holds


def _western(text: str) -> bool:
    return not re.search(r"[^\x00-\x7f]{3}|[^\x00-\x7fÀ-ÿ“”‘’–—…€°§«»]", text)


GUESSES: Final = (
    ("gb18030", _everyday("gb2312", EVERYDAY)),
    ("big5", _everyday("big5", bytes(range(0xA1, 0xC7)))),
    ("cp932", lambda text: bool(re.search("[\u3041-\u30f6]{2}", text))),
    ("cp1252", _western),
)
"""Where a label is wrong or missing: the codecs tried, and what real text in each looks like."""
