from __future__ import annotations

import tracemalloc
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.errors import UsageError
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Rubric
from houdun.facts.time import HOUR, MINUTE
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import CriterionResult, Verdict
from houdun.testing.factories import MONDAY
from houdun.verdict.judge import assessment, judge
from houdun.verdict.rubric_file import default_rubric
from tests.verdict_given import A, B, C, answered_in

RUBRIC = default_rubric()
Cases = Mapping[Vendor, Sequence[CaseReading]]


def verdict_of(cases: Cases, *, draws: int = 2000, seed: int = 7, rubric: Rubric = RUBRIC) -> Verdict:
    return judge(rubric, "growth", cases, [], zone="UTC", seed=seed, draws=draws)


def criterion(verdict: Verdict, vendor: Vendor, id: str) -> CriterionResult:
    held = next(each for each in verdict.vendors if each.vendor == vendor)
    return next(each for dimension in held.dimensions for each in dimension.criteria if each.id == id)


def mediocre(count: int, vendor: Vendor, seed: int = 0) -> list[CaseReading]:
    return answered_in(np.random.default_rng(seed).lognormal(3, 1, count).tolist(), vendor)


def test_one_perfect_case_never_ranks_first_with_certainty() -> None:
    verdict = verdict_of({A: answered_in([1.0]), B: mediocre(200, B)})
    assert verdict.rank_acceptability[A][0] < 0.95
    assert verdict.leader is None


def test_one_perfect_case_never_ranks_first_with_certainty_among_ten() -> None:
    others = {Vendor(f"other {number}"): mediocre(200, Vendor(f"other {number}"), number) for number in range(10)}
    verdict = verdict_of({A: answered_in([1.0]), **others})
    assert verdict.rank_acceptability[A][0] < 0.95


def test_much_good_evidence_does_rank_first() -> None:
    verdict = verdict_of({A: answered_in([2.0] * 200), B: mediocre(200, B), C: answered_in([600.0] * 200, C)})
    assert verdict.leader == A
    assert verdict.rank_acceptability[A][0] > 0.95


minutes = st.lists(st.floats(0.5, 3000), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None)
@given(st.lists(minutes, min_size=1, max_size=4))
def test_ranks_of_a_vendor_and_holders_of_a_rank_sum_to_one(histories: list[list[float]]) -> None:
    cases = {Vendor(str(number)): answered_in(each, Vendor(str(number))) for number, each in enumerate(histories)}
    table = np.array(list(verdict_of(cases, draws=300).rank_acceptability.values()))
    np.testing.assert_allclose(table.sum(axis=0), 1)
    np.testing.assert_allclose(table.sum(axis=1), 1)


@settings(max_examples=10, deadline=None)
@given(minutes, minutes, minutes)
def test_the_order_of_vendors_and_of_cases_changes_nothing(one: list[float], two: list[float], three: list[float]) -> None:
    cases = {A: answered_in(one), B: answered_in(two, B), C: answered_in(three, C)}
    turned = {vendor: list(reversed(cases[vendor])) for vendor in (C, A, B)}
    first, second = verdict_of(cases, draws=300), verdict_of(turned, draws=300)
    assert first.rank_acceptability == second.rank_acceptability
    assert {each.vendor: each for each in first.vendors} == {each.vendor: each for each in second.vendors}


def test_vendors_with_the_same_history_are_equally_acceptable() -> None:
    cases = {vendor: mediocre(60, vendor, seed=5) for vendor in (A, B, C)}
    table = np.array(list(verdict_of(cases, draws=6000).rank_acceptability.values()))
    assert np.abs(table - 1 / 3).max() < 0.04


def test_the_same_seed_gives_the_same_verdict_and_another_seed_nearly() -> None:
    cases = {A: mediocre(50, A, 1), B: mediocre(50, B, 2)}
    assert verdict_of(cases) == verdict_of(cases)
    one, two = verdict_of(cases).rank_acceptability[A][0], verdict_of(cases, seed=8).rank_acceptability[A][0]
    assert one != two
    assert abs(one - two) < 0.06


def test_weights_are_free_of_scale() -> None:
    cases = {A: mediocre(50, A, 1), B: mediocre(50, B, 2)}
    weights = {each.id: float(number) for number, each in enumerate(RUBRIC.dimensions, 1)}
    held = assessment(RUBRIC, cases, [], zone="UTC", seed=1, draws=500)
    thousandfold = {each: weight * 1000 for each, weight in weights.items()}
    one, two = held.verdict("growth", weights), held.verdict("growth", thousandfold)
    assert one.rank_acceptability == two.rank_acceptability
    assert one.weights == pytest.approx(two.weights)


