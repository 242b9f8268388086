"""Whatever is asked for, however it is asked: no error of ours, no other's thing, no header left out, no secret."""

from __future__ import annotations

import io
import logging
import re
import shutil
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houdun import clock
from houdun.app import jobs
from houdun.app.workspace import Workspace, open_workspace
from houdun.language import Bilingual
from houdun.web import audit, middleware, project, wsgi
from houdun.web.access import Page, guarded
from houdun.web.accounts import inviting
from houdun.web.models import Account, Invitation
from houdun.web.roles import PUBLIC, Role
from houdun.web.urls import PAGES
from houdun.web.verdict.views import MOST_WAITING
from tests.integration.web.conftest import AT, As
from tests.integration.web.stocked import Stocked, stock

METHODS: Final = ("GET", "POST", "DELETE", "OPTIONS", "NONSENSE")
ODD: Final = (
    "//now/", "/now//", "/%2fnow/", "/now/%2e%2e/people/", "/now/../people/", "/./people/", "/people/.", "/people//1", "/people/1/",
    "/PEOPLE/", "/people%00", "/people/%c0%ae", "/people/\uff11", "/cases/..%2f..%2fweb.key", "/cases/%252e%252e/x",
    "/static/../project.py", "/static/%2e%2e/urls.py", "/setup/plans/..%2fhoudun.toml", "/verdict/report/..%2f..%2fweb.key",
    "/font/..%2fx.woff2", "/admin/", "/api/", "/.env", "/houdun.db", "/web.key",
)  # fmt: skip
EXACT: Final = {
    "Content-Security-Policy": middleware.POLICY, "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin", "Cache-Control": "no-store", "Permissions-Policy": middleware.HEADERS["Permissions-Policy"],
}  # fmt: skip
FONTS: Final = ("/fonts.css", "/font/")
FILES: Final = ("/files/", "/pictures/")
PARAMETERS: Final = (
    "page", "words", "vendor", "channel", "from", "to", "at", "seen", "has", "done", "criterion", "stage", "response", "next", "get",
    "again", "what", "plus_minus", "text", "author", "trial", "key", "how", "block", "case", "depth", "cause", "note", "reason",
    "guess", "format", "lang", "role", "active", "language", "address", "name", "password", "now", "means", "given", "new", "occasions",
)  # fmt: skip
ATTACKS: Final = (
    "", "0", "-1", "1e999", "nan", "²", "٣", "9" * 19, "9" * 5000, "1.5", "\x00", "../../web.key", "//evil.example", "%00", "x" * 10_000,
    "2026-13-45 99:99", "9999-12-31 23:59", "0001-01-01", "suggested", "other", "place", "sent", "seen", "growth", "report", "html", "owner",
    "answered", "{{7*7}}", "\u202e", "\r\nSet-Cookie: a=b",
)  # fmt: skip
VALUES: Final = st.one_of(st.sampled_from(ATTACKS), st.text(max_size=30))
ENDLESS: Final = (
    "/cases/?page=1000000000", "/cases/?page=-1", "/cases/?words=" + "x" * 10_000, "/cases/?vendor=%ff%fe", "/now/pulse?seen=a.²",
    "/now/pulse?seen=a." + "9" * 5000, "/people/" + "9" * 5000, "/verdict/behind?from=" + "9" * 5000,
    "/?" + "&".join(f"a{number}=1" for number in range(2000)),
)  # fmt: skip


@pytest.fixture(scope="module")
def made(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Stocked]:
    """A workspace with something behind every page, to be copied."""
    folder = tmp_path_factory.mktemp("stocked")
    shutil.copytree(fresh, folder / "workspace")
    with open_workspace(folder / "workspace") as space:
        project.settle(space)
        found = stock(space, folder, lambda name: f"plain {name}")
        connections["default"].close()
    return folder / "workspace", found


@pytest.fixture
def stocked(made: tuple[Path, Stocked], space: Workspace) -> Stocked:
    """The served workspace is a copy of that."""
    space.store.close()
    shutil.copytree(made[0], space.root, dirs_exist_ok=True)
    return made[1]


def at(page: Page, given: Any) -> str:
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: given[found[1]], page.route)


# roles, with things that are there


