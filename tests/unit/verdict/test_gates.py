from __future__ import annotations

import pytest

from houdun.facts.reading import CaseReading
from houdun.facts.time import HOUR, MINUTE
from houdun.facts.verdict import GateStatus, Verdict
from houdun.verdict.judge import judge
from houdun.verdict.rubric_file import default_rubric
from tests.verdict_given import MORNING, A, B, answered_in, case, run

RUBRIC = default_rubric()
DAY = "response.human_15min_day"


def verdict_of(*readings: CaseReading, rivals: list[CaseReading] | None = None) -> Verdict:
    cases = {A: list(readings)} | ({B: rivals} if rivals else {})
    return judge(RUBRIC, "growth", cases, [], zone="UTC", seed=5, draws=3000)


def status(verdict: Verdict, gate: str = DAY) -> GateStatus:
    return next(each.status for each in verdict.vendors[0].gates if each.criterion == gate)


@pytest.mark.parametrize(
    ("within", "late", "expected"),
    [
        (0, 1, GateStatus.UNSURE),
        (1, 0, GateStatus.UNSURE),
        (30, 0, GateStatus.MET),
        (0, 5, GateStatus.BELOW),
        (8, 2, GateStatus.UNSURE),
        (100, 100, GateStatus.BELOW),
    ],
)
def test_a_gate_says_only_what_the_evidence_is_sure_of(within: int, late: int, expected: GateStatus) -> None:
    assert status(verdict_of(*answered_in([5.0] * within + [500.0] * late))) is expected


def test_a_gate_without_evidence_says_so() -> None:
    verdict = verdict_of(*answered_in([5.0] * 40))
    assert status(verdict, "response.human_15min_night") is GateStatus.NO_EVIDENCE
    gate = next(each for each in verdict.vendors[0].gates if each.criterion == "response.human_15min_night")
    assert gate.probability is None
    assert not verdict.vendors[0].below_base_line


def test_a_case_whose_record_ends_before_the_line_speaks_for_neither_side() -> None:
    short = case(run(10, answered=False), horizon=MORNING + 10 * MINUTE)
    assert status(verdict_of(short)) is GateStatus.NO_EVIDENCE


def test_an_unanswered_case_fails_the_gate() -> None:
    silent = [case(run(1440, answered=False), id=str(each)) for each in range(8)]
    assert status(verdict_of(*silent)) is GateStatus.BELOW


def test_to_say_nothing_does_not_pass_the_base_line_for_sure() -> None:
    late = answered_in([100.0] * 50, B)
    verdict = judge(RUBRIC, "growth", {A: [], B: late}, [], zone="UTC", seed=5, draws=3000)
    assert [each.below_base_line for each in verdict.vendors] == [False, True]
    assert verdict.rank_acceptability[A][0] < 0.95
    assert verdict.leader is None


def test_few_gates_with_evidence_pass_less_often_than_all_of_them_proven() -> None:
    day, night, weekend = MORNING, MORNING + 12 * HOUR, MORNING + 5 * 24 * HOUR
    openings = [day] * 40 + [night] * 40 + [weekend] * 40
    proven = [case(run(9, opened=at), id=str(each), vendor=B, opened=at) for each, at in enumerate(openings)]
    verdict = verdict_of(*answered_in([1.0] * 40), rivals=proven)
    assert verdict.rank_acceptability[B][0] > 0.7


def test_below_the_line_at_night_is_below_the_base_line_however_good_the_day() -> None:
    night = [case(run(300, opened=MORNING + 12 * HOUR), id=f"n{each}", opened=MORNING + 12 * HOUR) for each in range(20)]
    verdict = verdict_of(*answered_in([1.0] * 50), *night)
    assert status(verdict) is GateStatus.MET
    assert verdict.vendors[0].below_base_line
