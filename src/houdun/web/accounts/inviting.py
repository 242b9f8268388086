"""Links that work once: each makes an account, or lets a person choose a new password. What is kept is the token's hash; the link is shown once."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from django.db import transaction
from django.urls import reverse

from houdun.facts.time import DAY, Millis
from houdun.web.models import Account, Invitation
from houdun.web.roles import Role

LASTS: Final[Millis] = 2 * DAY


def invite(role: Role, now: Millis) -> str:
    """The path of a link that makes one account of this role within two days."""
    return reverse("welcome", kwargs={"token": _token(role, now)})


def renewal(account: Account, now: Millis) -> str:
    """The path of a link by which this person chooses a new password within two days, an earlier one then being void."""
    void(account)
    return reverse("password", kwargs={"token": _token(Role(account.role), now, account)})


def void(account: Account) -> None:
    """Links that would set this person's password anew do so no more."""
    Invitation.objects.filter(account=account, used_by="").delete()


def first(now: Millis) -> str | None:
    """The owner's link while nobody has an account, an earlier one then being void; None afterwards."""
    if Account.objects.exists():
        return None
    Invitation.objects.filter(used_by="").delete()
    return invite(Role.OWNER, now)


def open_(token: str, now: Millis) -> Invitation | None:
    """The invitation behind a link, if it still stands."""
    return Invitation.objects.filter(token=_hash(token), used_by="", until__gt=now, account=None).first()


def renews(token: str, now: Millis) -> Invitation | None:
    """The same of a link for a new password: its account may sign in."""
    return Invitation.objects.filter(token=_hash(token), used_by="", until__gt=now, account__is_active=True).first()


def accept(invitation: Invitation, name: str, password: str, now: Millis) -> Account | None:
    """The new account; None where somebody else was faster. Raises IntegrityError where the name is taken."""
    with transaction.atomic():
        if not Invitation.objects.filter(pk=invitation.pk, used_by="").update(used_by=name):
            return None
        made: Account = Account.objects.made(name, password, Role(invitation.role), now)
        return made


def renew(invitation: Invitation, password: str) -> bool:
    """Whether the password was set: not where the link was used meanwhile. Every session of the account ends with the old password."""
    account = invitation.account
    assert account is not None, "the link is one for a new password"
    with transaction.atomic():
        if not Invitation.objects.filter(pk=invitation.pk, used_by="").update(used_by=account.name):
            return False
        account.set_password(password)
        account.save(update_fields=["password"])
        return True


def _token(role: Role, now: Millis, account: Account | None = None) -> str:
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(token=_hash(token), role=role, made_at=now, until=now + LASTS, account=account)
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
