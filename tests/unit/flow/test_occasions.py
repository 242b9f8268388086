from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from houdun.errors import InputError
from houdun.facts.time import DAY, Millis, to_millis
from houdun.flow.occasions import CalendarImported, import_calendar, import_held, occasions
from houdun.store import Store

ZONE = ZoneInfo("Asia/Shanghai")
NOW = to_millis(dt.datetime(2026, 3, 2, 10, tzinfo=ZONE))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "workspace") as store:
        yield store


def bring(store: Store, tmp_path: Path, *events: str, now: Millis = NOW) -> CalendarImported:
    path = tmp_path / "team.ics"
    path.write_text("\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR"]), encoding="utf-8")
    return import_calendar(store.journal, path, zone=ZONE, now=now)


def event(day: int, *lines: str, uid: str = "1") -> str:
    return "\n".join(
        ("BEGIN:VEVENT", f"UID:{uid}", "CATEGORIES:peak", "SUMMARY:PK", f"DTSTART:202603{day:02}T200000", *lines, "END:VEVENT")
    )


def days(store: Store) -> list[int]:
    return [dt.datetime.fromtimestamp(each.start / 1000, ZONE).day for each in occasions(store.journal)]


def test_the_same_file_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    first = bring(store, tmp_path, event(7), event(8, uid="2"))
    again = bring(store, tmp_path, event(7), event(8, uid="2"), now=NOW + DAY)
    assert (first.new, first.known, first.occasions) == (2, 0, 2)
    assert (again.new, again.known) == (0, 2)
    assert days(store) == [7, 8]


def test_a_higher_sequence_replaces_and_a_lower_one_does_not(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, event(8, "SEQUENCE:1"))
    older = bring(store, tmp_path, event(7, "SEQUENCE:0"))
    assert (older.new, older.older, days(store)) == (0, 1, [8])
    bring(store, tmp_path, event(9, "SEQUENCE:2"))
    assert days(store) == [9]


def test_an_event_that_is_called_off_is_gone_and_may_come_back(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, event(7))
    bring(store, tmp_path, event(7, "STATUS:CANCELLED"))
    assert days(store) == []
    assert bring(store, tmp_path, event(7)).new == 1
    assert days(store) == [7]


def test_what_repeats_without_end_reaches_to_the_end_of_next_year(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, event(7, "RRULE:FREQ=WEEKLY"))
    found = occasions(store.journal)
    assert found[-1].start < to_millis(dt.datetime(2028, 1, 1, tzinfo=dt.UTC)) <= found[-1].start + 7 * DAY


def test_what_repeats_changes_once_a_year_and_not_with_every_fetch(store: Store) -> None:
    daily = event(7, "RRULE:FREQ=DAILY")
    feed(store, daily)
    assert [feed(store, daily, now=NOW + days * DAY).new for days in (1, 100, 300)] == [0, 0, 0]
    assert feed(store, daily, now=NOW + 310 * DAY).new == 1


@pytest.mark.parametrize(
    ("held", "place"),
    [(b"\xff\xfe\x00", "team.ics, line 1"), (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR", "team.ics, line 2")],
)
def test_what_cannot_be_read_says_the_file_and_the_line_and_nothing_is_kept(
    store: Store, tmp_path: Path, held: bytes, place: str
) -> None:
    path = tmp_path / "team.ics"
    path.write_bytes(held)
    with pytest.raises(InputError) as raised:
        import_calendar(store.journal, path, zone=ZONE, now=NOW)
    assert raised.value.where.endswith(place)
    assert occasions(store.journal) == ()


def test_a_missing_file_says_so(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        import_calendar(store.journal, tmp_path / "none.ics", zone=ZONE, now=NOW)


def feed(store: Store, *events: str, now: Millis = NOW, name: str = "one") -> CalendarImported:
    held = "\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR"]).encode()
    return import_held(store.journal, held, where="", zone=ZONE, now=now, feed=name)


def test_what_a_feed_no_longer_has_is_off_and_may_come_back(store: Store) -> None:
    feed(store, event(7), event(8, uid="2"))
    assert feed(store, event(8, uid="2")).gone == 1
    assert days(store) == [8]
    assert feed(store, event(8, uid="2")).gone == 0
    assert feed(store, event(7), event(8, uid="2")).new == 1
    assert days(store) == [7, 8]


def test_what_a_feed_drops_once_it_is_over_has_been(store: Store) -> None:
    feed(store, event(7), event(9, "RRULE:FREQ=DAILY;COUNT=4", uid="2"))
    assert feed(store, now=NOW + 8 * DAY).gone == 1
    assert days(store) == [7, 9]


def test_a_feed_takes_away_nothing_that_came_from_elsewhere(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, event(7))
    feed(store, event(8, uid="2"), name="other")
    assert feed(store).gone == 0
    assert days(store) == [7, 8]


def test_a_feed_answers_for_what_a_file_brought_once_it_has_it_too(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path, event(7))
    both = feed(store, event(7))
    assert (both.new, both.known) == (0, 1)
    assert feed(store).gone == 1
    assert days(store) == []
