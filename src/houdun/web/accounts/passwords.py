"""A new password: one's own, or by the owner's link for somebody who has forgotten his."""

from __future__ import annotations

from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpResponseBase
from django.shortcuts import redirect, render

from houdun import clock
from houdun.web import audit
from houdun.web.access import Asked, signed_in
from houdun.web.accounts import inviting, throttle
from houdun.web.accounts.forms import Anew, Change, unfit
from houdun.web.accounts.views import paused


def own(request: Asked) -> HttpResponseBase:
    """One's own account. Whoever changes its password says the old one, guesses of which count as failed sign-ins; all other sessions of the account end."""
    account, form, wrong = signed_in(request), Change(request.POST or None), ""
    if request.method == "POST":
        if throttle.too_many(request):
            return paused(request)
        wrong = unfit(request, form, account.name)
        if not wrong and authenticate(request, username=account.name, password=form.cleaned_data["now"]) is None:
            if getattr(request, "axes_locked_out", False):
                return paused(request)
            wrong = request.say("现在的密码不对", "the present password is wrong")
        if not wrong:
            audit.record(request.space, account.name, "password", account.name)
            account.set_password(form.cleaned_data["password"])
            account.save(update_fields=["password"])
            inviting.void(account)
            update_session_auth_hash(request, account)
            return redirect("/account?done")
    return render(request, "accounts/own.html", {"wrong": wrong, "done": "done" in request.GET}, status=422 if wrong else 200)


def anew(request: Asked, token: str) -> HttpResponseBase:
    """By a link of the owner's. It signs nobody in: who has the link shows the next moment that he knows the password."""
    invitation = inviting.renews(token, clock.now())
    if invitation is None or invitation.account is None:
        return render(request, "accounts/void.html", status=410)
    name, form, wrong = invitation.account.name, Anew(request.POST or None), ""
    if request.method == "POST":
        wrong = unfit(request, form, name)
        if not wrong:
            if not inviting.renew(invitation, form.cleaned_data["password"]):
                return render(request, "accounts/void.html", status=410)
            audit.record(request.space, name, "password", name, "by a link")
            return redirect("sign-in")
    return render(request, "accounts/anew.html", {"name": name, "wrong": wrong}, status=422 if wrong else 200)
