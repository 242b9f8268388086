"""Who may see which page: a URL with its view and its roles. The guard answers before a view runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from houdun.app.workspace import Workspace
from houdun.language import Language
from houdun.web.roles import Role

if TYPE_CHECKING:
    from houdun.web.models import Account


class Asked(HttpRequest):
    """A request as our views get it: the middleware has added these."""

    space: Workspace
    language: Language
    say: Callable[[str, str], str]
    """(zh, en) → the sentence in the reader's language."""


def reader(request: HttpRequest) -> Account | None:
    """Who has signed in."""
    from houdun.web.models import Account  # models wait for Django's set-up, which loads this module

    return request.user if isinstance(request.user, Account) else None


def signed_in(request: HttpRequest) -> Account:
    """The same behind a guard, where there is somebody."""
    account = reader(request)
    assert account is not None, "the guard lets nobody through without an account"
    return account


View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Page:
    """A URL. `methods` are what it answers to; POST changes something and is told in the audit trail."""

    route: str
    view: View
    name: str
    roles: frozenset[Role]
    methods: tuple[str, ...] = ("GET", "HEAD")

    def pattern(self) -> URLPattern:
        return path(self.route, guarded(require_http_methods(list(self.methods))(self.view), self.roles), name=self.name)


def guarded(view: View, roles: frozenset[Role]) -> View:
    """The view behind its roles: nobody is sent to sign in, a wrong role is refused; neither learns whether the thing is there."""

    @wraps(view)
    def answer(request: Asked, **given: object) -> HttpResponseBase:
        if not roles:
            return view(request, **given)
        account = reader(request)
        if account is None:
            return _sign_in(request)
        if account.role not in roles:
            raise PermissionDenied
        return view(request, **given)

    return answer


def _sign_in(request: HttpRequest) -> HttpResponseBase:
    if "HX-Request" not in request.headers:
        return redirect_to_login(request.get_full_path())
    # What asked for a part of a page would put the sign-in page into it: it is told to load the whole.
    return HttpResponse(status=401, headers={"HX-Redirect": redirect_to_login("/")["Location"]})
