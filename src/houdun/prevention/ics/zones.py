"""Time zones of a calendar: IANA names, and what the file itself defines (VTIMEZONE: RFC 5545, 3.6.5)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from houdun.facts.time import to_millis
from houdun.language import Bilingual
from houdun.prevention.ics.lines import Component, Line, wrong
from houdun.prevention.ics.rules import WEEKDAYS, unknown_rule
from houdun.prevention.ics.values import Zone, iana, wall_time

MOST_OBSERVANCES = 500
MARGIN = dt.timedelta(days=1)
"""UNTIL is UTC and an onset is wall time: they differ by less."""
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(?:\d\d)?", re.ASCII)
_YEARLY_DAY = re.compile(r"(-?[1-5])(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Observance:
    """Standard or daylight time, in force from each of its onsets. `onsets` are wall times by the offset before; where it comes again
    each year, `month`, `nth` and `weekday` say when and `until` for how long."""

    before: dt.timedelta
    after: dt.timedelta
    onsets: tuple[dt.datetime, ...]
    month: int = 0
    nth: int = 0
    weekday: int = 0
    until: dt.datetime | None = None

    def latest(self, wall: dt.datetime) -> dt.datetime | None:
        """Its newest onset that a wall clock showing `wall` has behind it. A time that the clocks leap over is still before it."""
        seen = wall - max(self.after - self.before, dt.timedelta(0))
        return max((onset for onset in self._onsets(seen.year) if onset <= seen), default=None)

    def _onsets(self, year: int) -> Iterator[dt.datetime]:
        yield from self.onsets
        first = min(self.onsets)
        for each in (year - 1, year) if self.month else ():
            onset = dt.datetime.combine(_nth(each, self.month, self.nth, self.weekday), first.time())
            if first <= onset and (self.until is None or onset <= self.until):
                yield onset


def zones(calendar: Component) -> dict[str, Zone]:
    """The zones that the calendar defines, by TZID. Raises InputError."""
    defined: dict[str, Zone] = {}
    for component in calendar.children("VTIMEZONE"):
        name = component.first("TZID")
        if name is not None:
            defined[name.value.strip()] = _zone(component)
    return defined


def zone_of(line: Line, defined: Mapping[str, Zone], default: Zone) -> Zone:
    """The zone that the line names; the default where it names none. Raises InputError for an unknown one."""
    name = line.parameters.get("TZID", "").strip()
    if not name:
        return default
    known = _iana(name) or defined.get(name)
    if known is None:
        raise wrong(
            line.number,
            Bilingual(f"不认识的时区“{name[:60]}”", f"unknown time zone “{name[:60]}”"),
            Bilingual(
                "请用 Asia/Shanghai 这样的名称，或连同 VTIMEZONE 一起导出",
                "use a name like Asia/Shanghai, or export the VTIMEZONE too",
            ),
        )
    return known


def _iana(name: str) -> Zone | None:
    """Some write a prefix before the name: `/example.org/20260101/Asia/Shanghai`."""
    parts = name.split("/")
    for candidate in (name, "/".join(parts[-2:]), "/".join(parts[-3:])):
        try:
            return iana(ZoneInfo(candidate))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return None


def _zone(component: Component) -> Zone:
    held = [_observance(each) for each in component.inside if each.name in ("STANDARD", "DAYLIGHT")]
    if not 0 < len(held) <= MOST_OBSERVANCES:
        raise wrong(
            component.number,
            Bilingual("VTIMEZONE 里没有时差，或过多", "the VTIMEZONE has no offset, or too many"),
            Bilingual("请重新导出，或改用 IANA 时区名", "export it again, or use an IANA name"),
        )
    return lambda wall: to_millis(wall.replace(tzinfo=dt.timezone(_offset_at(held, wall))))


def _offset_at(held: list[Observance], wall: dt.datetime) -> dt.timedelta:
    past = [(onset, each.after) for each in held if (onset := each.latest(wall)) is not None]
    return max(past)[1] if past else min(held, key=lambda each: min(each.onsets)).before


def _observance(component: Component) -> Observance:
    start, rule = component.first("DTSTART"), component.first("RRULE")
    before, after = _offset(component, "TZOFFSETFROM"), _offset(component, "TZOFFSETTO")
    if start is None:
        raise wrong(component.number, *_incomplete(component, "DTSTART"))
    first = wall_time(start, start.value)[0]
    more = [wall_time(line, value)[0] for line in component.all("RDATE") for value in line.value.split(",")]
    onsets = (first, *more[:MOST_OBSERVANCES])
    if rule is None:
        return Observance(before, after, onsets)
    return Observance(before, after, onsets, *_yearly(rule, first))


def _yearly(rule: Line, first: dt.datetime) -> tuple[int, int, int, dt.datetime | None]:
    """(month, nth, weekday, until) of `FREQ=YEARLY;BYMONTH=…;BYDAY=…`, the one rule that zones are written with."""
    parts = dict(each.partition("=")[::2] for each in rule.value.strip().upper().split(";") if each)
    day = _YEARLY_DAY.fullmatch(parts.get("BYDAY", ""))
    month = parts.get("BYMONTH", str(first.month))
    known = parts.keys() <= {"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "UNTIL", "WKST"} and parts.get("INTERVAL", "1") == "1"
    if parts.get("FREQ") != "YEARLY" or day is None or month not in map(str, range(1, 13)) or not known:
        raise unknown_rule(rule)
    until = wall_time(rule, parts["UNTIL"])[0] + MARGIN if "UNTIL" in parts else None
    return int(month), int(day[1]), WEEKDAYS.index(day[2]), until


def _offset(component: Component, name: str) -> dt.timedelta:
    line = component.first(name)
    found = _OFFSET.fullmatch(line.value.strip()) if line else None
    if found is None or int(found[2]) > 23 or int(found[3]) > 59:
        raise wrong(line.number if line else component.number, *_incomplete(component, name))
    size = dt.timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -size if found[1] == "-" else size


def _nth(year: int, month: int, nth: int, weekday: int) -> dt.date:
    days = [day for day in range(1, calendar.monthrange(year, month)[1] + 1) if dt.date(year, month, day).weekday() == weekday]
    return dt.date(year, month, days[min(nth - 1, len(days) - 1) if nth > 0 else max(nth, -len(days))])


def _incomplete(component: Component, name: str) -> tuple[Bilingual, Bilingual]:
    return (
        Bilingual(f"{component.name} 缺少可用的 {name}", f"{component.name} has no usable {name}"),
        Bilingual("请重新导出，或改用 IANA 时区名", "export it again, or use an IANA name"),
    )
