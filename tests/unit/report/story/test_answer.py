from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from houdun.facts.verdict import Comparison, GateResult, GateStatus
from houdun.language import Language
from houdun.report.document import Callout, Paragraph, Style
from houdun.report.story.answer import answer, stage
from houdun.report.view import View
from houdun.report.words import plain


def told(comparison: Comparison, language: Language = Language.EN) -> str:
    first = answer(View(comparison, language))[0]
    assert isinstance(first, Paragraph)
    return plain(first.line)


def undecided(comparison: Comparison, *counts: int) -> Comparison:
    """Nobody leads, and the vendors have so many cases."""
    results = zip(comparison.verdict.vendors, counts, strict=True)
    vendors = tuple(dataclasses.replace(result, cases=count) for result, count in results)
    return dataclasses.replace(comparison, verdict=dataclasses.replace(comparison.verdict, leader=None, vendors=vendors))


def test_a_leader_is_named_with_how_sure_that_is(compared: Callable[[str], Comparison]) -> None:
    assert told(compared("three")).startswith("云桥 Cloudbridge leads in after-sales service for a team at the growth stage")
    assert "87%" in told(compared("three"))
    assert "排第一的概率是 87%" in told(compared("three"), Language.ZH)


def test_an_open_table_says_that_it_is_open_and_why(compared: Callable[[str], Comparison]) -> None:
    text = told(undecided(compared("three"), 12, 40, 40))
    assert text.startswith("The table is open")
    assert "brings only 12 cases" in text


def test_where_everybody_has_too_few_cases_nobody_is_named(compared: Callable[[str], Comparison]) -> None:
    assert told(compared("many")).startswith("Too few cases to rank anybody")


def test_vendors_with_too_few_cases_are_never_the_headline(compared: Callable[[str], Comparison]) -> None:
    text = told(undecided(compared("three"), 1, 40, 40))
    assert "Cloudbridge" not in text
    assert text.endswith(
        "Another 1 vendor with fewer than 10 cases stands apart, after the others; nothing is concluded about it."
    )


def test_a_vendor_alone_with_cases_enough_is_compared_with_nobody(compared: Callable[[str], Comparison]) -> None:
    assert told(undecided(compared("three"), 40, 1, 2)).startswith("Only 云桥 Cloudbridge has 10 cases or more")


@pytest.mark.parametrize(
    ("status", "below", "start"),
    [
        (GateStatus.BELOW, True, "Nobody reaches the base line: of the 3 vendors"),
        (GateStatus.NO_EVIDENCE, False, "No vendor is sure to reach the base line: of the 3"),
    ],
)
def test_where_nobody_is_sure_to_reach_the_base_line_that_is_the_answer(
    status: GateStatus, below: bool, start: str, compared: Callable[[str], Comparison]
) -> None:
    three = undecided(compared("three"), 40, 40, 40)
    gates = (GateResult("response.night", status, None, 0.6),)
    vendors = tuple(dataclasses.replace(one, gates=gates, below_base_line=below) for one in three.verdict.vendors)
    assert told(dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, vendors=vendors))).startswith(start)


def test_overlapping_scores_are_the_reason_where_there_are_cases_enough(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    vendors = tuple(
        dataclasses.replace(vendor, cases=500, score=three.verdict.vendors[0].score) for vendor in three.verdict.vendors
    )
    assert "Their scores overlap" in told(
        dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, leader=None, vendors=vendors))
    )


def test_thin_coverage_is_the_reason_where_scores_lie_apart(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    vendors = tuple(dataclasses.replace(vendor, cases=500) for vendor in three.verdict.vendors)
    text = told(dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, leader=None, vendors=vendors)))
    assert "covers only 71% of the rubric" in text


def test_one_vendor_is_ranked_against_nobody(compared: Callable[[str], Comparison]) -> None:
    assert "the only vendor" in told(compared("one"))


def test_nothing_says_what_to_do(compared: Callable[[str], Comparison]) -> None:
    assert "Import a history" in told(compared("nothing"))


def test_vendors_below_the_base_line_are_marked(compared: Callable[[str], Comparison]) -> None:
    marked = [block for block in answer(View(compared("three"), Language.EN)) if isinstance(block, Callout)]
    assert [callout.tone for callout in marked] == [Style.BAD]
    assert marked[0].title == "Below base line"
    assert "海潮 Tidewave does not reach: Human answer within 15 minutes" in plain(marked[0].line)


def test_of_many_below_the_base_line_only_the_names_are_told(compared: Callable[[str], Comparison]) -> None:
    many = compared("many")
    vendors = tuple(dataclasses.replace(vendor, below_base_line=place > 0) for place, vendor in enumerate(many.verdict.vendors))
    verdict = dataclasses.replace(many.verdict, vendors=vendors)
    callout = answer(View(dataclasses.replace(many, verdict=verdict), Language.EN))[1]
    assert isinstance(callout, Callout)
    assert plain(callout.line).startswith("The 2 base lines: Human answer within 15 minutes; ")
    assert "Of the 24 vendors with cases enough, 23 miss at least one base line" in plain(callout.line)
    assert "and others" in plain(callout.line)


def test_a_vendor_below_every_base_line_is_said_to_miss_them_all(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    gates = tuple(GateResult(f"response.{time}", GateStatus.BELOW, 0.02, 0.6) for time in ("day", "night"))
    *others, last = three.verdict.vendors
    vendors = (*others, dataclasses.replace(last, gates=gates))
    blocks = answer(View(dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, vendors=vendors)), Language.EN))
    assert isinstance(blocks[1], Callout)
    assert "海潮 Tidewave reaches none of them." in plain(blocks[1].line)


def test_a_leader_whose_base_line_is_not_proven_is_said_to_be_so(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    first, *others = three.verdict.vendors
    unsure = dataclasses.replace(first, gates=(GateResult("response.night", GateStatus.UNSURE, 0.6, 0.6),))
    verdict = dataclasses.replace(three.verdict, vendors=(unsure, *others))
    titles = [
        block.title
        for block in answer(View(dataclasses.replace(three, verdict=verdict), Language.EN))
        if isinstance(block, Callout)
    ]
    assert "Base line not proven" in titles


def test_a_stage_that_the_rubric_does_not_know_keeps_its_own_name(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    other = dataclasses.replace(three, verdict=dataclasses.replace(three.verdict, stage="ours"))
    assert (stage(View(three, Language.ZH)), stage(View(other, Language.ZH))) == ("成长", "ours")
