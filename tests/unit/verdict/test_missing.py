from __future__ import annotations

from houdun.verdict.missing import missing
from houdun.verdict.rubric_file import default_rubric


def test_it_is_said_what_would_be_needed() -> None:
    criterion = default_rubric().criterion("response.promise_kept")
    assert criterion is not None
    said = missing(criterion, None)
    assert "承诺" in said.zh
    assert "promises" in said.en


def test_no_case_to_apply_to_is_another_reason_than_no_evidence() -> None:
    criterion = default_rubric().criterion("response.human_15min_night")
    assert criterion is not None
    assert len({missing(criterion, applicable) for applicable in (None, 0, 3)}) == 3


def test_cases_that_apply_but_show_nothing_are_counted() -> None:
    criterion = default_rubric().criterion("closure.fix_verified")
    assert criterion is not None
    assert "12" in missing(criterion, 12).zh
    assert "12" in missing(criterion, 12).en
