from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houdun.facts.case import CaseKey, CaseLog, Message, Role, Source
from houdun.facts.happening import Happening
from houdun.facts.vendor import Vendor
from houdun.store import Store
from houdun.store.journal import ROWS_AT_ONCE, Journal

CASE = CaseKey(Vendor("acme"), "trial", "c1")


def said(uid: str, at: int) -> Message:
    return Message(uid=uid, at=at, author="a", role=Role.VENDOR, text=uid, source=Source("0" * 64, "1"))


def test_what_happened_comes_back_in_the_order_in_which_it_was_appended(store: Store) -> None:
    for number in (2, 1, 3):
        store.journal.append("trial", f"k{number}", 1000 - number, {"n": number})
    store.journal.append("other", "k1", 5, {})
    read = list(store.journal.read("trial"))
    assert [(entry.key, entry.at, entry.data) for entry in read] == [(f"k{n}", 1000 - n, {"n": n}) for n in (2, 1, 3)]
    assert [entry.key for entry in store.journal.read("trial", after=read[0].seq)] == ["k1", "k3"]


def test_the_same_key_is_written_once_and_stays_as_it_was_first_written(store: Store) -> None:
    assert store.journal.append("t", "k", 1, {"first": True})
    assert not store.journal.append("t", "k", 2, {"first": False})
    found = store.journal.find("t", "k")
    assert found is not None
    assert (found.at, found.data) == (1, {"first": True})
    assert store.journal.find("t", "other") is None


def test_the_last_number_is_that_of_the_newest_entry_of_any_topic(store: Store) -> None:
    assert store.journal.last() == 0
    store.journal.append("a", "k", 1, {})
    store.journal.append("b", "k", 1, {})
    assert store.journal.last() == next(store.journal.read("b")).seq


def test_more_entries_than_are_read_at_once_come_back_whole(store: Store) -> None:
    many = [Happening("t", str(number), number) for number in range(2 * ROWS_AT_ONCE + 1)]
    assert store.journal.append_all(many) == len(many)
    assert [entry.key for entry in store.journal.read("t")] == [each.key for each in many]


def test_happenings_and_parts_of_cases_land_together_and_join_one_import(store: Store) -> None:
    for number in (1, 2):
        part = CaseLog(key=CASE, title="sound is late", horizon=number * 1000, entries=(said(f"m{number}", number),))
        store.journal.append_all([Happening("inbox", f"m{number}", number)], [part])
    log = store.case(CASE)
    assert log is not None
    assert [entry.uid for entry in log.entries] == ["m1", "m2"]
    assert log.horizon == 2000
    assert [record.kind for record in store.imports()] == ["live"]


def test_nothing_lands_where_a_part_of_it_cannot(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Journal) -> object:
        raise RuntimeError

    monkeypatch.setattr(Journal, "_live", fails)
    log = CaseLog(key=CASE, title="", horizon=0, entries=(said("m", 1),))
    with pytest.raises(RuntimeError):
        store.journal.append_all([Happening("inbox", "m", 1)], [log])
    assert store.journal.last() == 0


@given(key=st.text(), words=st.dictionaries(st.text(), st.text() | st.integers() | st.none() | st.lists(st.booleans())))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_hostile_keys_and_texts_come_back_as_they_were(store: Store, key: str, words: dict[str, object]) -> None:
    store.journal.append(str(words), key, 1, words)
    found = store.journal.find(str(words), key)
    assert found is not None
    assert (found.key, found.data) == (key, words)


def test_keys_and_a_few_entries_by_them_are_found_in_the_order_of_appending(store: Store) -> None:
    for key in ("b/1", "a_/2", "aX/3", "A_/4"):
        store.journal.append("trial", key, 0, {"key": key})
    store.journal.append("other", "a_/9", 0, {})
    assert store.journal.keys("trial") == ("b/1", "a_/2", "aX/3", "A_/4")
    assert store.journal.keys("trial", "b/") == ("b/1",)
    assert store.journal.keys("trial", "a_") == ("a_/2",)
    assert store.journal.keys("none") == ()
    found = store.journal.find_all("trial", ["aX/3", "b/1", "nowhere"])
    assert [(key, entry.data["key"]) for key, entry in found.items()] == [("b/1", "b/1"), ("aX/3", "aX/3")]
    assert store.journal.find_all("trial", []) == {}
