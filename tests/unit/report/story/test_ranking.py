from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.document import Figure, Fold, Heading, Paragraph, Ranks, Table
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
    heading, paragraph, *_ = ranking(View(firm, Language.EN))
    assert isinstance(heading, Heading)
    assert heading.text == "No change of a single weight moves the lead"
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.line).startswith("At the growth stage the dimensions weigh: Response 30%, ")


@pytest.mark.parametrize("kind", ["three", "many"])
def test_every_bar_is_whole(kind: str, compared: Callable[[str], Comparison]) -> None:
    drawn = ranks(compared(kind))
    assert all(sum(row) == pytest.approx(1) and len(row) == len(drawn.labels) for row in drawn.shares)
    assert len(drawn.names) == len(drawn.shares) <= 8


def test_of_many_vendors_the_bars_tell_how_often_each_ranks_above_another(compared: Callable[[str], Comparison]) -> None:
    many = compared("many")
    drawn, first = ranks(many), many.verdict.in_order[0].vendor
    assert drawn.labels == ("ranks above", "ranks below")
    assert drawn.shares[0][0] == pytest.approx(many.verdict.chance_against(first, [one.vendor for one in many.verdict.vendors]))
    assert ranks(compared("three")).labels == ("rank 1", "rank 2", "rank 3")


def test_where_nobody_leads_no_weight_is_said_to_overturn_it(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    undecided = dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, leader=None))
    heading, paragraph, *_ = ranking(View(undecided, Language.EN))
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)
    assert heading.text == "The lead is not settled yet"
    assert plain(paragraph.line).endswith("there is no lead for other weights to overturn.")


def test_a_vendor_with_too_few_cases_is_no_headline(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    winner = three.verdict.flips[0].winner
    vendors = tuple(dataclasses.replace(result, cases=1 if result.vendor == winner else 40) for result in three.verdict.vendors)
    blocks = ranking(View(dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, vendors=vendors)), Language.EN))
    assert isinstance(blocks[0], Heading)
    assert isinstance(blocks[2], Table)
    assert blocks[0].text == "Who comes first depends on the weights"
    assert "Northlight too few cases" in {plain(row.cells[3].lines[0]) for row in blocks[2].rows}


def test_pairs_of_many_vendors_are_folded(compared: Callable[[str], Comparison]) -> None:
    assert isinstance(ranking(View(compared("many"), Language.EN))[-1], Fold)
    assert isinstance(ranking(View(compared("three"), Language.EN))[-1], Table)


@pytest.mark.parametrize("kind", ["one", "nothing"])
def test_fewer_than_two_vendors_have_no_ranking(kind: str, compared: Callable[[str], Comparison]) -> None:
    assert ranking(View(compared(kind), Language.EN)) == ()
