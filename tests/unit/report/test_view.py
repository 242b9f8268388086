from __future__ import annotations

import dataclasses
from collections.abc import Callable

from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison, Estimate
from houdun.language import Language
from houdun.report.document import Gauge
from houdun.report.view import CHARTED, View, gauge, slug


def test_vendors_stand_in_the_verdicts_order(compared: Callable[[str], Comparison]) -> None:
    view = View(compared("many"), Language.EN)
    assert view.vendors == compared("many").verdict.in_order
    assert [view.series(result.vendor) for result in view.vendors] == [*range(CHARTED), *[None] * (24 - CHARTED)]
    assert len(view.charted) == CHARTED


def test_vendors_with_too_few_cases_stand_apart_where_others_have_enough(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    few, *others = three.verdict.vendors
    verdict = dataclasses.replace(three.verdict, vendors=(dataclasses.replace(few, cases=9), *others))
    view = View(dataclasses.replace(three, verdict=verdict), Language.ZH)
    assert [result.vendor for result in view.apart] == [few.vendor]
    assert few.vendor not in [result.vendor for result in view.spoken_for]
    assert view.thin(few.vendor) == "样本不足"
    assert view.thin(others[0].vendor) == ""


def test_where_nobody_has_enough_all_are_spoken_of(compared: Callable[[str], Comparison]) -> None:
    view = View(compared("many"), Language.EN)
    assert (view.spoken_for, view.apart) == (view.vendors, ())


def test_a_vendor_that_was_not_ranked_stands_last_and_has_no_colour(compared: Callable[[str], Comparison]) -> None:
    view = View(compared("three"), Language.EN)
    assert view.lead(Vendor("nobody")) == 0
    assert view.series(Vendor("nobody")) is None


def test_the_plan_is_said_only_where_two_plans_of_a_vendor_compete(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    assert View(three, Language.EN).plain(Vendor("Northlight", "gold")) == "Northlight"
    first = three.verdict.vendors[0]
    twin = dataclasses.replace(first, vendor=Vendor("Northlight", "free"))
    verdict = dataclasses.replace(three.verdict, vendors=(*three.verdict.vendors, twin))
    view = View(dataclasses.replace(three, verdict=verdict), Language.EN)
    assert view.plain(Vendor("Northlight", "gold")) == "Northlight@gold"


def test_a_criterion_is_called_by_its_name_and_an_unknown_one_by_its_id(compared: Callable[[str], Comparison]) -> None:
    view = View(compared("three"), Language.ZH)
    assert view.criterion("team.depth") == "答复深度"
    assert view.criterion("no.such") == "no.such"


def test_an_anchor_holds_letters_digits_and_hyphens() -> None:
    assert slug("response.human_15min") == "response-human-15min"
    assert slug('a"<>音') == "a-22-3c-3e-97f3"


def test_a_gauge_never_leaves_its_rail() -> None:
    assert gauge(Estimate(0.5, -0.2, 1.3)) == Gauge(0.0, 0.5, 1.0)


def test_no_score_is_said_to_be_no_evidence(compared: Callable[[str], Comparison]) -> None:
    view = View(compared("three"), Language.EN)
    assert view.score(None) == "no evidence"
    assert view.score(Estimate(0.424, 0.4, 0.5)) == "42"
