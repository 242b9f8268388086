from __future__ import annotations

import datetime as dt

import pytest

from houdun.case.clocks import CLOCKS, CUSTOMER, HEARD_BY, PAUSE, Clock
from houdun.case.transitions import TABLE, State, Trigger
from houdun.facts.case import Milestone, Severity
from houdun.facts.promise import ALWAYS, Frame, Hours, Promise, Terms
from houdun.facts.time import MINUTE
from houdun.facts.vendor import Vendor

OFFICE = Hours(name="office", frames=(Frame(frozenset(range(5)), 540, 1080),))
PROMISE = Promise(
    vendor=Vendor("acme"),
    milestone=Milestone.FIRST_RESPONSE,
    severity=Severity.CRITICAL,
    target_ms=15 * MINUTE,
    hours=OFFICE,
    price="",
    smallest_size="",
    url="",
    read_on=dt.date(2025, 1, 1),
)
TERMS = Terms((PROMISE,))


def named(name: str) -> Clock:
    return next(clock for clock in CLOCKS if clock.name == name)


def test_the_clocks_stand_by_name_and_once() -> None:
    names = [clock.name for clock in CLOCKS]
    assert names == sorted(set(names))


@pytest.mark.parametrize("clock", [*CLOCKS, PAUSE], ids=lambda clock: clock.name)
def test_nothing_stops_a_clock_before_the_opening(clock: Clock) -> None:
    assert not {trigger for trigger in clock.stops if (State.UNOPENED, trigger) in TABLE} - CUSTOMER
    assert not clock.starts & clock.stops


def test_a_clock_hears_what_starts_stops_or_takes_it_back() -> None:
    heard = {trigger: {clock.name for clock in clocks} for trigger, clocks in HEARD_BY.items()}
    assert heard[Trigger.REOPENED] == {"time_to_close", "time_to_resolved_total"}
    assert heard[Trigger.CLOSED] == {"time_to_close"}
    assert heard[Trigger.ASKS_JUSTLY] == {"pause"}
    assert heard[Trigger.TRIAGED] == set()


def test_the_promise_for_the_severity_sets_calendar_and_target() -> None:
    clock = named("time_to_first_response_human")
    assert (clock.hours(TERMS, Severity.CRITICAL), clock.target(TERMS, Severity.CRITICAL)) == (OFFICE, 15 * MINUTE)
    assert (clock.hours(TERMS, Severity.LOW), clock.target(TERMS, Severity.LOW)) == (ALWAYS, None)


def test_a_next_response_counts_in_the_hours_of_responses_and_has_no_promised_time() -> None:
    clock = named("next_response_human")
    assert (clock.hours(TERMS, Severity.CRITICAL), clock.target(TERMS, Severity.CRITICAL)) == (OFFICE, None)


def test_a_promised_word_counts_round_the_clock() -> None:
    assert named("update_kept").hours(TERMS, Severity.CRITICAL) is ALWAYS
