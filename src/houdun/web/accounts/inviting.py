"""Links that make one account each. What is kept is the token's hash; the link is shown once."""

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
    token = secrets.token_urlsafe(24)
    Invitation.objects.create(token=_hash(token), role=role, made_at=now, until=now + LASTS)
    return reverse("welcome", kwargs={"token": token})


def first(now: Millis) -> str | None:
    """The owner's link while nobody has an account, an earlier one then being void; None afterwards."""
    if Account.objects.exists():
        return None
    Invitation.objects.filter(used_by="").delete()
    return invite(Role.OWNER, now)


def open_(token: str, now: Millis) -> Invitation | None:
    """The invitation behind a link, if it still stands."""
    return Invitation.objects.filter(token=_hash(token), used_by="", until__gt=now).first()


def accept(invitation: Invitation, name: str, password: str, now: Millis) -> Account | None:
    """The new account; None where somebody else was faster. Raises IntegrityError where the name is taken."""
    with transaction.atomic():
        if not Invitation.objects.filter(pk=invitation.pk, used_by="").update(used_by=name):
            return None
        made: Account = Account.objects.made(name, password, Role(invitation.role), now)
        return made


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
