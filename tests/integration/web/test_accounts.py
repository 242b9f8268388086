"""Coming in: the first start, invitations, signing in, being turned away."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.core.management import call_command
from django.test import Client
from django.test.utils import override_settings

from houdun import clock
from houdun.app.workspace import Workspace
from houdun.errors import UsageError
from houdun.web import audit, project
from houdun.web.accounts import inviting
from houdun.web.models import Account
from houdun.web.roles import Role
from tests.integration.web.conftest import AT, PASSWORD, As

FORM = {"name": "李雷", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def link(space: Workspace) -> str:
    link = inviting.first(clock.now())
    assert link is not None
    return link


def test_the_first_link_makes_the_owner_once(link: str, visit: As) -> None:
    assert visit(None).post(link, FORM).status_code == HTTPStatus.FOUND
    assert Account.objects.get().role == Role.OWNER
    assert visit(None).post(link, FORM | {"name": "second"}).status_code == HTTPStatus.GONE
    assert inviting.first(AT) is None


def test_a_restart_before_the_first_account_makes_the_earlier_link_void(link: str, visit: As) -> None:
    assert inviting.first(clock.now()) != link
    assert visit(None).get(link).status_code == HTTPStatus.GONE


def test_an_invitation_lapses_after_two_days(space: Workspace, visit: As) -> None:
    link = inviting.invite(Role.RATER, clock.now() - inviting.LASTS - 1)
    assert visit(None).get(link).status_code == HTTPStatus.GONE


@pytest.mark.parametrize(
    "wrong",
    [
        {"again": "other than before"},
        {"password": "short", "again": "short"},
        {"name": ""},
        {"password": "1234567890", "again": "1234567890"},
    ],
)
def test_a_form_that_does_not_do_makes_no_account_and_keeps_the_link(link: str, visit: As, wrong: dict[str, str]) -> None:
    assert visit(None).post(link, FORM | wrong).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Account.objects.exists()
    assert visit(None).get(link).status_code == HTTPStatus.OK


def test_a_name_that_is_taken_keeps_the_link(link: str, visit: As) -> None:
    Account.objects.made("李雷", PASSWORD, Role.VIEWER, AT)
    assert visit(None).post(link, FORM).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert visit(None).post(link, FORM | {"name": "other"}).status_code == HTTPStatus.FOUND


def test_one_signs_in_and_out(space: Workspace, visit: As) -> None:
    Account.objects.made("li", PASSWORD, Role.VIEWER, AT)
    client = visit(None)
    assert client.post("/sign-in?next=/cases/", {"name": "li", "password": PASSWORD}).headers["Location"] == "/cases/"
    assert client.get("/cases/").status_code == HTTPStatus.OK
    assert [deed.what for deed in audit.deeds(space)] == ["sign-in"]
    client.post("/sign-out")
    assert client.get("/cases/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_signing_in_never_leads_elsewhere(space: Workspace, visit: As, there: str) -> None:
    Account.objects.made("li", PASSWORD, Role.VIEWER, AT)
    answer = visit(None).post("/sign-in", {"name": "li", "password": PASSWORD, "next": there})
    assert answer.headers["Location"] == "/"


def test_after_too_many_failures_even_the_right_password_waits(space: Workspace, visit: As) -> None:
    Account.objects.made("li", PASSWORD, Role.VIEWER, AT)
    client = visit(None)
    codes = [client.post("/sign-in", {"name": "li", "password": "wrong"}).status_code for _ in range(project.TRIES)]
    assert codes == [HTTPStatus.UNPROCESSABLE_ENTITY] * (project.TRIES - 1) + [HTTPStatus.TOO_MANY_REQUESTS]
    assert client.post("/sign-in", {"name": "li", "password": PASSWORD}).status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_an_account_that_is_off_cannot_sign_in_and_its_session_ends(space: Workspace, visit: As) -> None:
    client = visit(Role.VIEWER)
    assert client.get("/now/").status_code == HTTPStatus.OK
    visit(Role.OWNER).post(f"/people/{Account.objects.get(role=Role.VIEWER).pk}", {"active": "0"})
    assert client.get("/now/").status_code == HTTPStatus.FOUND


def test_nobody_changes_his_own_account(space: Workspace, visit: As) -> None:
    owner = visit(Role.OWNER)
    answer = owner.post(f"/people/{Account.objects.get(role=Role.OWNER).pk}", {"role": "viewer"})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert Account.objects.get(role=Role.OWNER)


def test_the_owner_invites_and_what_he_does_is_told(space: Workspace, visit: As) -> None:
    answer = visit(Role.OWNER).post("/people/", {"role": "rater"})
    assert "/welcome/" in answer.content.decode()
    assert [(deed.who, deed.what, deed.on) for deed in audit.deeds(space)] == [("owner-person", "invite", "rater")]


def test_the_language_is_the_switchs_then_the_browsers(space: Workspace, visit: As) -> None:
    client = visit(None)
    assert "Sign in" in client.get("/sign-in").content.decode()
    assert "登录" in client.get("/sign-in", headers={"accept-language": "zh-CN,zh;q=0.9"}).content.decode()
    client.post("/language", {"language": "zh"})
    assert "登录" in client.get("/sign-in").content.decode()


def test_a_form_from_elsewhere_is_refused(space: Workspace) -> None:
    answer = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"}).post("/language", {"language": "zh"})
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_every_answer_forbids_what_is_not_ours(space: Workspace, visit: As) -> None:
    for path in ("/sign-in", "/nothing", "/people/"):
        policy = visit(None).get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_django_finds_nothing_wrong_with_the_deployment(space: Workspace) -> None:
    with override_settings():
        project.settle(space, "https://houdun.example.com")
        call_command("check", deploy=True, fail_level="WARNING")
    project.settle(space)


@pytest.mark.parametrize("origin", ["http://houdun.example.com", "houdun.example.com", "https://", "https://a.example/path"])
def test_an_origin_that_is_no_https_site_is_refused(space: Workspace, origin: str) -> None:
    with pytest.raises(UsageError):
        project.settle(space, origin)
    project.settle(space)
