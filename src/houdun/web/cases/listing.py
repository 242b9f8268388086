"""The list of cases: what a reader looks for, and the page of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from houdun.app.workspace import Workspace
from houdun.facts.vendor import Vendor
from houdun.store.records import CaseLine

PAGE: Final = 50
MOST_WORDS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What the reader looks for: texts as they came, empty for any."""

    vendor: str = ""
    channel: str = ""
    words: str = ""
    page: int = 1

    def to(self, page: int) -> str:
        """The query of another page of the same list."""
        told = {"vendor": self.vendor, "channel": self.channel, "words": self.words, "page": page if page > 1 else ""}
        return urlencode({name: value for name, value in told.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of the list. `vendors` and `channels` are what may be chosen."""

    sought: Sought
    lines: tuple[CaseLine, ...]
    total: int
    first: int
    vendors: tuple[str, ...]
    channels: tuple[str, ...]

    @property
    def earlier(self) -> str | None:
        """The query of the page before, None on the first one."""
        return self.sought.to(self.sought.page - 1) if self.sought.page > 1 else None

    @property
    def later(self) -> str | None:
        return self.sought.to(self.sought.page + 1) if self.first + len(self.lines) <= self.total else None


def sought(request: HttpRequest) -> Sought:
    """As the address says; a page that is no number is the first."""
    given = request.GET
    page = given.get("page", "")
    return Sought(
        vendor=given.get("vendor", ""),
        channel=given.get("channel", ""),
        words=given.get("words", "")[:MOST_WORDS],
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def listed(space: Workspace, what: Sought) -> Listed:
    """By five queries, however many cases there are."""
    store, offset = space.store, PAGE * (what.page - 1)
    vendors = {str(each): each for each in store.vendors()}
    # A vendor that is not there has no cases: its name is looked for all the same.
    vendor = vendors.get(what.vendor, Vendor(what.vendor)) if what.vendor else None
    found = store.case_lines(vendor=vendor, channel=what.channel or None, words=what.words, offset=offset, limit=PAGE)
    return Listed(
        sought=what,
        lines=found.lines,
        total=found.total,
        first=offset + 1,
        vendors=tuple(vendors),
        channels=store.channels(),
    )
