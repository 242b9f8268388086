"""Coming in, kept: sessions, throttling, passwords and the links that set them, forged forms."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from houdun import clock
from houdun.app.workspace import Workspace
from houdun.web import audit, project
from houdun.web.accounts import inviting, throttle
from houdun.web.models import Account, Invitation
from houdun.web.roles import Role
from tests.integration.web.conftest import AT, PASSWORD, As

NEW: str = "another that is long enough"
HOST: str = "houdun.example.com"


@pytest.fixture
def li(space: Workspace) -> Account:
    account: Account = Account.objects.made("li", PASSWORD, Role.VIEWER, AT)
    return account


def sign_in(
    client: Client, name: str = "li", password: str = PASSWORD, **headers: str
) -> Any:  # Django's test answers have no type of their own
    return client.post("/sign-in", {"name": name, "password": password}, headers=headers)


# sessions


def test_signing_in_gives_a_new_session_whatever_the_browser_had_before(li: Account, visit: As) -> None:
    client = visit(None)
    client.session["planted"] = "by somebody"
    before = client.session
    before.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = before.session_key or ""
    sign_in(client)
    assert client.session.session_key != before.session_key
    assert visit(None).get("/now/", headers={"cookie": f"houdun={before.session_key}"}).status_code == HTTPStatus.FOUND


def test_signing_out_ends_the_session_on_the_server_too(li: Account, visit: As) -> None:
    client, thief = visit(None), visit(None)
    sign_in(client)
    thief.cookies.load(client.cookies)
    assert thief.get("/now/").status_code == HTTPStatus.OK
    key = client.cookies["houdun"].value
    client.post("/sign-out")
    assert visit(None).get("/now/", headers={"cookie": f"houdun={key}"}).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("origin", ["", f"https://{HOST}"])
def test_cookies_are_for_our_pages_alone_and_behind_tls_for_tls_alone(li: Account, space: Workspace, origin: str) -> None:
    with override_settings():
        project.settle(space, origin)
        client = Client(headers={"host": HOST if origin else "127.0.0.1"})
        client.get("/sign-in", secure=bool(origin))
        client.post("/sign-in", {"name": "li", "password": PASSWORD}, secure=bool(origin))
        client.post("/language", {"language": "zh"}, secure=bool(origin))
        assert set(client.cookies) == {"houdun", "csrftoken", "language"}
        for cookie in client.cookies.values():
            assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"])) == (True, "Lax", bool(origin))
            assert not cookie["domain"]
    project.settle(space)


def test_behind_tls_whatever_comes_without_is_sent_to_it(space: Workspace) -> None:
    with override_settings():
        project.settle(space, f"https://{HOST}")
        answer = Client(headers={"host": HOST}).get("/sign-in")
        assert (answer.status_code, answer.headers["Location"]) == (HTTPStatus.MOVED_PERMANENTLY, f"https://{HOST}/sign-in")
        over_tls = Client(headers={"host": HOST, "x-forwarded-proto": "https"}).get("/sign-in")
        assert over_tls.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    project.settle(space)


def test_a_role_that_was_changed_holds_at_once(li: Account, visit: As) -> None:
    client = visit(None)
    sign_in(client)
    assert client.get("/cases/").status_code == HTTPStatus.OK
    visit(Role.OWNER).post(f"/people/{li.pk}", {"role": "rater"})
    assert client.get("/cases/").status_code == HTTPStatus.FORBIDDEN


# passwords


def test_a_person_changes_the_password_and_every_other_session_ends(li: Account, visit: As, space: Workspace) -> None:
    here, elsewhere = visit(None), visit(None)
    for client in (here, elsewhere):
        sign_in(client)
    assert here.post("/account", {"now": PASSWORD, "password": NEW, "again": NEW}).status_code == HTTPStatus.FOUND
    assert here.get("/account?done").status_code == HTTPStatus.OK
    assert elsewhere.get("/account").status_code == HTTPStatus.FOUND
    assert sign_in(visit(None)).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sign_in(visit(None), password=NEW).status_code == HTTPStatus.FOUND
    assert [(deed.who, deed.on) for deed in audit.deeds(space) if deed.what == "password"] == [("li", "li")]


@pytest.mark.parametrize(
    "wrong", [{"now": "not the one"}, {"again": "other than that"}, {"password": "short", "again": "short"}, {"now": ""}]
)
def test_a_password_is_not_changed_by_what_will_not_do(li: Account, visit: As, wrong: dict[str, str]) -> None:
    client = visit(None)
    sign_in(client)
    answer = client.post("/account", {"now": PASSWORD, "password": NEW, "again": NEW} | wrong)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sign_in(visit(None)).status_code == HTTPStatus.FOUND


def test_who_finds_an_open_browser_cannot_guess_the_password(li: Account, visit: As) -> None:
    client = visit(None)
    sign_in(client)
    codes = [
        client.post("/account", {"now": f"guess {n}", "password": NEW, "again": NEW}).status_code for n in range(project.TRIES)
    ]
    assert codes[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert client.post("/account", {"now": PASSWORD, "password": NEW, "again": NEW}).status_code == HTTPStatus.TOO_MANY_REQUESTS


def link_for(owner: Client, account: Account) -> str:
    page = owner.post(f"/people/{account.pk}/password").content.decode()
    found = re.search(r"http://[^/]+(/password/[\w-]+)<", page)
    assert found is not None
    return found[1]


def test_the_owner_makes_a_link_by_which_somebody_chooses_a_new_password(li: Account, visit: As, space: Workspace) -> None:
    held = visit(None)
    sign_in(held)
    link, someone = link_for(visit(Role.OWNER), li), visit(None)
    assert "li" in someone.get(link).content.decode()
    assert someone.post(link, {"password": NEW, "again": NEW}).headers["Location"] == "/sign-in"
    assert held.get("/now/").status_code == HTTPStatus.FOUND
    assert sign_in(visit(None), password=NEW).status_code == HTTPStatus.FOUND
    assert someone.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == HTTPStatus.GONE
    told = [(deed.who, deed.what, deed.on) for deed in audit.deeds(space)]
    assert ("owner-person", "password-link", "li") in told
    assert ("li", "password", "li") in told


def test_a_newer_link_a_changed_password_a_closed_account_and_time_make_a_link_void(li: Account, visit: As) -> None:
    owner = visit(Role.OWNER)
    older, newer = link_for(owner, li), link_for(owner, li)
    assert visit(None).get(older).status_code == HTTPStatus.GONE
    assert visit(None).get(newer).status_code == HTTPStatus.OK
    owner.post(f"/people/{li.pk}", {"active": "0"})
    assert visit(None).get(newer).status_code == HTTPStatus.GONE
    assert owner.post(f"/people/{li.pk}/password").status_code == HTTPStatus.NOT_FOUND
    owner.post(f"/people/{li.pk}", {"active": "1"})
    client = visit(None)
    sign_in(client)
    client.post("/account", {"now": PASSWORD, "password": NEW, "again": NEW})
    assert visit(None).get(newer).status_code == HTTPStatus.GONE
    assert visit(None).get(inviting.renewal(li, clock.now() - inviting.LASTS - 1)).status_code == HTTPStatus.GONE


def test_a_link_serves_for_what_it_was_made_and_nothing_else(li: Account, visit: As) -> None:
    renewal, welcome = inviting.renewal(li, clock.now()), inviting.invite(Role.VIEWER, clock.now())
    assert visit(None).get(renewal.replace("/password/", "/welcome/")).status_code == HTTPStatus.GONE
    assert visit(None).get(welcome.replace("/welcome/", "/password/")).status_code == HTTPStatus.GONE


def test_of_two_at_once_one_gets_in_by_a_link(li: Account, space: Workspace) -> None:
    now = clock.now()
    welcome = inviting.invite(Role.VIEWER, now).rpartition("/")[2]
    first, second = inviting.open_(welcome, now), inviting.open_(welcome, now)
    assert first is not None
    assert second is not None
    assert inviting.accept(first, "first", PASSWORD, now) is not None
    assert inviting.accept(second, "second", PASSWORD, now) is None
    renewal = inviting.renewal(li, now).rpartition("/")[2]
    one, other = inviting.renews(renewal, now), inviting.renews(renewal, now)
    assert one is not None
    assert other is not None
    assert inviting.renew(one, NEW)
    assert not inviting.renew(other, PASSWORD)


def test_who_was_slower_with_a_link_is_told_so(space: Workspace, visit: As, monkeypatch: pytest.MonkeyPatch) -> None:
    link = inviting.invite(Role.VIEWER, clock.now())

    def beaten(invitation: Invitation, *_: object) -> None:
        Invitation.objects.filter(pk=invitation.pk).update(used_by="first")

    monkeypatch.setattr(inviting, "accept", beaten)
    answer = visit(None).post(link, {"name": "second", "password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == HTTPStatus.GONE


def test_a_link_holds_192_bits_by_chance_and_the_database_cannot_give_it_back(space: Workspace) -> None:
    tokens = {inviting.invite(Role.VIEWER, AT).rpartition("/")[2] for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {32}
    assert not tokens & set(Invitation.objects.values_list("token", flat=True))


@pytest.mark.parametrize("name", ["li\u202egnad", "li\u200b", "a\x07b", "a\tb"])
def test_a_name_that_looks_like_another_by_what_cannot_be_seen_is_refused(space: Workspace, visit: As, name: str) -> None:
    link = inviting.invite(Role.VIEWER, clock.now())
    answer = visit(None).post(link, {"name": name, "password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Account.objects.exists()


def test_a_name_is_the_same_however_its_characters_are_composed(space: Workspace, visit: As) -> None:
    link = inviting.invite(Role.VIEWER, clock.now())
    visit(None).post(link, {"name": "Jose\u0301", "password": PASSWORD, "again": PASSWORD})
    assert sign_in(visit(None), "Jos\u00e9").status_code == HTTPStatus.FOUND


# throttling


def test_one_address_that_tries_many_names_pauses_too(li: Account, visit: As) -> None:
    client = visit(None)
    codes = {sign_in(client, f"name-{number}", "wrong").status_code for number in range(throttle.IN_ALL)}
    assert codes == {HTTPStatus.UNPROCESSABLE_ENTITY}
    assert sign_in(client).status_code == HTTPStatus.TOO_MANY_REQUESTS
    elsewhere = client.post("/sign-in", {"name": "li", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == HTTPStatus.FOUND


def test_an_account_of_ones_own_buys_no_more_guesses(li: Account, visit: As) -> None:
    Account.objects.made("mallory", PASSWORD, Role.VIEWER, AT)
    for number in range(project.TRIES - 1):
        sign_in(visit(None), "li", f"guess {number}")
    sign_in(visit(None), "mallory")
    assert sign_in(visit(None), "li", "guess").status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_without_a_proxy_nobody_changes_his_address_by_a_header(li: Account, visit: As) -> None:
    client = visit(None)
    for number in range(project.TRIES):
        sign_in(client, "li", "wrong", **{"x-forwarded-for": f"192.0.2.{number}"})
    assert sign_in(client, **{"x-forwarded-for": "192.0.2.99"}).status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_behind_the_proxy_the_address_is_what_the_proxy_saw(li: Account, space: Workspace) -> None:
    def tried(forwarded: str, password: str) -> int:
        headers = {"host": HOST, "x-forwarded-proto": "https", "referer": f"https://{HOST}/sign-in", "x-forwarded-for": forwarded}
        return Client(headers=headers).post("/sign-in", {"name": "li", "password": password}).status_code

    with override_settings():
        project.settle(space, f"https://{HOST}")
        for number in range(project.TRIES):
            tried(f"198.51.100.{number}, 192.0.2.1", "wrong")
        assert tried("198.51.100.77, 192.0.2.1", PASSWORD) == HTTPStatus.TOO_MANY_REQUESTS
        assert tried("192.0.2.1, 192.0.2.2", PASSWORD) == HTTPStatus.FOUND
        assert tried("no address at all", PASSWORD) == HTTPStatus.FOUND
    project.settle(space)


def test_a_name_that_nobody_has_takes_the_same_way_as_a_wrong_password(
    li: Account, visit: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []

    def encode(_: object, password: str, salt: str) -> str:
        hashed.append(password)
        return f"md5${salt}$0"

    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", encode)
    pages = [sign_in(visit(None), name, "wrong").content for name in ("li", "nobody")]
    assert len(hashed) == len(pages)
    alike = {re.sub(rb'\w{64}|data-now="\d+"', b"", page) for page in pages}
    assert len(alike) == 1


def test_failed_sign_ins_leave_no_password_and_nothing_on_the_terminal(
    li: Account, visit: As, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        sign_in(visit(None), "li\n\x1b[2Jforged line", "a secret guess")
        client = visit(None)
        sign_in(client)
        client.post("/account", {"now": "a secret guess", "password": "a secret wish", "again": "a secret wish"})
    kept = repr(list(AccessAttempt.objects.values()))
    assert "a secret" not in kept + caplog.text + "".join(capfd.readouterr())
    assert "forged line" not in caplog.text


# forged forms


def test_no_form_from_elsewhere_signs_anybody_in_or_changes_anything(li: Account, space: Workspace) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    assert sign_in(client).status_code == HTTPStatus.FORBIDDEN
    client.force_login(li, backend="django.contrib.auth.backends.ModelBackend")
    for path in ("/sign-out", "/account", "/language", f"/people/{li.pk}", inviting.invite(Role.OWNER, clock.now())):
        assert client.post(path).status_code == HTTPStatus.FORBIDDEN


def test_the_token_of_the_page_lets_a_form_and_a_script_through_but_from_no_other_origin(li: Account, space: Workspace) -> None:
    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    page = client.get("/sign-in").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    header = re.search(r"hx-headers='{&#34;X-CSRFToken&#34;: &#34;(\w+)|\"X-CSRFToken\": \"(\w+)\"", page)
    assert token is not None
    assert header is not None
    given = {"language": "zh"}
    assert client.post("/language", given | {"csrfmiddlewaretoken": token[1]}).status_code == HTTPStatus.FOUND
    by_script = {"X-CSRFToken": header[1] or header[2]}
    assert client.post("/language", given, headers=by_script).status_code == HTTPStatus.FOUND
    elsewhere = by_script | {"origin": "http://127.0.0.1:9999"}
    assert client.post("/language", given, headers=elsewhere).status_code == HTTPStatus.FORBIDDEN
