from __future__ import annotations

from houdun.facts.case import Severity
from houdun.facts.time import MINUTE
from houdun.verdict.mix import curves, hour_cells, severity_mix
from tests.verdict_given import MORNING, RESPONSE, A, B, answered_in, case, run


def test_the_week_has_168_cells_and_the_cases_stand_in_theirs() -> None:
    lost = case(run(5, answered=False), id="lost", horizon=MORNING + 5 * MINUTE)
    silent = case(run(99, answered=False), id="silent")
    cells = hour_cells({A: [*answered_in([5.0, 15.0, 16.0]), lost, silent]}, zone="UTC")[A]
    assert len(cells) == 168
    assert [(cell.weekday, cell.hour, cell.n, cell.attained) for cell in cells if cell.n] == [(0, 10, 4, 2)]


def test_the_mix_names_every_severity() -> None:
    mix = severity_mix({A: [case(severity=Severity.CRITICAL), case(id="2")], B: []})
    assert mix[A] == {Severity.CRITICAL: 1, Severity.HIGH: 0, Severity.NORMAL: 1, Severity.LOW: 0}
    assert sum(mix[B].values()) == 0


def test_a_silent_vendor_has_a_flat_curve_beside_one_that_answers() -> None:
    drawn = curves({A: answered_in([5.0]), B: [case(run(99, answered=False), vendor=B)]})
    assert [(each.clock, each.vendor, each.events) for each in drawn] == [(RESPONSE, A, 1), (RESPONSE, B, 0)]


def test_a_clock_that_nobody_ever_stops_is_not_drawn() -> None:
    assert curves({A: [case(run(99, answered=False))]}) == ()
