from __future__ import annotations

import dataclasses
from collections.abc import Callable

from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.document import Cell, Fold, Style, Table
from houdun.report.story.overview import overview
from houdun.report.view import View
from houdun.report.words import plain


def table(comparison: Comparison) -> Table:
    found = next(block for block in overview(View(comparison, Language.EN)) if isinstance(block, Table))
    assert isinstance(found, Table)
    return found


def first_words(cell: Cell) -> str:
    return plain(cell.lines[0])


def test_five_rows_then_the_total_the_base_lines_and_the_chance_of_leading(compared: Callable[[str], Comparison]) -> None:
    rows = table(compared("three")).rows
    assert [first_words(row.cells[0]) for row in rows] == ["Response", "Team", "Closure", "Proactive", "References", "Total", "Base lines", "Chance of first place"]  # fmt: skip
    assert plain(rows[0].cells[0].lines[1]) == "It breaks on Saturday night: how soon does a human answer?"
    assert [row.total for row in rows] == [False] * 5 + [True, False, False]


def test_a_cell_holds_score_interval_and_coverage(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    score = three.verdict.vendors[0].dimensions[0].score
    assert score is not None
    cell = table(three).rows[0].cells[1]
    assert [plain(line) for line in cell.lines] == [
        f"{100 * score.mean:.0f}  {100 * score.low:.0f}–{100 * score.high:.0f}",
        "coverage 100%",
    ]
    assert cell.gauge is not None


def test_many_vendors_turn_the_table(compared: Callable[[str], Comparison]) -> None:
    many = table(compared("many"))
    assert len(many.rows) == 24
    assert [first_words(cell) for cell in many.columns[:3]] == ["Vendor", "Above the rest", "Total"]
    assert all(len(row.cells) == len(many.columns) for row in many.rows)


def test_base_lines_in_brief_count_and_their_notes_name(compared: Callable[[str], Comparison]) -> None:
    below = table(compared("many")).rows[2].cells[-1]
    assert [(span.text, span.style) for line in below.lines for span in line] == [
        ("1 below", Style.BAD),
        ("1 unsure", Style.WARN),
    ]
    assert below.lines[0][0].note == "Human answer within 15 minutes"


def with_cases(comparison: Comparison, *counts: int) -> Comparison:
    results = zip(comparison.verdict.vendors, counts, strict=True)
    vendors = tuple(dataclasses.replace(result, cases=count) for result, count in results)
    return dataclasses.replace(comparison, verdict=dataclasses.replace(comparison.verdict, vendors=vendors))


def test_vendors_with_too_few_cases_stand_under_a_line_of_their_own(compared: Callable[[str], Comparison]) -> None:
    rows = table(with_cases(compared("many"), *[3] * 4, *[30] * 20)).rows
    assert [row.group for row in rows] == [False] * 20 + [True] + [False] * 4
    assert first_words(rows[20].cells[0]).startswith("The 4 below have fewer than 10 cases")
    assert {plain(row.cells[0].lines[2]) for row in rows[21:]} == {"too few cases"}


def test_very_many_of_them_are_folded_away(compared: Callable[[str], Comparison]) -> None:
    blocks = overview(View(with_cases(compared("many"), *[3] * 20, *[30] * 4), Language.EN))
    fold = next(block for block in blocks if isinstance(block, Fold))
    assert len(table(with_cases(compared("many"), *[3] * 20, *[30] * 4)).rows) == 4
    assert isinstance(fold.blocks[0], Table)
    assert len(fold.blocks[0].rows) == 20
    assert not fold.brief


def test_a_score_on_little_evidence_looks_tentative(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    first, *others = three.verdict.vendors
    verdict = dataclasses.replace(three.verdict, vendors=(dataclasses.replace(first, coverage=0.08), *others))
    total = table(dataclasses.replace(three, verdict=verdict)).rows[5].cells
    assert [cell.tentative for cell in total] == [False, True, False, False]
    assert [plain(line) for line in total[1].lines[1:]] == ["little evidence", "coverage 8%"]


def test_there_is_no_table_without_vendors(compared: Callable[[str], Comparison]) -> None:
    assert overview(View(compared("nothing"), Language.EN)) == ()


def test_one_vendor_alone_has_no_chance_of_first_place(compared: Callable[[str], Comparison]) -> None:
    assert [first_words(row.cells[0]) for row in table(compared("one")).rows][-1] == "Base lines"


def test_a_base_line_without_cases_leads_nowhere(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    bare = tuple(dataclasses.replace(vendor, dimensions=()) for vendor in three.verdict.vendors)
    gates = table(dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, vendors=bare))).rows[6].cells[1]
    assert {span.to for line in gates.lines for span in line} == {""}
    linked = table(three).rows[6].cells[1]
    assert linked.lines[0][0].to == "#b0-response-attained-15"
