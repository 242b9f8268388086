from __future__ import annotations

from pathlib import Path

from houdun import grading
from houdun.facts.case import Finding, Role
from houdun.flow.grade import as_graded, grade
from houdun.store import RawName, Store
from houdun.testing.factories import MONDAY, log, message


def test_grading_twice_changes_nothing(tmp_path: Path) -> None:
    with Store.create(tmp_path) as store:
        with store.importing("chat", [RawName("x", "0" * 64)], MONDAY) as run:
            run.add(log(message("黑屏了", "10:00"), message("麻烦把 SDK 日志发一份", "10:05", Role.VENDOR)))
        assert grade(store) == 1
        (first,) = store.cases()
        assert grade(store) == 0
        (second,) = store.cases()
    found = [entry for entry in first.entries if isinstance(entry, Finding)]
    assert "asks_for_logs" in {finding.name for finding in found}
    assert {finding.version for finding in found} == {grading.RULES_VERSION}
    assert first == second


def test_a_case_that_goes_on_is_read_as_it_will_be_graded(tmp_path: Path) -> None:
    told = log(message("黑屏了", "10:00"), message("麻烦把 SDK 日志发一份", "10:05", Role.VENDOR))
    with Store.create(tmp_path) as store:
        with store.importing("chat", [RawName("x", "0" * 64)], MONDAY) as run:
            run.add(told)
        (before,) = store.cases()
        grade(store)
        (after,) = store.cases()
    assert {entry for entry in as_graded(before).entries if isinstance(entry, Finding)} == {
        entry for entry in after.entries if isinstance(entry, Finding) and entry.name != "justified_request"
    }
    assert as_graded(after) == after
