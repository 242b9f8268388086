from __future__ import annotations

import dataclasses
from collections.abc import Callable

from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.document import CaseFile, Fold, Paragraph, Table, walk
from houdun.report.story.cases import TELLING, cases
from houdun.report.view import View
from houdun.report.words import plain


def test_each_pick_says_which_it_is_its_value_and_leads_to_the_case(compared: Callable[[str], Comparison]) -> None:
    blocks = cases(View(compared("three"), Language.EN))
    table = next(block for block in walk(blocks) if isinstance(block, Table))
    cells = table.rows[0].cells
    assert plain(cells[1].lines[0]) == "worst"
    assert plain(cells[2].lines[0]) in {"yes", "no"}
    link = cells[3].lines[0][0]
    assert link.to in {f"#{block.anchor}" for block in walk(blocks) if isinstance(block, CaseFile)}
    assert plain(cells[4].lines[0]).startswith('"')


def test_a_wait_without_an_end_is_at_least_that_long(compared: Callable[[str], Comparison]) -> None:
    blocks = cases(View(compared("three"), Language.EN))
    rows = [
        row
        for block in walk(blocks)
        if isinstance(block, Table)
        for row in block.rows
        if plain(row.cells[1].lines[0]) == "still waiting"
    ]
    values = {plain(row.cells[2].lines[0]) for row in rows}
    assert {value for value in values if value not in {"yes", "no"}}
    assert all(value in {"yes", "no"} or value.startswith("≥ ") for value in values)


def test_the_most_telling_cases_are_for_paper_too(compared: Callable[[str], Comparison]) -> None:
    folds = [block for block in cases(View(compared("three"), Language.EN)) if isinstance(block, Fold)]
    files = [fold for fold in folds if isinstance(fold.blocks[0], CaseFile)]
    assert [fold.brief for fold in files] == [place < TELLING for place in range(len(files))]


def test_a_case_that_is_not_at_hand_is_named_without_a_link(compared: Callable[[str], Comparison]) -> None:
    blocks = cases(View(dataclasses.replace(compared("three"), cases={}), Language.EN))
    table = next(block for block in walk(blocks) if isinstance(block, Table))
    assert {row.cells[3].lines[0][0].to for row in table.rows} == {""}
    assert {plain(row.cells[4].lines[0]) for row in table.rows} == {"–"}


def test_without_cases_it_says_so(compared: Callable[[str], Comparison]) -> None:
    _, told = cases(View(compared("nothing"), Language.EN))
    assert isinstance(told, Paragraph)
    assert plain(told.line) == "No number here stands on a case."