def test_a_role_gets_nothing_more_where_the_thing_is_there_nor_by_another_method(stocked: Stocked, visit: As) -> None:
    wrong = []
    for role in (None, *Role):
        client = visit(role)
        for page in PAGES:
            for method in METHODS:
                if page.name in ("sign-out", "account") or (page.roles is PUBLIC and method == "POST"):
                    continue
                allowed = page.roles is PUBLIC or role in page.roles
                if allowed and method in page.methods:
                    continue  # that it answers is tested elsewhere
                answer = client.generic(method, at(page, stocked.given))
                answer.close()
                refused = HTTPStatus.FOUND if role is None else HTTPStatus.FORBIDDEN
                if not allowed and answer.status_code != refused:
                    wrong.append((role, page.name, method, answer.status_code))
                if allowed and answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
                    wrong.append((role, page.name, method, answer.status_code))
    assert wrong == []


def test_a_refusal_says_the_same_whether_the_thing_is_there_or_not(stocked: Stocked, visit: As) -> None:
    client = visit(Role.RATER)
    there = client.get(f"/cases/{stocked.given['ref']}").content
    nowhere = client.get(f"/cases/{'0' * 32}").content
    alike = {re.sub(rb'\w{32,64}|data-now="\d+"', b"", page) for page in (there, nowhere)}
    assert len(alike) == 1


def test_a_file_is_handed_out_by_its_own_case_alone(stocked: Stocked, visit: As) -> None:
    client, sha256 = visit(Role.VIEWER), stocked.given["sha256"]
    for kind in ("files", "pictures"):
        own = client.get(f"/cases/{stocked.given['ref']}/{kind}/{sha256}")
        own.close()
        assert own.status_code == HTTPStatus.OK
        assert client.get(f"/cases/{stocked.others['ref']}/{kind}/{sha256}").status_code == HTTPStatus.NOT_FOUND


def test_a_job_that_is_no_report_is_not_there_as_one(stocked: Stocked, space: Workspace, visit: As) -> None:
    client = visit(Role.VIEWER)
    demo = jobs.ask(space, "demo", {"language": "en"}, AT)
    jobs.finish(space, demo, {}, AT)
    for name in (demo, "none"):
        for path in (f"/verdict/report/{name}", f"/verdict/report/{name}?get", f"/verdict/report/{name}/waiting"):
            assert client.get(path).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("role", [None, Role.RATER])
def test_no_odd_way_of_writing_a_path_leads_further(stocked: Stocked, visit: As, role: Role | None) -> None:
    client = visit(role)
    for path in ODD:
        answer = client.get(path)
        assert answer.status_code in (HTTPStatus.FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST), path
        assert "evil" not in answer.headers.get("Location", "")
        assert not answer.headers.get("Location", "/").startswith("//")


def test_every_view_stands_behind_the_guard(space: Workspace) -> None:
    patterns = get_resolver().url_patterns
    assert len(patterns) == len(PAGES)
    guard = guarded(lambda _: HttpResponse(), PUBLIC)
    assert {getattr(each.callback, "__code__", None) for each in patterns} == {getattr(guard, "__code__", None)}
    assert {page.name for page in PAGES if page.roles is PUBLIC} == {
        "sign-in",
        "welcome",
        "password",
        "language",
        "fonts",
        "font",
    }


# headers


def test_every_answer_has_its_headers_exactly(stocked: Stocked, visit: As) -> None:
    client = visit(Role.OWNER)
    paths = [*(at(page, stocked.given) for page in PAGES), "/nothing", "/people%00", "/sign-out?x"]
    for path in paths:
        answer = client.get(path)
        answer.close()
        if not path.startswith(FONTS):
            expected = EXACT | (
                {"Content-Security-Policy": "default-src 'none'; sandbox"} if answer.headers.get("Content-Disposition") else {}
            )
            if "/pictures/" in path:
                expected = expected | {"Cache-Control": "private, max-age=86400, immutable"}
            assert {name: answer.headers.get(name) for name in expected} == expected, path
        assert answer.status_code in (204, 302) or answer.headers["Content-Type"].partition(";")[0] in {
            "text/html", "text/css", "font/woff2", "application/octet-stream", "image/png",
        }, path  # fmt: skip
        assert "Server" not in answer.headers


def test_what_is_turned_away_before_any_view_has_them_too(space: Workspace) -> None:
    foreign = Client(headers={"host": "evil.example"}).get("/sign-in")
    large = Client(headers={"host": "127.0.0.1"}).generic("POST", "/sign-in", b"", CONTENT_LENGTH=str(middleware.LARGEST + 1))
    for answer, status in ((foreign, HTTPStatus.BAD_REQUEST), (large, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)):
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in EXACT} == EXACT
        assert b"evil.example" not in answer.content


