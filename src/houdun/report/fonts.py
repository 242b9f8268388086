"""The shipped fonts, cut down to the characters that a page uses, as CSS that needs no network.

Bold knows fewer characters than Regular. Where a page sets one of those in bold, a third, small face brings it from
Regular; what neither knows is left to the reader's own fonts.
"""

from __future__ import annotations

import base64
import io
from functools import cache
from html.parser import HTMLParser
from importlib import resources

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Noto Sans SC"
GAPS = "Noto Sans SC Gaps"
REGULAR, BOLD = "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"
BOLD_TAGS = frozenset({"h1", "h2", "h3", "th", "strong", "summary", "b", "dt", "caption"})
VOID = frozenset({"meta", "link", "br", "hr", "img", "col", "wbr", "input"})


def faces(html: str) -> str:
    """`@font-face` rules with the characters of this page."""
    usage = _Usage()
    usage.feed(html)
    usage.close()
    regular, bold = usage.every, usage.bold & known(BOLD)
    gaps = (usage.bold - bold) & known(REGULAR)
    rules = [
        _face(FAMILY, REGULAR, 400, regular & known(REGULAR)),
        _face(FAMILY, BOLD, 700, bold),
        _face(GAPS, REGULAR, 700, gaps),
    ]
    return "\n".join(rule for rule in rules if rule)


@cache
def known(file: str) -> frozenset[str]:
    """The characters that a shipped font has."""
    with TTFont(io.BytesIO(_bytes(file)), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


class _Usage(HTMLParser):
    """Which characters a page shows, and which of them in bold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.every: set[str] = set()
        self.bold: set[str] = set()
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            values = dict(attrs)
            bold = (
                tag in BOLD_TAGS or values.get("font-weight") in {"bold", "700"} or "bold" in (values.get("class") or "").split()
            )
            self._open.append(bold)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element closed at once shows nothing."""

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.every.update(data)
        if any(self._open):
            self.bold.update(data)


def _face(family: str, file: str, weight: int, characters: set[str]) -> str:
    if not characters:
        return ""
    source = base64.b64encode(woff2(file, frozenset(characters))).decode("ascii")
    return f'@font-face{{font-family:"{family}";font-weight:{weight};src:url(data:font/woff2;base64,{source}) format("woff2")}}'


@cache
def woff2(file: str, characters: frozenset[str]) -> bytes:
    """The font with these characters alone, as WOFF2."""
    options = subset.Options(flavor="woff2", hinting=False, layout_features=["kern", "locl", "ccmp"], notdef_outline=True)
    font = subset.load_font(io.BytesIO(_bytes(file)), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()


def _bytes(file: str) -> bytes:
    return (resources.files("houdun.data") / "fonts" / file).read_bytes()
