from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np

from houdun.facts.case import Severity
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Belief
from houdun.facts.time import HOUR
from houdun.facts.vendor import Vendor
from houdun.verdict.record import records
from houdun.verdict.standard import TRIM, standard_weights
from tests.verdict_given import MORNING, A, B, answered_in, case, run


def weights_of(cases: dict[Vendor, list[CaseReading]]) -> list[list[float]]:
    held = records(cases, [], Belief(), ZoneInfo("UTC"))
    return [each.tolist() for each in standard_weights(held)]


def at_night(count: int, vendor: Vendor) -> list[CaseReading]:
    night = MORNING + 12 * HOUR
    return [case(run(5, opened=night), id=f"n{each}", vendor=vendor, opened=night) for each in range(count)]


def test_equal_mixes_leave_every_case_its_weight() -> None:
    one, two = weights_of({A: answered_in([1, 2, 3]), B: answered_in([4, 5], B)})
    np.testing.assert_allclose(one + two, 1)


def test_each_vendors_weighted_mix_is_that_of_all_cases_together() -> None:
    cases = {A: [*answered_in([1] * 6), *at_night(2, A)], B: [*answered_in([1] * 2, B), *at_night(6, B)]}
    one, two = (np.array(each) for each in weights_of(cases))
    np.testing.assert_allclose([one[:6].sum() / one.sum(), two[:2].sum() / two.sum()], 0.5)
    np.testing.assert_allclose([one.mean(), two.mean()], 1)


def test_a_rare_stratum_never_rests_on_one_case() -> None:
    cases = {A: [*answered_in([1] * 99), *at_night(1, A)], B: at_night(900, B)}
    held = np.array(weights_of(cases)[0])
    assert held.max() / held.min() <= TRIM**2 + 1e-9


def test_severity_counts_too() -> None:
    critical = [case(run(5), id=f"c{each}", severity=Severity.CRITICAL) for each in range(3)]
    cases = {A: [*answered_in([1]), *critical], B: answered_in([1] * 4, B)}
    held = np.array(weights_of(cases)[0])
    assert held[0] > held[1] == held[2]


def test_a_vendor_without_cases_has_no_weights() -> None:
    assert weights_of({A: [], B: answered_in([1], B)}) == [[], [1.0]]