@pytest.fixture
def static(space: Workspace) -> Callable[[str], tuple[str, dict[str, str], bytes]]:
    stack = wsgi.stack()

    def get(path: str) -> tuple[str, dict[str, str], bytes]:
        said: list[Any] = []

        def begins(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
            said.extend((status, dict(headers)))
            return lambda written: None

        body = stack(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path,
                "SERVER_NAME": "127.0.0.1",
                "SERVER_PORT": "80",
                "wsgi.input": io.BytesIO(),
                "HTTP_HOST": "127.0.0.1",
                "wsgi.url_scheme": "http",
            },
            begins,
        )
        whole = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return said[0], said[1], whole

    return get


def test_static_files_are_those_that_browsers_load_and_nothing_of_the_package(static: Callable[[str], Any]) -> None:
    for folder, prefix in project.STATIC.items():
        for file in folder.rglob("*"):
            status, headers, _ = static(f"/static/{prefix}{file.relative_to(folder).as_posix()}")
            assert status.startswith("200") == (file.suffix in wsgi.HANDED_OUT), file
            if status.startswith("200"):
                assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
                assert headers["X-Content-Type-Options"] == "nosniff"
                assert "Access-Control-Allow-Origin" not in headers
    for path in (
        "/static/",
        "/static/../project.py",
        "/static/report/blocks.html.j2",
        "/static//etc/passwd",
        "/static/%2e%2e/urls.py",
    ):
        assert static(path)[0].startswith("404"), path


@pytest.mark.parametrize(
    "there",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\thttps://evil.example",
        "0",
        "now",
        "x" * 10_000,
        "/%0d%0aX: y",
    ],
)
def test_no_next_leads_elsewhere_or_into_a_header(space: Workspace, visit: As, there: str) -> None:
    answer = visit(None).post("/language", {"language": "zh", "next": there})
    assert answer.headers["Location"] in ("/", "/%0d%0aX:%20y")
    assert "X" not in answer.headers


# never an error of ours


def _requests() -> st.SearchStrategy[tuple[Page, str, dict[str, str], bool]]:
    pages = st.sampled_from([page for page in PAGES if page.name not in ("sign-out", "setup-connect", "sign-in")])
    return st.tuples(
        pages, st.sampled_from(["GET", "POST"]), st.dictionaries(st.sampled_from(PARAMETERS), VALUES, max_size=6), st.booleans()
    )


