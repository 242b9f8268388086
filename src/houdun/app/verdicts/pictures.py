"""Figures drawn beforehand: one takes up to a second, and a page has a third of one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.build import SECTIONS
from houdun.report.charts import svg
from houdun.report.document import Block, Chart, Figure, Ranks, walk
from houdun.report.story.cases import cases
from houdun.report.view import View


def drawn(comparisons: Iterable[Comparison]) -> dict[str, str]:
    """The slow figures of these comparisons' reports in both languages, as SVG whose colours follow the page, by what is in them: so each is drawn
    once."""
    pictures: dict[str, str] = {}
    for comparison in comparisons:
        for language in Language:
            for name, panel in _panels(_blocks(View(comparison, language))):
                mark = _mark(name, panel)
                if mark not in pictures and not isinstance(panel, Ranks):
                    pictures[mark] = svg(panel, name, themed=True)
    return pictures


def found(pictures: Mapping[str, str], blocks: tuple[Block, ...]) -> dict[str, list[str]]:
    """The panels of each figure among these blocks, by its anchor, where it was drawn beforehand or takes no time."""
    figures = [block for block in walk(blocks) if isinstance(block, Figure)]
    panels = {each.anchor: [_picture(pictures, name, panel) for name, panel in _panels((each,))] for each in figures}
    return {
        anchor: whole for anchor, held in panels.items() if len(whole := [each for each in held if each is not None]) == len(held)
    }


def _picture(pictures: Mapping[str, str], name: str, panel: Chart) -> str | None:
    return svg(panel, name, themed=True) if isinstance(panel, Ranks) else pictures.get(_mark(name, panel))


def _blocks(view: View) -> tuple[Block, ...]:
    return tuple(block for section in SECTIONS if section is not cases for block in section(view))


def _panels(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Chart]]:
    """Each panel, and what its ids begin with."""
    for block in walk(blocks):
        if isinstance(block, Figure):
            yield from ((f"{block.anchor}-{place}", panel) for place, panel in enumerate(block.panels))


def _mark(name: str, panel: Chart) -> str:
    return hashlib.sha256(repr((name, panel)).encode("utf-8", "backslashreplace")).hexdigest()
