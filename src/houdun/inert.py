"""Text from outside is data: before it is shown it is made inert. What could move a cursor, recolour a terminal, turn reading
direction or hide becomes visible instead."""

from __future__ import annotations

import re
import unicodedata

_KEPT = {"\n", "\t"}
_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_JOINERS = {"\u200d", "\ufe0f"}
"""Emoji are joined with these; they turn nothing and hide nothing."""


def inert(text: str) -> str:
    """The same text with every control, format, surrogate and private character shown as its code point, ⟨U+202E⟩.

    New lines and tabs stay; line separators of other kinds do not. Markup is left to the edge that shows it, which escapes.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text.replace("\r\n", "\n"))


def one_line(text: str, width: int = 80) -> str:
    """Inert text on one line, cut at `width` characters."""
    flat = re.sub(r"\s+", " ", inert(text)).strip()
    return flat if len(flat) <= width else flat[: width - 1].rstrip() + "…"


def _shown(character: str) -> str:
    if character in _KEPT or character in _JOINERS or unicodedata.category(character) not in _HIDDEN_CATEGORIES:
        return character
    return f"⟨U+{ord(character):04X}⟩"