def test_no_parameter_makes_an_error_of_ours(stocked: Stocked, visit: As) -> None:
    client = visit(Role.OWNER)
    client.raise_request_exception = False

    @settings(max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(_requests())
    def asked(request: tuple[Page, str, dict[str, str], bool]) -> None:
        page, method, data, exists = request
        place = stocked.given if exists else {name: data.get("words", "") or "1" for name in stocked.given}
        if page.route.startswith("people/<int"):
            place = {**place, "number": "9" * 30}
        path = at(page, place)
        answer = client.get(path, data) if method == "GET" else client.post(path, data)
        answer.close()
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (path, data)

    asked()


@pytest.mark.parametrize("path", ENDLESS, ids=lambda path: path[:20])
def test_numbers_and_texts_without_end_are_answered(stocked: Stocked, visit: As, path: str) -> None:
    assert visit(Role.OWNER).get(path).status_code < HTTPStatus.INTERNAL_SERVER_ERROR


def test_digits_that_are_none_and_a_form_without_end_are_answered(stocked: Stocked, visit: As) -> None:
    client = visit(Role.OWNER)
    for block in ("²", "9" * 5000, "٣"):
        assert client.post("/now/approve", {"trial": "spring", "block": block}).status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    long = client.post(f"/cases/{stocked.given['ref']}/paste", {"text": "x" * (3 * 1024 * 1024)})
    assert long.status_code == HTTPStatus.BAD_REQUEST
    assert "load the page again" in long.content.decode()


# what must not come out


@pytest.fixture
def terminal() -> Iterator[io.StringIO]:
    """What is written to the terminal."""
    handler, told = (
        next(each for each in logging.getLogger("django.request").handlers if isinstance(each, logging.StreamHandler)),
        io.StringIO(),
    )
    before = handler.setStream(told)
    yield told
    handler.setStream(before)


def test_when_all_fails_even_the_page_of_errors_tells_nothing(
    space: Workspace, visit: As, monkeypatch: pytest.MonkeyPatch, terminal: io.StringIO
) -> None:
    client = visit(Role.VIEWER)
    client.raise_request_exception = False

    def broken(*_: object) -> None:
        raise RuntimeError("postgresql://houdun:hunter22@db.example/houdun\x1b[2J")

    monkeypatch.setattr("houdun.web.access.reader", broken)
    monkeypatch.setattr("houdun.web.templating.reader", broken)
    answer = client.get("/now/")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert {name: answer.headers.get(name) for name in EXACT} == EXACT
    told = terminal.getvalue()
    assert "RuntimeError" in told
    for secret in ("hunter22", "\x1b"):
        assert secret not in told + answer.content.decode()
    assert b"Traceback" not in answer.content


def test_a_link_never_stands_on_the_terminal(
    space: Workspace, visit: As, monkeypatch: pytest.MonkeyPatch, terminal: io.StringIO
) -> None:
    client, link = visit(None), inviting.invite(Role.OWNER, clock.now())
    client.raise_request_exception = False

    def broken(*_: object) -> None:
        raise RuntimeError(f"at {link}")

    monkeypatch.setattr("houdun.web.accounts.inviting.open_", broken)
    assert client.get(link).status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    told = terminal.getvalue()
    assert "/welcome/***" in told
    assert link.rpartition("/")[2] not in told


def test_a_raters_error_is_one_sentence_whatever_failed(
    stocked: Stocked, space: Workspace, visit: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    from houdun.errors import InputError

    def broken(*_: object, **__: object) -> None:
        raise InputError(Bilingual("晨岚云", "Zephyrlink"), Bilingual("晨岚云", "Zephyrlink"), where="/srv/zephyrlink.toml")

    monkeypatch.setattr("houdun.flow.blind.sitting.progress", broken)
    answer = visit(Role.RATER).get("/grade/").content.decode()
    assert "zephyrlink" not in answer.casefold()
    assert "this cannot be shown at the moment" in answer


def test_no_secret_stands_on_any_page_or_in_the_trail(
    stocked: Stocked, space: Workspace, visit: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = visit(Role.OWNER)
    owner.post("/people/", {"role": "rater"})
    secrets = {(space.root / project.KEY).read_text().strip(), *Account.objects.values_list("password", flat=True)}
    secrets |= set(Invitation.objects.values_list("token", flat=True)) | {
        stocked.given["token"],
        owner.session.session_key or "none",
    }
    (space.root / "houdun.toml").write_text('database_url = "postgresql://houdun:hunter22@db.example/houdun"\n', encoding="utf-8")
    monkeypatch.setenv("HOUDUN_KEY_MAIL", "hunter33")
    secrets |= {"hunter22", "hunter33"}
    found = [
        (path, secret)
        for path, text in _all(owner, stocked)
        for secret in secrets
        if secret and secret in text and secret not in path
    ]
    told = [deed for deed in audit.deeds(space) if any(secret in repr(deed) for secret in secrets if secret)]
    assert found == []
    assert told == []


def _all(client: Client, stocked: Stocked) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        if "GET" in page.methods:
            answer = client.get(path := at(page, stocked.given))
            body = answer.getvalue() if answer.streaming else answer.content
            yield path, body.decode(errors="replace") + repr(answer.headers)


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        (Role.OPERATOR, "https://evil.example/?told={key:CALENDAR_TEAM}", HTTPStatus.BAD_REQUEST),
        (Role.OPERATOR, "https://li:{key:CALENDAR_TEAM}@evil.example/", HTTPStatus.BAD_REQUEST),
        (Role.OPERATOR, "{key:CALENDAR_WHOLE}", HTTPStatus.FOUND),
        (Role.OWNER, "https://li:{key:CALENDAR_TEAM}@calendar.example/", HTTPStatus.FOUND),
    ],
)
def test_an_operator_sends_no_key_to_a_place_of_his_choice(
    space: Workspace, visit: As, monkeypatch: pytest.MonkeyPatch, role: Role, address: str, status: HTTPStatus
) -> None:
    monkeypatch.setenv("HOUDUN_KEY_CALENDAR_TEAM", "hunter2222")
    monkeypatch.setenv("HOUDUN_KEY_CALENDAR_WHOLE", "https://calendar.example/private-hunter2222.ics")
    answer = visit(role).post("/setup/occasions/follow", {"address": address, "name": "x"})
    assert answer.status_code == status
    assert bool(list(space.store.journal.read("feed"))) == (status == HTTPStatus.FOUND)
    assert "hunter2222" not in answer.content.decode()


def test_nobody_fills_the_disk_with_reports(stocked: Stocked, visit: As) -> None:
    client, wish = visit(Role.VIEWER), {"format": "md", "lang": "en", "stage": "growth"}
    codes = [client.post("/verdict/export", wish).status_code for _ in range(MOST_WAITING + 1)]
    assert codes == [HTTPStatus.FOUND] * MOST_WAITING + [HTTPStatus.BAD_REQUEST]
