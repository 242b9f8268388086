from __future__ import annotations

from collections.abc import Callable

from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.document import Callout, Items, Style, Table
from houdun.report.story.closing import limits, provenance
from houdun.report.view import View
from houdun.report.words import plain


def test_the_limits_given_come_first_then_who_chose(compared: Callable[[str], Comparison]) -> None:
    items = limits(View(compared("three"), Language.ZH))[1]
    assert isinstance(items, Items)
    told = [plain(line) for line in items.lines]
    assert told[0] == "这是虚构的数据，只为展示报告。"
    assert told[-1].startswith("比哪几家")


def test_the_mix_of_severities_counts_every_case(compared: Callable[[str], Comparison]) -> None:
    table = limits(View(compared("three"), Language.EN))[2]
    assert isinstance(table, Table)
    assert [sum(int(plain(cell.lines[0])) for cell in row.cells[1:]) for row in table.rows] == [12, 12, 12]


def test_who_ran_and_who_paid_is_said(compared: Callable[[str], Comparison]) -> None:
    blocks = provenance(View(compared("three"), Language.EN))
    table = blocks[1]
    assert isinstance(table, Table)
    told = {plain(row.cells[0].lines[0]): plain(row.cells[1].lines[0]) for row in table.rows}
    assert told["Run by"] == "Live platform team"
    assert told["Paid by"] == "Own budget, no vendor involved"
    assert told["Draws"] == "4,096, seed 20260101"


def test_a_source_shows_its_hash_as_code(compared: Callable[[str], Comparison]) -> None:
    files = next(block for block in provenance(View(compared("three"), Language.EN)) if isinstance(block, Items))
    assert [(span.text, span.style) for span in files.lines[0]] == [
        ("tickets-2025.jsonl ", Style.PLAIN),
        ("ab12" * 16, Style.CODE),
    ]


def test_what_is_not_stated_is_a_warning(compared: Callable[[str], Comparison]) -> None:
    blocks = provenance(View(compared("nothing"), Language.EN))
    table = blocks[1]
    assert isinstance(table, Table)
    assert [row.cells[1].lines[0][0].style for row in table.rows[:2]] == [Style.WARN, Style.WARN]
    assert any(isinstance(block, Callout) and block.tone is Style.WARN for block in blocks)


def test_the_same_report_can_be_made_again_by_command(compared: Callable[[str], Comparison]) -> None:
    steps = [block for block in provenance(View(compared("three"), Language.ZH)) if isinstance(block, Items)][-1]
    commands = [span.text for line in steps.lines for span in line if span.style is Style.CODE]
    assert commands == ["houdun import KIND PATH… -w DIR", "houdun report -w DIR --lang zh --out report.html"]
