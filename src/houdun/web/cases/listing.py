"""Cases as lines of a list: those that somebody looks for, or those behind a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from houdun.app.workspace import Workspace
from houdun.facts.case import CaseKey
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.store.records import CaseLine
from houdun.web.cases.thread import anchor

PAGE: Final = 50
MOST_WORDS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`value` is what the case gave to a number, as it is to be read; `censored`: at least that. `at` is the anchor of the message behind it."""

    ref: str
    title: str
    vendor: str
    channel: str
    id: str
    messages: int
    last_at: Millis | None
    value: str = ""
    censored: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What a case gave to a number. `entry` is the uid of the message or event that it stands on."""

    value: str
    censored: bool = False
    entry: str = ""


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
    lines: tuple[Line, ...]
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
        lines=tuple(map(_line, found.lines)),
        total=found.total,
        first=offset + 1,
        vendors=tuple(vendors),
        channels=store.channels(),
    )


def behind(space: Workspace, gave: Mapping[CaseKey, Behind]) -> tuple[Line, ...]:
    """The cases that a number stands on, in the order given, by two queries. For the macro `cases/table.html`."""
    return tuple(_line(line, gave[key]) for key, line in space.store.lines_of(list(gave)).items())


def _line(line: CaseLine, gave: Behind | None = None) -> Line:
    return Line(
        ref=line.ref,
        title=line.title,
        vendor=str(line.key.vendor),
        channel=line.key.channel,
        id=line.key.id,
        messages=line.messages,
        last_at=line.last_at,
        value=gave.value if gave else "",
        censored=gave.censored if gave else False,
        at=anchor(gave.entry) if gave and gave.entry else "",
    )
