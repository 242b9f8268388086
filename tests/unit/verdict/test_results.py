from __future__ import annotations

import pytest

from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.reading import CaseReading
from houdun.facts.time import MINUTE
from houdun.facts.verdict import CriterionResult, Verdict
from houdun.verdict.judge import judge
from houdun.verdict.rubric_file import default_rubric
from tests.verdict_given import MORNING, RESPONSE, A, B, answered_in, case, run, talk

RUBRIC = default_rubric()


def verdict_of(*readings: CaseReading, attestations: tuple[Attestation, ...] = ()) -> Verdict:
    return judge(RUBRIC, "growth", {A: readings}, attestations, zone="UTC", seed=5, draws=2000)


def result(verdict: Verdict, id: str) -> CriterionResult:
    return next(each for dimension in verdict.vendors[0].dimensions for each in dimension.criteria if each.id == id)


def attested(criterion: str, value: str, assurance: Assurance) -> Attestation:
    return Attestation(
        vendor=A, criterion=criterion, value=value, assurance=assurance, recorded_at=1, recorded_by="cora", document="ab12"
    )


def test_a_value_is_what_the_cases_say_and_its_interval_holds_it() -> None:
    value = result(verdict_of(*answered_in([5.0])), "response.human_15min_day").value
    assert value is not None
    assert value.mean == 1.0
    assert value.low < 0.5 < value.high == 1.0


def test_answers_within_seconds_are_answers_within_the_minutes_asked_for() -> None:
    value = result(verdict_of(*answered_in([0.0, 0.2, 0.5])), "response.human_15min_day").value
    assert value is not None
    assert value.mean == 1.0


def test_every_number_leads_to_its_cases_and_entries() -> None:
    lost = case(run(9, answered=False), id="lost", horizon=MORNING + 9 * MINUTE)
    held = result(verdict_of(*answered_in([5.0, 500.0]), lost), "response.human_15min_day")
    assert [(each.case.id, each.value, each.censored, each.entry) for each in held.contributions] == [
        ("0", 1.0, False, "r"),
        ("1", 0.0, False, "r"),
        ("lost", 0.0, True, "q"),
    ]
    assert (held.n, held.applicable) == (2, 3)
    assert held.coverage == pytest.approx(2 / 3)


def test_a_tail_that_never_ends_is_shown_as_the_longest_wait_and_scores_nothing() -> None:
    silent = [case(run(3000, answered=False), id=f"s{each}") for each in range(50)]
    held = result(verdict_of(*answered_in([5.0] * 50), *silent), "response.tail_p90")
    assert held.value is not None
    assert held.score is not None
    assert held.value.mean == 3000
    assert held.score.mean < 0.05


def test_a_tail_in_the_unit_of_the_criterion() -> None:
    held = result(verdict_of(*answered_in([30.0] * 300)), "response.tail_p90")
    assert held.value is not None
    assert held.unit == "minutes"
    assert held.value.mean == 30


def test_a_claim_alone_scores_less_than_a_check_and_both_say_which_they_are() -> None:
    scores = []
    for assurance in Assurance:
        held = result(verdict_of(attestations=(attested("team.named_owner", "yes", assurance),)), "team.named_owner")
        assert held.score is not None
        assert (held.basis, held.assurance, held.n) == ("attested", assurance, 1)
        scores.append(held.score.mean)
    assert scores == sorted(scores)
    assert scores[0] < scores[2] / 2


def test_the_overall_score_is_earned_over_applicable_at_the_weights() -> None:
    verdict = verdict_of(*answered_in([5.0] * 100))
    known = [(dimension, dimension.score) for dimension in verdict.vendors[0].dimensions if dimension.score]
    shares = [verdict.weights[dimension.id] * dimension.coverage for dimension, _ in known]
    expected = sum(share * score.mean for share, (_, score) in zip(shares, known, strict=True)) / sum(shares)
    assert verdict.vendors[0].score is not None
    assert verdict.vendors[0].score.mean == pytest.approx(expected)
    assert verdict.vendors[0].coverage == pytest.approx(sum(shares))


def test_a_dimension_counts_each_case_once() -> None:
    verdict = verdict_of(talk(("names_cause",), id="1"), talk(("only_link",), id="2"))
    team = next(each for each in verdict.vendors[0].dimensions if each.id == "team")
    assert team.n == 2


def test_unknown_clocks_leave_no_trace() -> None:
    verdict = judge(RUBRIC, "scale", {B: [case(run(5, name=RESPONSE), vendor=B)]}, [], zone="UTC", seed=1, draws=50)
    held = next(each for d in verdict.vendors[0].dimensions for each in d.criteria if each.id == "closure.tail_resolve")
    assert (held.applicable, held.score) == (0, None)
