"""Figures drawn beforehand: one takes up to a second, and a page has a third of one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.build import SECTIONS
from houdun.report.charts import svg
from houdun.report.document import Block, Chart, Figure, walk
from houdun.report.story.cases import cases
from houdun.report.view import View


def drawn(comparisons: Iterable[Comparison]) -> dict[str, str]:
    """Every figure of these comparisons' reports in both languages, as SVG whose colours follow the page, by what is in it: so each is drawn once."""
    pictures: dict[str, str] = {}
    for comparison in comparisons:
        for language in Language:
            for name, panel in _panels(_blocks(View(comparison, language))):
                mark = _mark(name, panel)
                pictures[mark] = pictures.get(mark) or svg(panel, name, themed=True)
    return pictures


def found(pictures: Mapping[str, str], blocks: tuple[Block, ...]) -> dict[str, list[str]]:
    """The panels of each figure among these blocks that was drawn beforehand, by its anchor."""
    figures = {
        block.anchor: [_mark(name, panel) for name, panel in _panels((block,))]
        for block in walk(blocks)
        if isinstance(block, Figure)
    }
    return {
        anchor: [pictures[mark] for mark in marks] for anchor, marks in figures.items() if all(mark in pictures for mark in marks)
    }


def _blocks(view: View) -> tuple[Block, ...]:
    return tuple(block for section in SECTIONS if section is not cases for block in section(view))


def _panels(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Chart]]:
    """Each panel, and what its ids begin with."""
    for block in walk(blocks):
        if isinstance(block, Figure):
            yield from ((f"{block.anchor}-{place}", panel) for place, panel in enumerate(block.panels))


def _mark(name: str, panel: Chart) -> str:
    return hashlib.sha256(repr((name, panel)).encode("utf-8", "backslashreplace")).hexdigest()
