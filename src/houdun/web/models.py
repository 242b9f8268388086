"""Who may come in: accounts with a role, and invitations by a link that works once."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from houdun.web.roles import ROLES, Role

CHOICES = [(role.value, role.value) for role in ROLES]


class Accounts(BaseUserManager["Account"]):
    def made(self, name: str, password: str, role: Role, at: int) -> Account:
        """A new account. Raises IntegrityError where the name is taken."""
        account = self.model(name=name, role=role, made_at=at)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person. `made_at` in UTC milliseconds; one that is not `is_active` cannot sign in, and what it did stays told."""

    name: models.CharField[str, str] = models.CharField(max_length=80, unique=True)
    role: models.CharField[str, str] = models.CharField(max_length=16, choices=CHOICES)
    is_active: models.BooleanField[bool, bool] = models.BooleanField(default=True)
    made_at: models.BigIntegerField[int, int] = models.BigIntegerField()

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Any] = Accounts()  # Any: django-stubs wants the manager of a model that is not yet made

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A link that makes one account or, where it names one, lets its owner choose a new password. Kept as the token's SHA-256: who reads the
    database cannot use it."""

    token: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    role: models.CharField[str, str] = models.CharField(max_length=16, choices=CHOICES)
    made_at: models.BigIntegerField[int, int] = models.BigIntegerField()
    until: models.BigIntegerField[int, int] = models.BigIntegerField()
    used_by: models.CharField[str, str] = models.CharField(max_length=80, default="")
    account: models.ForeignKey[Account | None, Account | None] = models.ForeignKey(Account, models.CASCADE, null=True)
