"""Cases as lines of a list: found, ordered and counted by a few queries, whatever their number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import CaptureQueriesContext

from houdun.facts.case import CaseKey, CaseLog, Milestone, Role
from houdun.facts.happening import Happening
from houdun.facts.vendor import Vendor
from houdun.store import CasePage, Store, ref_of
from houdun.store.database import Database
from houdun.testing.factories import finding, log, message, millis, stamp
from tests.integration.store.conftest import Place

BLITZ = Vendor("blitz")
AT = millis("+9 12:00")


def bring(store: Store, *parts: CaseLog) -> None:
    with store.importing("test", [], AT) as run:
        for part in parts:
            run.add(part)


def ids(page: CasePage) -> list[str]:
    return [line.key.id for line in page.lines]


def database(store: Store) -> Database:
    return store._history._database


@contextmanager
def queries(store: Store, number: int) -> Iterator[None]:
    with CaptureQueriesContext(database(store).connection) as asked:
        yield
    assert len(asked) == number


def test_a_line_says_what_a_list_needs(store: Store) -> None:
    whole = log(
        message("a", "10:00"),
        message("b", "10:05", Role.VENDOR),
        stamp(Milestone.CLOSED, "11:00"),
        title="音画不同步",
        horizon="12:00",
    )
    bring(store, whole)
    (line,) = store.case_lines().lines
    assert (line.ref, line.key, line.title, line.messages) == (ref_of(whole.key), whole.key, "音画不同步", 2)
    assert (line.first_at, line.last_at, line.horizon) == (millis("10:00"), millis("11:00"), millis("12:00"))


def test_a_case_is_found_by_its_reference(store: Store) -> None:
    one, other = log(message("a"), id="1"), log(message("a"), id="1", vendor=BLITZ)
    bring(store, one, other)
    assert store.case_by_ref(ref_of(one.key)) == one
    assert store.case_by_ref(ref_of(other.key)) == other


@pytest.mark.parametrize("ref", ["", "zz", "0" * 31, "0" * 32, "0" * 33, "G" * 32, "٣" * 32, "0" * 32 + "\n", "\x00" * 32])
def test_what_is_no_reference_finds_nothing(store: Store, ref: str) -> None:
    bring(store, log(message("a")))
    assert store.case_by_ref(ref) is None


def test_what_was_active_last_comes_first_whatever_order_it_came_in(store: Store) -> None:
    bring(store, log(message("late", "+1 10:00"), id="late"), log(message("early", "09:00"), id="early"))
    bring(store, log(message("middle", "11:00"), id="middle"))
    assert ids(store.case_lines()) == ["late", "middle", "early"]
    bring(store, log(message("again", "+2 09:00"), id="early"), log(message("before", "08:00"), id="late"))
    assert ids(store.case_lines()) == ["early", "late", "middle"]
    assert store.case_lines().lines[1].first_at == millis("08:00")


def test_what_comes_in_as_it_happens_is_activity_too(store: Store) -> None:
    bring(store, log(message("a", "10:00"), id="1"), log(message("b", "11:00"), id="2"))
    store.journal.append_all([Happening("t", "k", AT, {})], [log(message("c", "12:00", Role.VENDOR), id="1")])
    assert ids(store.case_lines()) == ["1", "2"]


def test_a_finding_of_ours_is_no_activity(store: Store) -> None:
    said = message("we look into it", "10:00")
    bring(store, log(said, id="old"), log(message("a", "10:30"), id="new"))
    late = finding(message("we look into it", "12:00", uid=said.uid), "asks_for_logs")
    store.graded({log(said, id="old").key: [late]}, "v1")
    page = store.case_lines()
    assert ids(page) == ["new", "old"]
    assert page.lines[1].last_at == millis("10:00")


def test_a_case_without_entries_has_no_moments_and_comes_last(store: Store) -> None:
    bring(store, log(id="empty", horizon=AT), log(message("a"), id="full"))
    line = store.case_lines().lines[-1]
    assert (line.key.id, line.first_at, line.last_at, line.messages) == ("empty", None, None, 0)


def test_the_list_is_narrowed_by_vendor_channel_and_words(store: Store) -> None:
    bring(
        store,
        log(message("a"), id="T-1", title="Audio drifts"),
        log(message("b"), id="T-2", title="黑屏：海外拉流", vendor=BLITZ),
        CaseLog(key=CaseKey(BLITZ, "email", "T-3"), title="100 % drifts_", horizon=AT, entries=(message("c"),)),
    )
    assert set(ids(store.case_lines(vendor=BLITZ))) == {"T-2", "T-3"}
    assert ids(store.case_lines(vendor=Vendor("blitz", "gold"))) == []
    assert ids(store.case_lines(channel="email")) == ["T-3"]
    assert set(ids(store.case_lines(words="DRIFTS"))) == {"T-1", "T-3"}
    assert ids(store.case_lines(words="drifts t-1")) == ["T-1"]
    assert ids(store.case_lines(words="海外")) == ["T-2"]
    assert ids(store.case_lines(words="%")) == ids(store.case_lines(words="_")) == ["T-3"]
    assert store.channels() == ("email", "test")


def test_words_of_any_kind_and_length_are_only_looked_for(store: Store) -> None:
    bring(store, log(message("a"), title="nul \x00 here"))
    assert len(store.case_lines(words="\x00").lines) == 1
    assert store.case_lines(words="x" * 100_000).lines == ()
    assert store.case_lines(words="' OR 1=1 -- \\ \ud800").lines == ()


def test_pages_follow_each_other_without_gap_or_double(store: Store) -> None:
    bring(store, *(log(message(str(number), "10:00"), id=str(number)) for number in range(23)))
    pages = [store.case_lines(offset=offset, limit=10) for offset in (0, 10, 20, 30)]
    assert [len(page.lines) for page in pages] == [10, 10, 3, 0]
    assert {page.total for page in pages} == {23}
    assert sorted(id for page in pages for id in ids(page)) == sorted(map(str, range(23)))


def test_a_page_is_three_queries_and_lines_are_two(store: Store) -> None:
    keys = [CaseKey(BLITZ, "test", str(number)) for number in range(200)]
    bring(store, *(log(message("a"), message("b", "10:05"), id=key.id, vendor=BLITZ) for key in keys))
    with queries(store, 3):
        assert len(store.case_lines(vendor=BLITZ, words="1", limit=100).lines) == 100
    with queries(store, 2):
        found = store.lines_of([*reversed(keys), CaseKey(BLITZ, "test", "unknown")])
    assert list(found) == keys[::-1]
    assert {line.messages for line in found.values()} == {2}


def test_an_older_workspace_learns_when_its_cases_were_active(place: Place) -> None:
    with Store.create(*place) as store:
        said = message("late", "+1 10:00")
        bring(store, log(message("b", "11:00"), id="2"), log(said, finding(said, "asks_for_logs"), id="1"), log(id="empty"))
        before = store.case_lines()
        executor = MigrationExecutor(database(store).connection)
        executor.migrate([("store", "0002_journal")])
    with Store.open(*place) as store:
        assert store.case_lines() == before


def test_how_far_a_workspace_has_come_grows_with_whatever_is_appended(store: Store) -> None:
    steps = [store.reached()]
    bring(store, log(message("a")))
    steps.append(store.reached())
    store.journal.append("trial", "k", AT, {})
    steps.append(store.reached())
    store.journal.append("audit", "k", AT, {})
    assert len({*steps, store.reached()}) == 4
    assert store.reached(apart_from=["audit"]) == steps[-1]
    with queries(store, 4):
        store.reached()
