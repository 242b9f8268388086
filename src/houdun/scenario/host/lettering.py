"""Text in a drawing: escaped, measured in a rough way, and cut to its room."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

WIDE, NARROW = 1.0, 0.57
"""Widths of a Chinese and of a Latin character, in ems."""


def width(text: str, size: float) -> float:
    """About how wide the text is, in the scene's units."""
    return size * sum(WIDE if unicodedata.east_asian_width(character) in "WFA" else NARROW for character in text)


def cut(text: str, size: float, room: float) -> str:
    """The text, or as much of it as there is room for."""
    if width(text, size) <= room:
        return text
    while text and width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"


def line(
    text: str, x: float, y: float, size: float, fill: str, *, bold: bool = False, anchor: str = "start", room: float = 2_000
) -> str:
    """One line with its baseline at y."""
    shown = "".join(character for character in cut(text, size, room) if character.isprintable())
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}"{weight}>{escape(shown)}</text>'
    )
