from __future__ import annotations

import datetime as dt

import pytest

from houdun.facts.case import CaseLog, Milestone, Role
from houdun.facts.promise import ALWAYS, Frame, Hours, Promise, Terms
from houdun.facts.signals import Signal
from houdun.facts.time import HOUR, MINUTE
from houdun.flow.ticking import Standing, Ticking, standing
from houdun.testing.factories import VENDOR, finding, log, message, millis

OFFICE = Hours(name="office", frames=(Frame(frozenset(range(5)), 9 * 60, 17 * 60),))
FIRST = "time_to_first_response_human"


def terms(hours: Hours = ALWAYS, minutes: int = 15) -> Terms:
    promise = Promise(
        vendor=VENDOR, milestone=Milestone.FIRST_RESPONSE, severity=None, target_ms=minutes * MINUTE, hours=hours,
        price="", smallest_size="", url="", read_on=dt.date(2025, 3, 3),
    )  # fmt: skip
    return Terms((promise,))


def clock(stands: Standing, name: str = FIRST) -> Ticking:
    return next(each for each in stands.clocks if each.name == name)


def asked(at: str = "10:00") -> CaseLog:
    return log(message(at=at), horizon=at)


def test_a_clock_runs_to_the_moment_at_which_it_is_looked_at() -> None:
    ticks = clock(standing(asked(), terms(), millis("10:10")))
    assert (ticks.reading.wall_ms, ticks.reading.contract_ms) == (10 * MINUTE, 10 * MINUTE)
    assert (ticks.counts, ticks.turns_at, ticks.due_at, ticks.late) == (True, None, millis("10:15"), False)


def test_past_its_target_it_is_late_and_nothing_is_due_any_more() -> None:
    ticks = clock(standing(asked(), terms(), millis("10:15")))
    assert (ticks.late, ticks.due_at) == (True, None)


def test_outside_the_promised_hours_wall_time_passes_and_contract_time_stands_until_they_open() -> None:
    ticks = clock(standing(asked("16:55"), terms(OFFICE), millis("20:00")))
    assert (ticks.reading.wall_ms, ticks.reading.contract_ms) == (3 * HOUR + 5 * MINUTE, 5 * MINUTE)
    assert (ticks.counts, ticks.turns_at, ticks.due_at) == (False, millis("+1 09:00"), millis("+1 09:10"))


def test_within_them_it_is_known_when_they_end() -> None:
    ticks = clock(standing(asked("16:55"), terms(OFFICE), millis("16:56")))
    assert (ticks.counts, ticks.turns_at, ticks.due_at) == (True, millis("17:00"), millis("+1 09:10"))


def test_while_the_vendor_justly_waits_for_us_contract_time_stands_and_nothing_falls_due() -> None:
    asks = message("Please send the log.", "10:05", Role.VENDOR)
    case = log(message(), asks, finding(asks, Signal.ASKS_FOR_LOGS), finding(asks, "justified_request"), horizon="10:05")
    stands = standing(case, terms(), millis("11:00"))
    assert stands.paused
    assert stands.clocks
    assert not any(each.counts or each.due_at for each in stands.clocks)


def test_what_is_due_first_comes_first_then_what_is_late_then_what_nobody_promised() -> None:
    early = standing(asked(), terms(), millis("10:10"))
    assert early.clocks[0].due_at is not None
    assert all(each.due_at is None for each in early.clocks[2:])
    late = standing(asked(), terms(), millis("12:00"))
    assert late.clocks[0].late
    assert not late.clocks[-1].late


@pytest.mark.parametrize("said", ["10:05", "10:20"])
def test_a_clock_that_was_answered_does_not_run(said: str) -> None:
    stands = standing(log(message(), message("It is the encoder.", said, Role.VENDOR), horizon=said), terms(), millis("12:00"))
    assert FIRST not in {each.name for each in stands.clocks}
