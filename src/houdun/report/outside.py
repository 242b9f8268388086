"""Text from outside, made fit to be shown: nothing hidden, nothing endless, nothing that any renderer would choke on."""

from __future__ import annotations

import re

from houdun.inert import inert, one_line
from houdun.report.document import Span, Style

NAME = 32
"""Longest name shown whole, in characters."""
_NO_CHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)) + "]"
)


def shown(text: str) -> str:
    """Inert text; code points that Unicode keeps out of every interchange are spelled out too."""
    return _NO_CHARACTER.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", inert(text))


def brief(text: str, width: int = NAME) -> str:
    """On one line, cut at `width` characters."""
    return shown(one_line(text, width))


def name(text: str, style: Style = Style.PLAIN, *, width: int = NAME, to: str = "") -> Span:
    """A name as a span: cut where it is long, whole (up to 500 characters) in its note."""
    short, whole = brief(text, width), brief(text, 500)
    return Span(short, style, to, "" if short == whole else whole)


def address(url: str) -> str:
    """The URL where it is a plain http(s) address, else nothing: no other scheme is ever linked."""
    return url if re.fullmatch(r"https?://[!-;=?-~]+", url) and len(url) <= 2000 and '"' not in url else ""
