"""Stacked bars of shares, drawn by ourselves: a page that ranks anew at every touch of a slider has no tenth of a second for a chart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from xml.etree import ElementTree

from houdun.report.document import Ranks
from houdun.report.palette import PAPER, RANKS, SOFT, TEXT, Ink

FONT = "Noto Sans SC"
WIDTH, BAR, THICK = 620, 30, 22
MARGIN, LINE = 6, 18
LONGEST = 170
"""Longest name before a bar, in pixels."""
LABELLED = 0.08
"""A share of the bar from which its percentage fits inside."""
TICKS = 5
SVG = "http://www.w3.org/2000/svg"


def ranks(chart: Ranks) -> str:
    """An SVG element in the colours of paper, without ids."""
    inks = _shades(len(chart.labels))
    left = min(LONGEST, max(map(breadth, chart.names))) + 2 * MARGIN
    legend = list(_legend(chart.labels, WIDTH - left - MARGIN))
    top, height = LINE * (legend[-1][1] + 1) + 2 * MARGIN, BAR * len(chart.names)
    whole = f"0 0 {WIDTH} {top + height + 2 * LINE - MARGIN}"
    root = ElementTree.Element(f"{{{SVG}}}svg", width=str(WIDTH), height=whole.split()[-1], viewBox=whole)
    plot = ElementTree.SubElement(root, f"{{{SVG}}}g", transform=f"translate({left},{top})")
    for ink, label, (x, row) in zip(inks, chart.labels, legend, strict=True):
        y = LINE * row - top + MARGIN
        _box(plot, x, y, 10, 10, ink)
        _text(plot, x + 16, y + 9, label, TEXT, 12)
    for place, (name, shares) in enumerate(zip(chart.names, chart.shares, strict=True)):
        _bar(plot, BAR * place, name, shares, inks, WIDTH - left - MARGIN)
    _axis(plot, height, WIDTH - left - MARGIN)
    return ElementTree.tostring(root, encoding="unicode")


def breadth(text: str) -> int:
    """About how wide a name is, in pixels of its 13-pixel font."""
    return sum(13 if unicodedata.east_asian_width(character) in "WF" else 8 for character in text)


def _shades(count: int) -> tuple[Ink, ...]:
    """From strong to pale; two stand well apart. Of more ranks than there are shades the last are alike."""
    return (RANKS[0], RANKS[3]) if count == 2 else (*RANKS[:count], *(RANKS[-1],) * (count - len(RANKS)))


def _legend(labels: tuple[str, ...], room: float) -> Iterator[tuple[int, int]]:
    """Where each label stands: how far to the right, and in which row."""
    x = row = 0
    for label in labels:
        wide = breadth(label) + 30
        if x and x + wide > room:
            x, row = 0, row + 1
        yield x, row
        x += wide


def _bar(plot: ElementTree.Element, y: int, name: str, shares: tuple[float, ...], inks: tuple[Ink, ...], wide: float) -> None:
    inset = (BAR - THICK) // 2
    _text(plot, -MARGIN - 4, y + BAR / 2 + 5, _fitting(name), TEXT, 13, "end")
    for share, end, ink in zip(shares, accumulate(shares), inks, strict=False):
        _box(plot, (end - share) * wide, y + inset, share * wide, THICK, ink)
    first = shares[0] if shares else 0.0
    if first >= LABELLED:
        told = _text(plot, 7, y + BAR / 2 + 4, ">99%" if first > 0.99 else f"{100 * first:.0f}%", PAPER, 12)
        told.set("font-weight", "bold")


def _fitting(name: str) -> str:
    if breadth(name) <= LONGEST:
        return name
    kept = max(length for length in range(len(name)) if breadth(name[:length]) <= LONGEST - 8)
    return name[:kept] + "…"


def _axis(plot: ElementTree.Element, y: int, wide: float) -> None:
    for tick in range(TICKS + 1):
        x = tick / TICKS * wide
        line = ElementTree.SubElement(plot, f"{{{SVG}}}line", x1=_at(x), x2=_at(x), y1=_at(y + 1), y2=_at(y + 6))
        line.set("stroke", SOFT.light)
        anchor = "start" if tick == 0 else "end" if tick == TICKS else "middle"
        _text(plot, x, y + LINE, f"{100 * tick // TICKS}%", SOFT, 12, anchor)


def _box(plot: ElementTree.Element, x: float, y: float, wide: float, high: float, ink: Ink) -> None:
    ElementTree.SubElement(plot, f"{{{SVG}}}rect", x=_at(x), y=_at(y), width=_at(wide), height=_at(high), fill=ink.light)


def _text(
    plot: ElementTree.Element, x: float, y: float, text: str, ink: Ink, size: int, anchor: str = "start"
) -> ElementTree.Element:
    element = ElementTree.SubElement(plot, f"{{{SVG}}}text", x=_at(x), y=_at(y), fill=ink.light)
    element.attrib |= {"font-family": FONT, "font-size": f"{size}px", "text-anchor": anchor}
    element.text = text
    return element


def _at(pixels: float) -> str:
    return f"{pixels:.2f}".rstrip("0").rstrip(".")