def test_what_no_evidence_reaches_has_no_score_and_says_what_is_missing() -> None:
    verdict = verdict_of({A: answered_in([5.0, 10.0])})
    for id in (
        "closure.cause_right",
        "proactive.notice_lead",
        "references.concrete_scene",
        "response.phone_24x7",
        "team.handovers",
    ):
        result = criterion(verdict, A, id)
        assert (result.score, result.value, result.n, result.coverage) == (None, None, 0, 0)
        assert result.missing is not None
        assert result.missing.zh
        assert result.missing.en
    references = next(each for each in verdict.vendors[0].dimensions if each.id == "references")
    assert (references.score, references.coverage) == (None, 0)


def test_missing_evidence_lowers_coverage_and_not_the_score() -> None:
    only = next(each for each in RUBRIC.dimensions if each.id == "response")
    result = next(each for each in verdict_of({A: answered_in([2.0] * 300)}).vendors[0].dimensions if each.id == only.id)
    assert result.score is not None
    assert result.score.mean > 0.95
    assert result.coverage < 0.6


def test_more_of_the_same_evidence_narrows() -> None:
    few = criterion(verdict_of({A: mediocre(10, A)}), A, "response.human_15min_day").score
    waits = [reading.clocks[0].wall_ms / MINUTE for reading in mediocre(10, A)]
    many = criterion(verdict_of({A: answered_in(waits * 10)}), A, "response.human_15min_day").score
    assert few is not None
    assert many is not None
    assert many.high - many.low < (few.high - few.low) / 2


def test_a_vendor_below_the_base_line_never_leads_one_that_reaches_it() -> None:
    night = MONDAY + 2 * HOUR
    fast_by_day = [*answered_in([1.0] * 100), *answered_in([500.0] * 40, Vendor("alpha night"), opened=night)]
    steady = [*answered_in([14.0] * 100, B), *answered_in([14.0] * 40, Vendor("beta night"), opened=night)]
    verdict = verdict_of({A: fast_by_day, B: steady})
    below = {each.vendor: each.below_base_line for each in verdict.vendors}
    assert below == {A: True, B: False}
    assert verdict.rank_acceptability[A][0] == 0
    assert verdict.leader == B


def test_no_vendor_at_all_is_an_empty_verdict() -> None:
    verdict = verdict_of({})
    assert (verdict.vendors, verdict.leader, verdict.flips, verdict.shift) == ((), None, (), None)


def test_a_vendor_without_cases_is_ranked_from_the_prior_and_not_scored() -> None:
    verdict = verdict_of({A: [], B: mediocre(30, B)})
    assert verdict.vendors[0].score is None
    assert verdict.vendors[0].coverage == 0
    assert 0 < verdict.rank_acceptability[A][0] < 1


@pytest.mark.parametrize(
    ("stage", "weights", "zone"),
    [
        ("nosuch", None, "UTC"),
        ("growth", {"response": 1.0}, "UTC"),
        ("growth", {each.id: 0.0 for each in RUBRIC.dimensions}, "UTC"),
        ("growth", {each.id: float("nan") for each in RUBRIC.dimensions}, "UTC"),
        ("growth", {**{each.id: 1.0 for each in RUBRIC.dimensions}, "response": -1.0}, "UTC"),
        ("growth", None, "Mars/Olympus"),
        ("growth", None, "../etc/passwd"),
    ],
)
def test_wrong_use_is_said(stage: str, weights: dict[str, float] | None, zone: str) -> None:
    with pytest.raises(UsageError):
        judge(RUBRIC, stage, {A: []}, [], zone=zone, seed=1, draws=10, weights=weights)


def test_draws_times_cases_are_never_in_memory_at_once() -> None:
    cases, draws = {A: mediocre(3000, A)}, 4000
    tracemalloc.start()
    verdict_of(cases, draws=draws)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3000 * draws * 8 * 0.6


def test_no_weight_is_said_to_let_a_vendor_lead_that_cannot_pass_the_base_line() -> None:
    """B has no case, so its prior beats what A was seen not to do, and yet no weight ranks it first."""
    held = assessment(RUBRIC, {A: answered_in([3.0] * 60), B: []}, [], zone="UTC", seed=7, draws=2000)
    silent = {dimension.id: 0.0 for dimension in RUBRIC.dimensions}
    assert held.verdict("growth", silent | {"proactive": 1.0}).rank_acceptability[A][0] > 0.5
    assert (held.verdict("growth").flips, held.verdict("growth").shift) == ((), None)
