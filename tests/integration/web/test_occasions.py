"""The team's calendar in a browser: a file goes in by hand, feeds are followed; nothing of either is kept as a file or shown as more than text."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from houdun.app import calendar, jobs
from houdun.app.workspace import Workspace
from houdun.flow import feeds
from houdun.flow.occasions import occasions
from houdun.web import audit
from houdun.web.roles import Role
from tests.feed_given import CALENDAR
from tests.integration.web.conftest import AT, As

PAGE = "/setup/occasions"
INNER = "https://127.0.0.1/team.ics"


def upload(client: Client, held: bytes, name: str = "team.ics") -> tuple[int, str]:
    answer = client.post(f"{PAGE}/upload", {"file": SimpleUploadedFile(name, held)}, follow=True)
    return answer.status_code, answer.content.decode()


def follow(client: Client, address: str, name: str = "") -> tuple[int, str]:
    answer = client.post(f"{PAGE}/follow", {"address": address, "name": name}, follow=True)
    return answer.status_code, answer.content.decode()


def deeds(space: Workspace) -> list[tuple[str, str]]:
    return [(deed.what, deed.on) for deed in audit.deeds(space)]


def files(space: Workspace) -> set[Path]:
    return {path for path in space.root.rglob("*") if ".db" not in path.name}


def test_an_upload_is_in_the_calendar_and_is_kept_nowhere(space: Workspace, visit: As) -> None:
    before = files(space)
    status, page = upload(visit(Role.OPERATOR), CALENDAR, "../../team.ics")
    assert status == HTTPStatus.OK
    assert "Imported: 1 new or changed, 0 as before" in page
    assert [each.name for each in occasions(space.store.journal)] == ["PK"]
    assert files(space) == before
    assert deeds(space) == [("calendar", "team.ics")]


def test_the_same_file_again_changes_nothing_and_says_so(visit: As) -> None:
    for told in ("1 new or changed, 0 as before", "0 new or changed, 1 as before"):
        assert told in upload(visit(Role.OWNER), CALENDAR)[1]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_is_wrong_in_a_file_is_told_with_its_line(space: Workspace, visit: As, language: str) -> None:
    sent = {"file": SimpleUploadedFile("team.ics", b"BEGIN:VCALENDAR\nnonsense\n")}
    answer = visit(Role.OPERATOR).post(f"{PAGE}/upload", sent, headers={"accept-language": language})
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "<code>team.ics, line 2</code>" in page
    assert ("不是 iCalendar 的内容行" in page) == language.startswith("zh")
    assert occasions(space.store.journal) == ()


@pytest.mark.parametrize("size", [calendar.LARGEST_UPLOAD + 1, 3 * calendar.LARGEST_UPLOAD])
def test_too_large_a_file_is_told_to_be_so(visit: As, size: int) -> None:
    status, page = upload(visit(Role.OPERATOR), b" " * size)
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "larger than 1 MB" in page


def test_no_file_is_told_to_be_none(visit: As) -> None:
    answer = visit(Role.OPERATOR).post(f"{PAGE}/upload")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "no file was chosen" in answer.content.decode()


def test_a_files_name_is_text(space: Workspace, visit: As) -> None:
    _, page = upload(visit(Role.OPERATOR), b"\xff", "<img src=x onerror=alert(1)>\u202escI.ics")
    assert "<img" not in page
    assert "\u202e" not in page
    assert "\u202e" not in deeds(space)[0][1]


def test_a_feed_is_followed_fetched_at_once_and_what_came_of_it_is_shown(space: Workspace, visit: As) -> None:
    status, page = follow(visit(Role.OPERATOR), INNER, "Team <b>")
    assert status == HTTPStatus.OK
    assert "Team &lt;b&gt;" in page
    assert "Being fetched" in page
    (asked,) = jobs.waiting(space)
    jobs.do(space, asked.key, AT)
    page = visit(Role.VIEWER).get(f"{PAGE}/feeds").content.decode()
    assert "this address is not on the public internet" in page
    assert "Being fetched" not in page
    assert deeds(space) == [("feed", "https://127.0.0.1/…")]


def test_what_a_fetch_brought_is_shown(space: Workspace, visit: As) -> None:
    follow(visit(Role.OPERATOR), INNER)
    (asked,) = jobs.waiting(space)
    counts = {"new": 3, "known": 41, "older": 0, "without_kind": 5, "occasions": 44, "gone": 2}
    jobs.finish(space, asked.key, counts, AT)
    page = visit(Role.VIEWER).get(PAGE).content.decode()
    assert "new or changed 3 · as before 41 · no longer there 2 · no occasions 5" in page


def test_a_feed_is_fetched_at_a_button_and_forgotten_at_another(space: Workspace, visit: As) -> None:
    client = visit(Role.OPERATOR)
    follow(client, INNER)
    (feed,) = feeds.feeds(space.store.journal)
    (first,) = jobs.waiting(space)
    jobs.do(space, first.key, AT)
    client.post(f"{PAGE}/feeds/{feed.id}/fetch")
    client.post(f"{PAGE}/feeds/{feed.id}/fetch")
    assert len(list(jobs.waiting(space))) == 1
    assert "The feed is forgotten" in client.post(f"{PAGE}/feeds/{feed.id}/forget", follow=True).content.decode()
    assert feeds.feeds(space.store.journal) == ()
    assert [what for what, _ in deeds(space)] == ["feed", "feed-fetch", "feed-fetch", "feed-forget"]


def test_what_is_no_feed_is_not_there(visit: As) -> None:
    for act in ("fetch", "forget"):
        assert visit(Role.OPERATOR).post(f"{PAGE}/feeds/none/{act}").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://example.com/", "no address of a calendar feed"),
        ("https://example.com:6379/", "port 443"),
        ("https://li:geheim-geheim@example.com/", "password or token"),
        ("https://example.com/{key:MAIL}", "not for calendars"),
        ("", "no address of a calendar feed"),
    ],
)
def test_an_address_that_is_not_followed_says_why_and_its_secret_is_told_to_nobody(
    space: Workspace, visit: As, address: str, problem: str
) -> None:
    status, page = follow(visit(Role.OWNER), address, "Ours")
    assert status == HTTPStatus.BAD_REQUEST
    assert problem in page
    assert 'value="Ours"' in page
    assert "geheim" not in page + repr(deeds(space))
    assert feeds.feeds(space.store.journal) == ()


def test_what_lets_anybody_in_is_not_shown_to_those_who_may_only_read(visit: As) -> None:
    follow(visit(Role.OWNER), "https://127.0.0.1/calendar/private-0123456789/basic.ics")
    page = visit(Role.VIEWER).get(PAGE).content.decode()
    assert "https://127.0.0.1/…" in page
    assert "private-0123456789" not in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


def test_a_form_of_elsewhere_is_refused(space: Workspace, visit: As) -> None:
    client = visit(Role.OWNER)
    client.handler.enforce_csrf_checks = True
    for act in ("upload", "follow"):
        assert client.post(f"{PAGE}/{act}", {"address": INNER}).status_code == HTTPStatus.FORBIDDEN
    assert deeds(space) == []
