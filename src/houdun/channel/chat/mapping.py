"""What a mapping file may say of chats: who belongs to the vendor, in which zone the clocks run, when the text was copied."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import zoneinfo
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from houdun.channel import mapping
from houdun.facts.case import Role
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual

KEYS: Final = ("vendor", "zone", "date", "gap_hours", "members")
_ID: Final = re.compile(r"[(（<]([^()（）<>]{1,60})[)）>]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Names as the chat shows them, account numbers, or `@company` for all whose name ends so."""

    vendor: frozenset[str] = frozenset()
    bots: frozenset[str] = frozenset()
    customer: frozenset[str] = frozenset()

    def role(self, name: str) -> Role | None:
        """None for somebody whom the file does not name."""
        if not (self.bots or self.vendor or self.customer):
            return None
        shown = {name, bare(name), account(name), *_company(name)}
        for role, names in ((Role.BOT, self.bots), (Role.VENDOR, self.vendor), (Role.CUSTOMER, self.customer)):
            if shown & names:
                return role
        return None

    def role_or_default(self, name: str) -> Role:
        """Whoever is not named is a customer, and a bystander where the file names the customers."""
        return self.role(name) or (Role.BYSTANDER if self.customer else Role.CUSTOMER)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMapping:
    """`date` is the day on which the text was copied: "yesterday" is the day before. `where` names the file in errors."""

    vendor: Vendor | None = None
    zone: zoneinfo.ZoneInfo | None = None
    date: dt.date | None = None
    gap_hours: float = 12
    members: Members = Members()
    where: str = ""


def load(path: Path | None) -> ChatMapping:
    """Raises UsageError with the file and the key."""
    table = mapping.load(path, KEYS)
    members = table.table("members", ("vendor", "bots", "customer"))
    return ChatMapping(
        vendor=_vendor(table),
        zone=table.zone(),
        date=_date(table),
        gap_hours=table.number("gap_hours", 12),
        members=Members(vendor=members.texts("vendor"), bots=members.texts("bots"), customer=members.texts("customer")),
        where=table.where,
    )


def bare(name: str) -> str:
    """The name without the account number that QQ and DingTalk show behind it."""
    return _ID.sub("", name).strip() or name


def account(name: str) -> str:
    found = _ID.search(name)
    return found[1] if found else name


def _company(name: str) -> list[str]:
    """WeCom shows people of other companies as `name@company`."""
    _, at, company = bare(name).rpartition("@")
    return [at + company] if at else []


def _vendor(table: mapping.Table) -> Vendor | None:
    name = table.text("vendor")
    try:
        return Vendor.parse(name) if name.strip() else None
    except ValueError as error:
        raise table.wrong(
            "vendor",
            Bilingual("服务商名称为空", "the vendor has no name"),
            Bilingual("写成 名称@套餐", "write NAME or NAME@PLAN"),
        ) from error


def _date(table: mapping.Table) -> dt.date | None:
    value = table.values.get("date")
    if isinstance(value, str):
        with contextlib.suppress(ValueError):
            value = dt.date.fromisoformat(value)
    if value is None:
        return None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime) and 1980 <= value.year < 2200:
        return value
    raise table.wrong(
        "date", Bilingual("应为日期", "must be a date"), Bilingual("例如 date = 2026-03-08", "such as date = 2026-03-08")
    )
