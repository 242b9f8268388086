from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.case.clocks import CLOCKS
from houdun.case.columns import ClockColumns, read_columns
from houdun.case.reading import read
from houdun.case.walk import NONE, SEVERITY_CODE, History
from houdun.facts.case import CaseLog, Role
from houdun.facts.promise import Terms
from houdun.facts.reading import ClockReading
from houdun.testing.factories import log, message
from houdun.testing.histories import TERMS, VENDORS, logs

ALL_TERMS = {VENDORS[0]: TERMS}
Row = tuple[int, int, int, int, int, int, int, int, int]


def by_case(clock: ClockReading, case: int) -> Row:
    stopped = NONE if clock.stopped_at is None else clock.stopped_at
    target = NONE if clock.target_ms is None else clock.target_ms
    lengths = clock.wall_ms, clock.contract_ms, clock.paused_ms
    return case, clock.instance, clock.started_at, stopped, *lengths, SEVERITY_CODE[clock.severity], target


def by_columns(column: ClockColumns) -> list[Row]:
    ends = column.started_at, column.stopped_at, column.wall_ms, column.contract_ms, column.paused_ms
    return list(
        zip(*(each.tolist() for each in (column.case, column.instance, *ends, column.severity, column.target_ms)), strict=True)
    )


def one_by_one(cases: list[CaseLog]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {clock.name: [] for clock in CLOCKS}
    for number, case in enumerate(cases):
        for clock in read(case, ALL_TERMS.get(case.key.vendor, Terms())).clocks:
            rows[clock.name].append(by_case(clock, number))
    return rows


@given(st.lists(logs(), max_size=6))
@settings(max_examples=150, deadline=None)
def test_all_cases_at_once_say_what_one_case_at_a_time_says(cases: list[CaseLog]) -> None:
    columns = read_columns(History.of(cases), ALL_TERMS)
    assert {name: by_columns(column) for name, column in columns.items()} == one_by_one(cases)


def test_only_the_clocks_asked_for_are_read() -> None:
    history = History.of([log(message("a"))])
    assert list(read_columns(history, {}, ["time_to_close"])) == ["time_to_close"]


def test_an_unanswered_case_is_censored_and_an_answered_one_is_not() -> None:
    history = History.of([log(message("a")), log(message("a"), message("b", "10:07", Role.VENDOR))])
    clock = read_columns(history, {})["time_to_first_response_human"]
    np.testing.assert_array_equal(clock.censored, [True, False])
    np.testing.assert_array_equal(clock.wall_ms, [3_600_000, 420_000])


def test_no_history_has_no_runs() -> None:
    assert all(not len(column.case) for column in read_columns(History.of([]), {}).values())
