from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.document import Figure, Fold, Heading, Ranks, Table
from houdun.report.story.ranking import ranking
from houdun.report.view import View
from houdun.report.words import plain


def ranks(comparison: Comparison) -> Ranks:
    figure = next(block for block in ranking(View(comparison, Language.EN)) if isinstance(block, Figure))
    assert isinstance(figure, Figure)
    panel = figure.panels[0]
    assert isinstance(panel, Ranks)
    return panel


def test_the_title_says_which_weight_would_change_the_winner(compared: Callable[[str], Comparison]) -> None:
    heading = ranking(View(compared("three"), Language.EN))[0]
    assert isinstance(heading, Heading)
    assert heading.text == "Were Response to weigh 7% instead of 30%, Northlight would lead"


def test_no_flip_is_a_finding_too(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    firm = dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, flips=()))
    heading, _, table, *_ = ranking(View(firm, Language.EN))
    assert isinstance(heading, Heading)
    assert heading.text == "No change of a single weight moves the lead"
    assert isinstance(table, Table)
    assert {plain(row.cells[3].lines[0]) for row in table.rows} == {"nobody else, at any weight"}


@pytest.mark.parametrize("kind", ["three", "many"])
def test_every_bar_is_whole(kind: str, compared: Callable[[str], Comparison]) -> None:
    drawn = ranks(compared(kind))
    assert all(sum(row) == pytest.approx(1) and len(row) == len(drawn.labels) for row in drawn.shares)
    assert len(drawn.names) == len(drawn.shares) <= 8


def test_late_ranks_are_one_class(compared: Callable[[str], Comparison]) -> None:
    assert ranks(compared("many")).labels[-1] == "rank 6 or later"
    assert ranks(compared("three")).labels == ("rank 1", "rank 2", "rank 3")


def test_pairs_of_many_vendors_are_folded(compared: Callable[[str], Comparison]) -> None:
    assert isinstance(ranking(View(compared("many"), Language.EN))[-1], Fold)
    assert isinstance(ranking(View(compared("three"), Language.EN))[-1], Table)


@pytest.mark.parametrize("kind", ["one", "nothing"])
def test_fewer_than_two_vendors_have_no_ranking(kind: str, compared: Callable[[str], Comparison]) -> None:
    assert ranking(View(compared(kind), Language.EN)) == ()
