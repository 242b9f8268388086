from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.app import calendar
from houdun.app.workspace import Workspace, create
from houdun.errors import InputError, RefusedError, UsageError
from houdun.flow import feeds
from houdun.flow.occasions import occasions
from tests.feed_given import CALENDAR

NOW = 1_767_888_000_000


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    with create(tmp_path / "space") as made:
        yield made


def test_what_is_no_address_is_a_file(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "team.ics").write_bytes(CALENDAR)
    assert calendar.import_typed(space, str(tmp_path / "team.ics")).new == 1
    with pytest.raises(InputError, match="cannot be read"):
        calendar.import_typed(space, "file:///etc/passwd")


@pytest.mark.parametrize("typed", ["https://127.0.0.1/team.ics", "WEBCAL://[::1]/", "https://0x7f.1/"])
def test_an_address_of_this_machine_is_refused(space: Workspace, typed: str) -> None:
    with pytest.raises(RefusedError, match="not on the public internet"):
        calendar.import_typed(space, typed)


def test_an_address_without_tls_is_refused(space: Workspace) -> None:
    with pytest.raises(UsageError, match="no address of a calendar feed"):
        calendar.import_typed(space, "http://example.com/team.ics")


def test_an_upload_is_read_and_its_name_is_only_told(space: Workspace) -> None:
    assert calendar.import_upload(space, CALENDAR, "../../etc/team.ics").new == 1
    assert len(occasions(space.store.journal)) == 1
    with pytest.raises(InputError) as raised:
        calendar.import_upload(space, b"BEGIN:VCALENDAR\nnonsense", "a\nb\u202e.ics")
    assert raised.value.where == "a b⟨U+202E⟩.ics, line 2"


def test_an_upload_has_an_end(space: Workspace) -> None:
    with pytest.raises(InputError, match="larger than 1 MB"):
        calendar.import_upload(space, b" " * (calendar.LARGEST_UPLOAD + 1), "team.ics")


def test_a_feed_that_was_forgotten_is_not_fetched(space: Workspace) -> None:
    feed = feeds.remember(space.store.journal, "https://127.0.0.1/team.ics", "", NOW)
    with pytest.raises(RefusedError):
        calendar.fetch_feed(space, {"feed": feed.id})
    feeds.forget(space.store.journal, feed.id, NOW)
    assert calendar.fetch_feed(space, {"feed": feed.id}) == {}
