from __future__ import annotations

from collections.abc import Callable

from houdun.language import Language
from houdun.report.document import Document, Figure, Heading, Line, Table, walk

ORDER = ["overview", "ranking", "d-response", "d-team", "d-closure", "d-proactive", "d-references", "promises", "viewers", "attestations", "cases", "limits", "sources"]  # fmt: skip


def shape(document: Document) -> list[tuple[str, int]]:
    """The kinds of the blocks with how much is in them, whatever the words."""
    return [(type(block).__name__, len(block.rows) if isinstance(block, Table) else 0) for block in walk(document.blocks)]


def anchors(document: Document) -> list[str]:
    found = []
    for block in walk(document.blocks):
        if anchor := getattr(block, "anchor", ""):
            found.append(str(anchor))
        if isinstance(block, Table):
            found += [row.anchor for row in block.rows if row.anchor]
    return found


def links(document: Document) -> set[str]:
    lines: list[Line] = []
    for block in walk(document.blocks):
        if isinstance(block, Table):
            lines += [line for row in (block.rows) for cell in row.cells for line in cell.lines]
            lines += [line for cell in block.columns for line in cell.lines]
    return {span.to for line in lines for span in line if span.to.startswith("#")}


def test_the_sections_come_in_the_order_in_which_a_buyer_asks(document: Callable[..., Document]) -> None:
    three = document("three")
    assert [block.anchor for block in three.blocks if isinstance(block, Heading) and block.level == 2] == ORDER


def test_both_languages_tell_the_same(kind: str, document: Callable[..., Document]) -> None:
    zh, en = document(kind, Language.ZH), document(kind, Language.EN)
    assert shape(zh) == shape(en)
    assert anchors(zh) == anchors(en)
    assert zh.data == en.data


def test_anchors_are_unique_and_every_link_leads_to_one(kind: str, document: Callable[..., Document]) -> None:
    found = anchors(document(kind))
    assert len(found) == len(set(found))
    assert {link.removeprefix("#") for link in links(document(kind))} <= set(found)


def test_every_number_with_cases_leads_to_them(document: Callable[..., Document]) -> None:
    three = document("three")
    behind = {link for link in links(three) if link.startswith("#b")}
    told = {anchor for anchor in anchors(three) if anchor.startswith("b")}
    assert behind
    assert {link.removeprefix("#") for link in behind} == told


def test_the_same_comparison_gives_the_same_document(document: Callable[..., Document]) -> None:
    assert document("three") == document.__wrapped__("three")  # type: ignore[attr-defined]


def test_figures_show_eight_vendors_at_most_and_tables_all(document: Callable[..., Document]) -> None:
    many = document("many")
    for block in walk(many.blocks):
        if isinstance(block, Figure):
            assert len(block.panels) <= 8
        if isinstance(block, Table) and block.anchor == "scores":
            assert len(block.rows) == 24
