"""What goes in as parts of cases comes out as whole cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houdun.errors import InputError
from houdun.facts.case import CaseKey, CaseLog, Milestone, Role, Severity
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual
from houdun.store import ImportCounts, ImportRecord, RawName, Store
from houdun.testing.factories import finding, log, message, millis, owner, severity, stamp, uid_of

AT = millis("+9 12:00")
HOSTILE = st.text(alphabet=st.characters() | st.sampled_from("\x00\x1a\ud83d\ude00\u202e😀"), max_size=20)


def bring(store: Store, *parts: CaseLog) -> ImportCounts:
    with store.importing("test", [], AT) as run:
        for part in parts:
            run.add(part)
    return run.counts


def keys(logs: Iterable[CaseLog]) -> list[CaseKey]:
    return [found.key for found in logs]


def test_every_kind_of_entry_comes_back_as_it_was(store: Store) -> None:
    said = message("drifts apart\x00 \ud800 音画不同步", doubtful="looks pasted")
    whole = log(
        said, severity(Severity.HIGH), owner(), stamp(Milestone.LOCATED, until="11:30"), finding(said, "asks_for_logs", "x")
    )
    bring(store, whole)
    assert list(store.cases()) == [whole]
    assert store.case(whole.key) == whole


def test_an_unknown_case_is_none(store: Store) -> None:
    assert store.case(CaseKey(Vendor("nobody"), "test", "1")) is None


@given(texts=st.lists(HOSTILE, min_size=8, max_size=8), at=st.integers(min_value=0, max_value=millis("+9 12:00")))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_hostile_text_comes_back_as_it_was(store: Store, texts: list[str], at: int) -> None:
    vendor, plan, channel, id, title, author, uid, text = texts
    key = CaseKey(Vendor(vendor, plan), channel, id + uid_of(texts, at))
    whole = CaseLog(key=key, title=title, horizon=AT, entries=(message(text, at, author=author, uid=uid),))
    bring(store, whole)
    assert store.case(key) == whole


def test_a_message_of_10_mb_and_names_of_any_length_come_back(store: Store) -> None:
    whole = log(message("音" * 10_000_000, author="a" * 50_000, uid="u" * 50_000), id="i" * 50_000, vendor=Vendor("v" * 50_000))
    bring(store, whole)
    assert list(store.cases()) == [whole]


def test_the_same_import_again_changes_nothing(store: Store) -> None:
    whole = log(message("a"), message("b", "10:05", Role.VENDOR), stamp(Milestone.CLOSED))
    assert bring(store, whole) == ImportCounts(cases=1, entries=3, known=0)
    before = list(store.cases())
    assert bring(store, whole) == ImportCounts(cases=0, entries=0, known=3)
    assert list(store.cases()) == before


def test_an_entry_twice_in_one_import_is_one(store: Store) -> None:
    assert bring(store, log(message("a")), log(message("a"), owner())) == ImportCounts(cases=1, entries=2, known=1)


def test_parts_of_a_case_make_one_with_its_entries_in_order(store: Store) -> None:
    early, late, same = message("early", uid="m"), message("late", "12:00", uid="a"), message("same moment", uid="b")
    bring(store, log(late), log(early))
    bring(store, log(same))
    assert [found.entries for found in store.cases()] == [(same, early, late)]


def test_the_first_title_that_is_not_empty_stays(store: Store) -> None:
    bring(store, log(message("a"), title=""), log(message("b"), title="first"), log(message("c"), title="second"))
    bring(store, log(message("d"), title="third"))
    assert [found.title for found in store.cases()] == ["first"]


def test_a_title_comes_later_where_there_was_none(store: Store) -> None:
    bring(store, log(message("a"), title=""))
    bring(store, log(message("a"), title="late"))
    assert [found.title for found in store.cases()] == ["late"]


def test_the_horizon_only_grows(store: Store) -> None:
    bring(store, log(message("a"), horizon="12:00"), log(message("b"), horizon="14:00"), log(message("c"), horizon="13:00"))
    bring(store, log(message("d"), horizon="11:00"))
    assert [found.horizon for found in store.cases()] == [millis("14:00")]


def test_a_run_that_covers_a_time_moves_the_horizon_of_its_own_cases_alone(store: Store) -> None:
    bring(store, log(message("a"), horizon="12:00", id="1"), log(message("a"), horizon="12:00", id="2"))
    with store.importing("test", [], AT) as run:
        run.add(log(message("b"), horizon="12:30", id="2"))
        run.add(log(message("b"), horizon="23:00", id="3"))
        run.covers(millis("15:00"))
    assert [found.horizon for found in store.cases()] == [millis("12:00"), millis("15:00"), millis("23:00")]


def test_the_same_id_at_another_vendor_plan_or_channel_is_another_case(store: Store) -> None:
    wanted = [
        CaseKey(Vendor("a"), "x", "1"),
        CaseKey(Vendor("a"), "y", "1"),
        CaseKey(Vendor("a", "p"), "x", "1"),
        CaseKey(Vendor("b"), "x", "1"),
    ]
    counts = bring(store, *(CaseLog(key=key, title="", horizon=AT, entries=(message("a"),)) for key in wanted))
    assert counts == ImportCounts(cases=4, entries=4)
    assert keys(store.cases()) == wanted


def test_the_order_of_cases_depends_on_their_keys_alone(store: Store) -> None:
    names = ["b", "B", "é", "a", "音", "10", "9", "_", "ß"]
    bring(store, *(log(message("a"), id=name) for name in names))
    assert [key.id for key in keys(store.cases())] == sorted(names)


def test_more_cases_than_are_read_at_once_all_come_out(store: Store) -> None:
    bring(store, *(log(message("a"), id=f"{number:04}") for number in range(250)))
    assert [key.id for key in keys(store.cases())] == [f"{number:04}" for number in range(250)]


def test_what_is_larger_than_a_batch_lands_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houdun.store.writing.BATCH_WEIGHT", 1000)
    parts = [log(message(f"{number}"), id=f"{number % 3}", title=f"{number}") for number in range(30)]
    assert bring(store, *parts) == ImportCounts(cases=3, entries=30)
    assert [(found.title, len(found.entries)) for found in store.cases()] == [("0", 10), ("1", 10), ("2", 10)]


def cut_off() -> Iterator[CaseLog]:
    """A file that ends in the middle of its third case."""
    yield log(message("after"), id="2")
    yield log(message("more"), id="3")
    raise InputError(Bilingual("文件被截断", "the file is cut off"), Bilingual("请重新导出", "export it again"))


def test_an_import_that_fails_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houdun.store.writing.BATCH_WEIGHT", 1)
    bring(store, log(message("before")))
    before = list(store.cases())
    with pytest.raises(InputError):
        bring(store, *cut_off())
    assert list(store.cases()) == before
    assert len(store.imports()) == 1


def test_an_import_is_recorded_with_its_files_and_what_was_new(store: Store) -> None:
    files = [RawName("../../etc/passwd\x00\u202e.csv", "a" * 64), RawName("b.csv", "b" * 64)]
    for _ in range(2):
        with store.importing("events", files, AT) as run:
            run.add(log(message("a"), message("b")))
    names, sha256s = ("../../etc/passwd\x00\u202e.csv", "b.csv"), ("a" * 64, "b" * 64)
    assert store.imports() == (
        ImportRecord(kind="events", names=names, sha256s=sha256s, at=AT, cases=1, entries=2),
        ImportRecord(kind="events", names=names, sha256s=sha256s, at=AT, cases=0, entries=0),
    )


def test_the_vendors_are_those_of_the_cases_each_once(store: Store) -> None:
    owners = [Vendor("B"), Vendor("A", "gold"), Vendor("A\x00", "gold"), Vendor("B")]
    bring(store, *(log(message(), vendor=vendor, id=str(number)) for number, vendor in enumerate(owners)))
    assert store.vendors() == (Vendor("A", "gold"), Vendor("A\x00", "gold"), Vendor("B"))
