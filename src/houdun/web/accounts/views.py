"""Signing in and out, the language, the first account, and who is here."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from houdun import clock
from houdun.language import Language
from houdun.web import audit
from houdun.web.access import Asked, reader, signed_in
from houdun.web.accounts import inviting, throttle
from houdun.web.accounts.forms import SignIn, Welcome, unfit
from houdun.web.middleware import LANGUAGE_COOKIE
from houdun.web.models import Account, Invitation
from houdun.web.roles import ROLES, Role

YEAR_SECONDS = 365 * 24 * 3600


def sign_in(request: Asked) -> HttpResponseBase:
    if reader(request):
        return redirect("home")
    form, wrong = SignIn(request.POST or None), ""
    if request.method == "POST":
        if throttle.too_many(request):
            return paused(request)
        given = form.cleaned_data if form.is_valid() else None
        account = authenticate(request, username=given["name"], password=given["password"]) if given else None
        if isinstance(account, Account):
            login(request, account)
            audit.record(request.space, account.name, "sign-in")
            return redirect(_next(request))
        if getattr(request, "axes_locked_out", False):
            return paused(request)
        wrong = request.say("用户名或密码不对", "the name or the password is wrong")
    return render(
        request,
        "accounts/sign_in.html",
        {"form": form, "wrong": wrong, "next": request.GET.get("next", "")},
        status=422 if wrong else 200,
    )


def sign_out(request: Asked) -> HttpResponseBase:
    logout(request)
    return redirect("sign-in")


def paused(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """After too many failed sign-ins: what axes answers with."""
    assert isinstance(request, HttpRequest)
    return render(request, "accounts/paused.html", status=429)


def welcome(request: Asked, token: str) -> HttpResponseBase:
    """The first account, or an invited one."""
    invitation = inviting.open_(token, clock.now())
    if invitation is None:
        return render(request, "accounts/void.html", status=410)
    form, wrong = Welcome(request.POST or None), ""
    if request.method == "POST":
        wrong = unfit(request, form, form.data.get("name", ""))
        if not wrong:
            account = _made(invitation, form)
            if account is not None:
                login(request, account, backend="django.contrib.auth.backends.ModelBackend")
                audit.record(request.space, account.name, "account", account.name, account.role)
                return redirect("home")
            if inviting.open_(token, clock.now()) is None:  # somebody was faster with the same link
                return render(request, "accounts/void.html", status=410)
            wrong = request.say("这个用户名已经有人用了", "this name is taken")
    told = {"form": form, "wrong": wrong, "as_role": ROLES[Role(invitation.role)].to(request.language)}
    return render(request, "accounts/welcome.html", told, status=422 if wrong else 200)


def language(request: Asked) -> HttpResponseBase:
    """The switch in the corner."""
    chosen = request.POST.get("language", "")
    answer = redirect(_next(request))
    if chosen in set(Language):
        answer.set_cookie(
            LANGUAGE_COOKIE, chosen, max_age=YEAR_SECONDS, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return answer


def home(request: Asked) -> HttpResponseBase:
    """Where a role begins."""
    return redirect("grade" if signed_in(request).role == Role.RATER else "now")


def people(request: Asked) -> HttpResponseBase:
    """Who is here; the owner invites, and lets nobody in any more."""
    link = ""
    if request.method == "POST":
        role = request.POST.get("role", "")
        if role not in set(Role):
            raise Http404
        link = request.build_absolute_uri(inviting.invite(Role(role), clock.now()))
        audit.record(request.space, signed_in(request).name, "invite", role)
    return _everybody(request, link=link)


def renewal(request: Asked, number: int) -> HttpResponseBase:
    """A link by which somebody who has forgotten his password chooses another. Of his own everybody knows the one he has."""
    account = _other(request, number)
    if not account.is_active:
        raise Http404
    audit.record(request.space, signed_in(request).name, "password-link", account.name)
    return _everybody(request, renewal=request.build_absolute_uri(inviting.renewal(account, clock.now())), of=account.name)


def change(request: Asked, number: int) -> HttpResponseBase:
    """An account's role, or whether it may sign in. Nobody changes his own: an owner must remain."""
    account = _other(request, number)
    role = request.POST.get("role", "")
    if role in set(Role):
        account.role = role
    if "active" in request.POST:
        account.is_active = request.POST["active"] == "1"
    audit.record(
        request.space, signed_in(request).name, "account", account.name, f"{account.role} {'on' if account.is_active else 'off'}"
    )
    account.save()
    return redirect("people")


def _everybody(request: Asked, link: str = "", renewal: str = "", of: str = "") -> HttpResponse:
    accounts = Account.objects.order_by("made_at")
    told = {"accounts": accounts, "roles": ROLES, "link": link, "renewal": renewal, "of": of}
    return render(request, "accounts/people.html", told)


def _other(request: Asked, number: int) -> Account:
    account: Account | None = Account.objects.filter(pk=number).exclude(pk=signed_in(request).pk).first()
    if account is None:
        raise Http404
    return account


def _made(invitation: Invitation, form: Welcome) -> Account | None:
    try:
        return inviting.accept(invitation, form.cleaned_data["name"], form.cleaned_data["password"], clock.now())
    except IntegrityError:
        return None


def _next(request: HttpRequest) -> str:
    """Where the form says, if that is here."""
    there = request.POST.get("next", "") or request.GET.get("next", "")
    ours = there.startswith("/") and url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure())
    return there if ours else "/"
