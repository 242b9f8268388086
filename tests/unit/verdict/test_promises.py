from __future__ import annotations

import datetime as dt

from houdun.facts.case import Milestone, Severity
from houdun.facts.promise import ALWAYS, Promise, Terms
from houdun.facts.time import MINUTE
from houdun.verdict.promises import deliveries
from tests.verdict_given import A, B, case, run


def promise(target: float | None, severity: Severity | None = None, milestone: Milestone = Milestone.FIRST_RESPONSE) -> Promise:
    return Promise(
        vendor=A,
        milestone=milestone,
        severity=severity,
        target_ms=None if target is None else round(target * MINUTE),
        hours=ALWAYS,
        price="",
        smallest_size="",
        url="",
        read_on=dt.date(2026, 1, 1),
    )


def test_kept_broken_and_still_open() -> None:
    readings = [
        case(run(10), id="kept"),
        case(run(90, contract=15), id="kept by the contract's clock"),
        case(run(20), id="broken"),
        case(run(9, answered=False), id="open within the target"),
        case(run(99, answered=False), id="open beyond it"),
    ]
    (held,) = deliveries({A: readings}, {A: Terms((promise(15),))})
    assert (held.n, held.kept, held.censored) == (4, 2, 1)
    assert held.median_ms == 15 * MINUTE
    assert held.p90_ms is None


def test_each_severity_is_held_against_its_own_line() -> None:
    readings = [
        case(run(10, severity=Severity.CRITICAL), id="1"),
        case(run(30), id="2"),
        case(run(30, severity=Severity.LOW), id="3"),
    ]
    strict, general = deliveries({A: readings}, {A: Terms((promise(5, Severity.CRITICAL), promise(60)))})
    assert (strict.n, strict.kept) == (1, 0)
    assert (general.n, general.kept) == (2, 2)


def test_a_plan_that_names_no_time_breaks_none() -> None:
    (held,) = deliveries({A: [case(run(10))]}, {A: Terms((promise(None),))})
    assert (held.n, held.kept, held.censored, held.median_ms) == (0, 0, 0, 10 * MINUTE)


def test_only_compared_vendors_and_milestones_with_a_clock_are_listed() -> None:
    terms = Terms((promise(5, milestone=Milestone.RETRO_TESTED),))
    assert deliveries({A: [case()], B: []}, {A: terms}) == ()
