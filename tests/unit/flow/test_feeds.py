from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from houdun.errors import InputError, OutsideError, UsageError
from houdun.flow import feeds
from houdun.flow.occasions import occasions
from houdun.store import Store
from tests.feed_given import CALENDAR, answer, elsewhere

ZONE = ZoneInfo("Asia/Shanghai")
NOW = 1_772_416_800_000
KEYS = {"HOUDUN_KEY_CALENDAR_TEAM": "https://localhost/team"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "workspace") as store:
        yield store


def test_a_feed_is_remembered_once_until_it_is_forgotten_and_may_come_again(store: Store) -> None:
    first = feeds.remember(store.journal, " https://example.com/a ", " Team ", NOW)
    assert feeds.remember(store.journal, "https://example.com/a", "other", NOW + 1) == first
    assert feeds.feeds(store.journal) == (feeds.Feed(first.id, "Team", "https://example.com/a", NOW),)
    feeds.forget(store.journal, first.id, NOW + 2)
    assert feeds.feeds(store.journal) == ()
    again = feeds.remember(store.journal, "https://example.com/a", "", NOW + 3)
    assert (feeds.feed(store.journal, again.id), feeds.feed(store.journal, first.id)) == (again, None)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("http://example.com/", "no address of a calendar"),
        ("https://li:password@example.com/", "password or token"),
        ("{key:MAIL}", "not for calendars"),
        ("{key:CALENDAR_NONE}", "no key CALENDAR_NONE"),
    ],
)
def test_what_cannot_be_followed_is_not_remembered(store: Store, typed: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        feeds.remember(store.journal, typed, "", NOW, {"HOUDUN_KEY_MAIL": "mailbox"})
    assert feeds.feeds(store.journal) == ()


def test_there_is_an_end_to_feeds(store: Store) -> None:
    for number in range(feeds.MOST):
        feeds.remember(store.journal, f"https://example.com/{number}", "", NOW)
    with pytest.raises(UsageError, match="no more than"):
        feeds.remember(store.journal, "https://example.com/more", "", NOW)


def test_the_key_of_an_address_is_neither_kept_nor_shown(store: Store) -> None:
    feed = feeds.remember(store.journal, "{key:CALENDAR_TEAM}", "", NOW, KEYS)
    assert (feed.shown, feed.address) == ("{key:CALENDAR_TEAM}",) * 2
    assert "localhost" not in repr(list(store.journal.read(feeds.TOPIC)))


def test_what_lies_there_is_taken_in_and_called_off_when_it_is_gone(store: Store, tmp_path: Path) -> None:
    def bring() -> int:
        came = feeds.bring_in(
            store.journal, "{key:CALENDAR_TEAM}", zone=ZONE, now=NOW, feed="one", network=there.network(), environment=KEYS
        )
        return came.gone

    with elsewhere(tmp_path, team=answer(CALENDAR)) as there:
        assert bring() == 0
        assert [each.name for each in occasions(store.journal)] == ["PK"]
        there.replies = {"/team": answer(b"BEGIN:VCALENDAR\nEND:VCALENDAR")}
        assert bring() == 1
    assert occasions(store.journal) == ()


@pytest.mark.parametrize("body", [b"<html>sign in</html>", b"", b"\xff\xfe", CALENDAR[:60]])
def test_what_is_no_calendar_says_so_and_calls_nothing_off(store: Store, tmp_path: Path, body: bytes) -> None:
    def bring() -> None:
        feeds.bring_in(store.journal, "https://localhost/team", zone=ZONE, now=NOW, feed="one", network=there.network())

    with elsewhere(tmp_path, team=answer(CALENDAR)) as there:
        bring()
        there.replies = {"/team": answer(body)}
        with pytest.raises(InputError) as raised:
            bring()
    assert raised.value.where.startswith("https://localhost/…, line")
    assert len(occasions(store.journal)) == 1


def test_a_server_in_trouble_calls_nothing_off(store: Store, tmp_path: Path) -> None:
    with elsewhere(tmp_path, team=answer(b"", "503 Later")) as there, pytest.raises(OutsideError, match="HTTP 503"):
        feeds.bring_in(store.journal, "https://localhost/team", zone=ZONE, now=NOW, feed="one", network=there.network())
