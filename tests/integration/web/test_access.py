"""Nothing is reachable by default: every URL, as every role and as nobody."""

from __future__ import annotations

import itertools
from http import HTTPStatus

import pytest
from django.urls import URLPattern, get_resolver

from houdun.web.access import Page
from houdun.web.roles import PUBLIC, Role
from houdun.web.urls import PAGES
from tests.integration.web.conftest import As

GIVEN = {"token": "none", "number": "1", "ref": "0" * 32, "sha256": "0" * 64, "packet": "none", "name": "none", "feed": "none"}
"""What stands in a URL for things that are not there: a refusal must not depend on whether they are."""
MATRIX = list(itertools.product(PAGES, [None, *Role]))


def address(page: Page) -> str:
    route = page.route
    for name, value in GIVEN.items():
        for kind in ("str", "int", "slug", "path"):
            route = route.replace(f"<{kind}:{name}>", value)
    assert "<" not in route, f"say in GIVEN what stands for {page.route}"
    return f"/{route}"


def test_the_table_is_the_only_way_to_a_view() -> None:
    names = [each.name if isinstance(each, URLPattern) else "more than one page" for each in get_resolver().url_patterns]
    assert names == [page.name for page in PAGES]


@pytest.mark.parametrize(("page", "role"), MATRIX, ids=lambda each: getattr(each, "name", None) or "nobody")
def test_a_page_answers_its_roles_and_nobody_else(page: Page, role: Role | None, visit: As) -> None:
    client = visit(role)
    for method in ("GET", "POST"):
        answer = client.generic(method, address(page))
        if page.roles and role is None:
            assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (HTTPStatus.FOUND, "/sign-in")
        elif page.roles is not PUBLIC and role not in page.roles:
            assert answer.status_code == HTTPStatus.FORBIDDEN
        elif method not in page.methods:
            assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        else:
            assert answer.status_code not in (HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED)
            assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


def test_a_part_asked_for_without_a_session_loads_the_sign_in_page_as_a_whole(visit: As) -> None:
    answer = visit(None).get("/now/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (HTTPStatus.UNAUTHORIZED, "/sign-in?next=/")
