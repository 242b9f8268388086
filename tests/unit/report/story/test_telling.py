from __future__ import annotations

import dataclasses
from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from houdun.facts.case import CaseKey
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison, Contribution, CriterionResult, Estimate
from houdun.language import Language
from houdun.report.story.telling import few, larger_is_worse, picks, quoted
from houdun.report.view import View

ACME = Vendor("acme")


def result(value: float, score: float, unit: str = "share") -> CriterionResult:
    return CriterionResult(
        id="x.y", score=Estimate(score, score, score), value=Estimate(value, value, value), unit=unit, n=1, applicable=1, coverage=1, basis="rule"
    )  # fmt: skip


def given(id: str, value: float, *, censored: bool = False) -> Contribution:
    return Contribution(CaseKey(ACME, "test", id), value, censored)


def one_vendor(three: Comparison, *contributions: Contribution, unit: str = "ms") -> View:
    first = three.verdict.vendors[0]
    criterion = dataclasses.replace(
        first.dimensions[0].criteria[0], contributions=contributions, unit=unit, value=None, score=None
    )
    dimension = dataclasses.replace(first.dimensions[0], criteria=(criterion,))
    verdict = dataclasses.replace(three.verdict, vendors=(dataclasses.replace(first, dimensions=(dimension,)),))
    return View(dataclasses.replace(three, verdict=verdict), Language.EN)


def test_the_scores_say_which_end_is_the_worse() -> None:
    assert larger_is_worse([result(0.2, 0.9), result(0.6, 0.4)])
    assert not larger_is_worse([result(0.2, 0.1), result(0.6, 0.4)])


def test_one_pair_of_vendors_that_chance_has_turned_round_says_nothing() -> None:
    assert larger_is_worse([result(76, 0.54), result(119, 0.63), result(900, 0.3), result(2000, 0.1)])


def test_where_they_do_not_the_unit_does() -> None:
    assert larger_is_worse([result(5, 0.5, "minutes")])
    assert not larger_is_worse([result(0.5, 0.5)])
    assert not larger_is_worse([])


def test_the_worst_the_middle_and_the_longest_still_waiting_are_picked(compared: Callable[[str], Comparison]) -> None:
    waits = [given("a", 1), given("b", 2), given("c", 9), given("d", 5, censored=True), given("e", 7, censored=True)]
    chosen = picks(one_vendor(compared("three"), *waits))
    assert [(pick.why, pick.contribution.case.id) for pick in chosen] == [("worst", "c"), ("median", "b"), ("waiting", "e")]


def test_of_a_share_the_worst_is_the_smallest(compared: Callable[[str], Comparison]) -> None:
    chosen = picks(one_vendor(compared("three"), given("a", 1), given("b", 0), unit="share"))
    assert [(pick.why, pick.contribution.case.id) for pick in chosen] == [("worst", "b")]


def test_a_vendor_outside_the_figures_is_told_in_one_case(compared: Callable[[str], Comparison]) -> None:
    view = View(compared("many"), Language.EN)
    last = view.vendors[-1].vendor
    counts = [
        sum(pick.vendor == last and pick.criterion is criterion for pick in picks(view))
        for criterion in view.comparison.rubric.criteria
    ]
    assert max(counts) == 1


def test_cases_behind_most_numbers_come_first_and_missing_ones_are_not_quoted(compared: Callable[[str], Comparison]) -> None:
    view = View(compared("three"), Language.EN)
    chosen = picks(view)
    keys = quoted(view, chosen)
    counts = [sum(pick.contribution.case == key for pick in chosen) for key in keys]
    assert counts == sorted(counts, reverse=True)
    assert set(keys) <= set(view.comparison.cases)
    assert (
        quoted(one_vendor(compared("three"), given("nowhere", 1)), picks(one_vendor(compared("three"), given("nowhere", 1))))
        == ()
    )


waits = st.builds(given, st.sampled_from("abcde"), st.sampled_from([0.0, 1.0, 1.0, 2.5, 7.0]), censored=st.booleans())


@drawn(st.lists(waits, max_size=9), st.sampled_from(["ms", "share"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_of_the_few_the_same_are_picked_as_of_all(
    compared: Callable[[str], Comparison], all_of_them: list[Contribution], unit: str
) -> None:
    kept = few(all_of_them)
    assert len(kept) <= 4
    assert picks(one_vendor(compared("three"), *kept, unit=unit)) == picks(one_vendor(compared("three"), *all_of_them, unit=unit))
