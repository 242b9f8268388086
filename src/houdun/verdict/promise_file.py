"""The promise catalogue's file: TOML, read strictly. Its format stands in docs/reference/promises.md."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Mapping
from pathlib import Path

from houdun.facts.case import Milestone, Severity
from houdun.facts.promise import ALWAYS, Frame, Hours, Promise
from houdun.facts.time import MINUTE
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual
from houdun.toml_file import Table, read_toml

REQUIRED = ("vendor", "plan", "milestone", "hours", "url", "read_on")
OPTIONAL = ("severity", "target_minutes", "price", "smallest_size", "note")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 1440


def load_promises(path: Path) -> tuple[Promise, ...]:
    """The promises in the file's order. Raises UsageError, with file, key and mend, for any mistake in it."""
    root = read_toml(path)
    root.only((), ("calendars", "promises"))
    calendars = {ALWAYS.name: ALWAYS} | {name: _hours(name, each) for name, each in root.table("calendars").tables()}
    return tuple(_promise(each, calendars) for each in root.list("promises"))


def _promise(table: Table, calendars: Mapping[str, Hours]) -> Promise:
    table.only(REQUIRED, OPTIONAL)
    target = table.positive("target_minutes") if "target_minutes" in table.raw else None
    if not table.text("vendor").strip():
        table.fail("vendor", Bilingual("服务商名不能为空", "a vendor needs a name"), Bilingual("请补上", "write it"))
    return Promise(
        vendor=Vendor(table.text("vendor").strip(), table.text("plan").strip()),
        milestone=Milestone(table.choice("milestone", tuple(Milestone))),
        severity=Severity(table.choice("severity", tuple(Severity))) if "severity" in table.raw else None,
        target_ms=None if target is None else round(target * MINUTE),
        hours=calendars[table.choice("hours", tuple(calendars))],
        price=table.text("price", ""),
        smallest_size=table.text("smallest_size", ""),
        url=table.text("url"),
        read_on=table.date("read_on"),
        note=table.text("note", ""),
    )


def _hours(name: str, table: Table) -> Hours:
    table.only(("zone", "frames"), ("holidays", "closed", "opened"))
    if name == ALWAYS.name:
        table.fail("", Bilingual("24x7 这个名字已有含义", "the name 24x7 is taken"), Bilingual("请换个名字", "use another name"))
    return Hours(
        name=name,
        zone=_zone(table),
        frames=tuple(_frame(each) for each in table.list("frames")),
        holidays=table.text("holidays", ""),
        closed=frozenset(table.dates("closed")),
        opened=frozenset(table.dates("opened")),
    )


def _zone(table: Table) -> str:
    name = table.text("zone")
    if name not in zoneinfo.available_timezones():
        mend = Bilingual("请用 IANA 时区名，例如 Asia/Shanghai", "use an IANA name, such as Asia/Shanghai")
        table.fail("zone", Bilingual(f"没有“{name}”这个时区", f"there is no time zone “{name}”"), mend)
    return name


def _frame(table: Table) -> Frame:
    table.only(("days", "from", "to"))
    days = [table.one_of("days", each, WEEKDAYS) for each in table.texts("days")]
    start, end = _minute(table, "from"), _minute(table, "to")
    if not days or start >= end:
        mend = Bilingual("至少写一天，且 from 早于 to（到午夜写 24:00）", "name a day, and a from before to (24:00 for midnight)")
        table.fail("", Bilingual("这个时段是空的", "this frame is empty"), mend)
    return Frame(frozenset(WEEKDAYS.index(day) for day in days), start, end)


def _minute(table: Table, key: str) -> int:
    text = table.text(key)
    if text == "24:00":
        return MIDNIGHT
    try:
        time = dt.datetime.strptime(text, "%H:%M").replace(tzinfo=dt.UTC)
    except ValueError:
        table.fail(key, Bilingual(f"“{text}”不是时刻", f"“{text}” is no time of day"), Bilingual("请写成 09:00", "write 09:00"))
    return time.hour * 60 + time.minute
