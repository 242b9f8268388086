"""What rules find is appended; what is handed out is what the newest rules found, and what persons said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from houdun.facts.case import CaseKey, CaseLog, Finding, Message
from houdun.facts.vendor import Vendor
from houdun.store import Store
from houdun.testing.factories import finding, log, message, millis

AT = millis("+9 12:00")
SAID = message("please send the logs")
CASE = log(SAID, message("which?", "10:10"))


def bring(store: Store, *parts: CaseLog) -> None:
    with store.importing("test", [], AT) as run:
        for part in parts:
            run.add(part)


def found(name: str, version: str = "1", about: Message = SAID, uid: str | None = None) -> Finding:
    return replace(finding(about, name, uid=uid), version=version)


def names(store: Store) -> list[str]:
    return sorted(entry.name for log in store.cases() for entry in log.entries if isinstance(entry, Finding))


def due(store: Store, version: str) -> list[str]:
    return [log.key.id for log in store.ungraded(version)]


def test_a_new_case_is_ungraded_and_a_graded_one_is_not(store: Store) -> None:
    bring(store, CASE, replace(CASE, key=replace(CASE.key, id="2")))
    assert due(store, "1") == ["1", "2"]
    store.graded({CASE.key: []}, "1")
    assert due(store, "1") == ["2"]


def test_findings_are_handed_out_with_their_case(store: Store) -> None:
    bring(store, CASE)
    store.graded({CASE.key: [found("asks_for_logs")]}, "1")
    assert found("asks_for_logs") in next(store.cases()).entries


def test_a_case_with_a_new_entry_is_ungraded_again_and_one_imported_again_is_not(store: Store) -> None:
    bring(store, CASE)
    store.graded({CASE.key: []}, "1")
    bring(store, CASE)
    assert due(store, "1") == []
    bring(store, log(message("any news?", "12:00")))
    assert due(store, "1") == ["1"]


def test_new_rules_retire_what_older_ones_found(store: Store) -> None:
    bring(store, CASE)
    store.graded({CASE.key: [found("asks_for_logs"), found("only_link")]}, "1")
    assert due(store, "2") == ["1"]
    store.graded({CASE.key: [found("asks_for_logs", "2")]}, "2")
    assert names(store) == ["asks_for_logs"]
    assert due(store, "2") == []


def test_the_same_uid_from_new_rules_comes_with_its_new_version(store: Store) -> None:
    bring(store, CASE)
    store.graded({CASE.key: [found("asks_for_logs", "1", uid="f")]}, "1")
    store.graded({CASE.key: [found("asks_for_logs", "2", uid="f")]}, "2")
    assert [e for e in next(store.cases()).entries if isinstance(e, Finding)] == [found("asks_for_logs", "2", uid="f")]


def test_going_back_to_older_rules_brings_their_findings_back(store: Store) -> None:
    bring(store, CASE)
    for version in ("1", "2", "1"):
        store.graded({CASE.key: [found(f"of_{version}", version)]}, version)
    assert names(store) == ["of_1"]


def test_a_second_call_of_the_same_rules_adds_to_the_first(store: Store) -> None:
    bring(store, CASE)
    assert due(store, "1") == ["1"]
    store.graded({CASE.key: [found("asks_for_logs")]}, "1")
    store.graded({CASE.key: [found("asks_again")]}, "1")
    assert names(store) == ["asks_again", "asks_for_logs"]


def test_a_case_graded_anew_after_news_keeps_only_what_is_found_now(store: Store) -> None:
    bring(store, CASE)
    store.graded({CASE.key: [found("asks_for_logs"), found("only_link")]}, "1")
    bring(store, log(message("any news?", "12:00")))
    assert due(store, "1") == ["1"]
    store.graded({CASE.key: [found("asks_for_logs")]}, "1")
    assert names(store) == ["asks_for_logs"]


def test_what_a_person_says_outlives_the_rules_and_calls_for_a_new_grading(store: Store) -> None:
    bring(store, CASE)
    store.graded({CASE.key: [found("asks_for_logs")]}, "1")
    bring(store, log(found("is_person", "")))
    assert due(store, "1") == ["1"]
    store.graded({CASE.key: [found("asks_for_logs", "2")]}, "2")
    assert names(store) == ["asks_for_logs", "is_person"]


def test_what_is_to_be_graded_comes_without_what_rules_found_before(store: Store) -> None:
    bring(store, log(SAID, found("is_person", "")))
    store.graded({CASE.key: [found("asks_for_logs")]}, "1")
    assert [entry.uid for log in store.ungraded("2") for entry in log.entries] == [
        entry.uid for entry in log(SAID, found("is_person", "")).entries
    ]


def test_what_comes_in_while_rules_are_at_work_is_graded_next_time(store: Store) -> None:
    bring(store, CASE)
    reading = store.ungraded("1")
    bring(store, log(message("any news?", "12:00")))
    store.graded({log.key: [] for log in reading}, "1")
    assert due(store, "1") == ["1"]


def test_cases_may_be_marked_while_they_are_read(store: Store) -> None:
    bring(store, *(log(message("a"), id=f"{number:04}") for number in range(250)))
    read = []
    for case in store.ungraded("1"):
        read.append(case.key.id)
        store.graded({case.key: []}, "1")
    assert read == [f"{number:04}" for number in range(250)]
    assert due(store, "1") == []


def test_findings_for_an_unknown_case_are_a_bug_and_leave_nothing(store: Store) -> None:
    bring(store, CASE)
    with pytest.raises(KeyError):
        store.graded({CASE.key: [found("a")], CaseKey(Vendor("nobody"), "test", "1"): [found("b")]}, "1")
    assert names(store) == []
