from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.events import telling
from houdun.channel.port import ReadOptions, Reject
from houdun.facts.case import CaseLog
from houdun.facts.vendor import Vendor
from houdun.testing.contracts.history_reader import facts_of
from tests.event_logs import MAP, log_file, logs, read, stamps

LINES = ("1,take,2024-03-05 10:00,ann\n", "1,solve,2024-03-05 11:00,ann\n", "1,take,2024-03-05 12:00,bob\n", "1,close,2024-03-05 13:00,bob\n")  # fmt: skip
EXPECTED = ["10:00 opened customer", "10:00 first_response vendor", "11:00 resolved vendor", "12:00 reopened vendor", "13:00 closed vendor"]  # fmt: skip


@given(st.permutations(LINES))
def test_the_order_of_rows_does_not_matter(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = log_file(tmp_path_factory.mktemp("telling"), "".join(lines))
    assert stamps(logs(read(path))["1"]) == EXPECTED


def test_a_file_that_runs_backwards_is_turned_round_within_its_minutes_too(tmp_path: Path) -> None:
    lines = ["1,take,2024-03-05 10:00,ann\n", *(line.replace("11:00", "12:00") for line in LINES[1:])]
    forwards, backwards = (stamps(logs(read(log_file(tmp_path, "".join(order))))["1"]) for order in (lines, lines[::-1]))
    assert forwards == backwards


def test_long_cases_side_by_side_come_in_parts_that_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"{case},{activity},2024-03-05 {hour}:{minute:02d},ann\n" for hour in (10, 11) for minute in range(60)
            for activity in ("take", "solve") for case in (1, 2)]  # fmt: skip
    rows += ["3,take,2024-03-05 11:00,ann\n", "3,solve,2024-03-05 10:00,ann\n"]
    path = log_file(tmp_path, "".join(rows))
    whole = read(path)
    monkeypatch.setattr(telling, "PART", 10)
    parts = [part for part in read(path) if isinstance(part, CaseLog)]
    assert facts_of(parts) == facts_of(whole)
    assert len(parts) > 20
    assert max(len(part.entries) for part in parts) <= 10


def test_the_same_rows_in_overlapping_files_count_once(tmp_path: Path) -> None:
    first, second = log_file(tmp_path, "".join(LINES[:3]), "a.csv"), log_file(tmp_path, "".join(LINES[1:]), "b.csv")
    assert stamps(logs(read(first, second))["1"]) == EXPECTED
    assert facts_of(read(first, second)) == facts_of(read(log_file(tmp_path, "".join(LINES))))


def vendor_field(column: str) -> ReadOptions:
    return ReadOptions(vendor_field=column)


def test_a_case_is_the_vendors_that_is_stated_first(tmp_path: Path) -> None:
    parts = read(log_file(tmp_path, "".join(LINES)), options=vendor_field("actor"))
    assert [log.key.vendor for log in logs(parts).values()] == [Vendor("ann")]


def test_a_case_without_a_vendor_is_rejected_row_by_row_or_has_the_name_for_that(tmp_path: Path) -> None:
    path = log_file(tmp_path, "1,take,2024-03-05 10:00,\n1,solve,2024-03-05 10:05,\n")
    rejects = read(path, options=vendor_field("actor"))
    assert [(each.row, each.field) for each in rejects if isinstance(each, Reject)] == [(2, "actor"), (3, "actor")]
    parts = read(path, options=vendor_field("actor"), map_text='no_vendor = "nobody"\n' + MAP)
    assert logs(parts)["1"].key.vendor == Vendor("nobody")


@pytest.mark.parametrize("name", ["@gold", "x" * 501])
def test_what_is_no_vendors_name_is_rejected(tmp_path: Path, name: str) -> None:
    [reject] = read(log_file(tmp_path, f"1,take,2024-03-05 10:00,{name}\n"), options=vendor_field("actor"))
    assert isinstance(reject, Reject)


def test_a_rejected_row_does_not_keep_its_case_from_being_told(tmp_path: Path) -> None:
    parts = read(log_file(tmp_path, "".join([*LINES, "1,jump,2024-03-05 14:00,ann\n"])))
    assert stamps(logs(parts)["1"]) == EXPECTED
    assert sum(isinstance(part, Reject) for part in parts) == 1


def test_rejected_rows_do_not_hold_the_whole_file_back(tmp_path: Path) -> None:
    jumps = "".join(f"{case},jump,2024-03-05 10:00,ann\n" for case in range(50))
    assert all(isinstance(part, Reject) for part in read(log_file(tmp_path, jumps)))
