"""Recurrence: RFC 5545, 3.3.10, the part of it that calendars of occasions use."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from houdun.errors import InputError
from houdun.facts.time import Millis
from houdun.language import Bilingual
from houdun.prevention.ics.lines import Line, wrong
from houdun.prevention.ics.values import Moment, moment

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST"})
LARGEST = 10_000
_DAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`days` are (n, weekday): the n-th of the month, from its end where negative, every one where 0. A yearly rule is one of every
    twelfth month. `week` is the weekday with which weeks begin."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: Millis | None = None
    days: tuple[tuple[int, int], ...] = ()
    week: int = 0


def read_rule(line: Line, start: Moment) -> Rule:
    """Raises InputError for what we do not repeat by: a rule half obeyed would give wrong times."""
    parts = _parts(line)
    freq, every = parts.get("FREQ", ""), _number(line, parts.get("INTERVAL", "1"))
    if freq not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") or parts.keys() - PARTS or ("COUNT" in parts and "UNTIL" in parts):
        raise unknown_rule(line)
    if parts.get("BYMONTHDAY", str(start.wall.day)) != str(start.wall.day):
        raise unknown_rule(line)
    if parts.get("BYMONTH", str(start.wall.month)) != str(start.wall.month) or ("BYMONTH" in parts and freq != "YEARLY"):
        raise unknown_rule(line)
    if "BYDAY" in parts and ("BYMONTHDAY" in parts or freq == "YEARLY"):
        raise unknown_rule(line)
    days = tuple(_day(line, each, freq) for each in parts["BYDAY"].split(",")) if "BYDAY" in parts else ()
    until = moment(line, parts["UNTIL"], start.zone) if "UNTIL" in parts else None
    return Rule(
        freq="MONTHLY" if freq == "YEARLY" else freq,
        interval=every * (12 if freq == "YEARLY" else 1),
        count=_number(line, parts["COUNT"]) if "COUNT" in parts else None,
        until=None if until is None else _last(until),
        days=days,
        week=WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in WEEKDAYS else 0,
    )


def starts(rule: Rule, start: dt.datetime) -> Iterator[dt.datetime]:
    """Wall times from the first on, in order, without regard to `until` and `count`; ends where the years do. The first is always
    among them."""
    yield start
    try:
        for days in _periods(rule, start.date()):
            yield from (dt.datetime.combine(day, start.time()) for day in days if day > start.date())
    except (OverflowError, ValueError):
        return


def unknown_rule(line: Line) -> InputError:
    return wrong(
        line.number,
        Bilingual(f"不支持的重复规则“{line.value[:60]}”", f"this way of repeating is not supported: “{line.value[:60]}”"),
        Bilingual(
            "请用 DAILY、WEEKLY、MONTHLY 或 YEARLY，配 INTERVAL、COUNT、UNTIL、BYDAY，或逐次写出",
            "use DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, COUNT, UNTIL, BYDAY, or write the events out",
        ),
    )


def _periods(rule: Rule, first: dt.date) -> Iterator[list[dt.date]]:
    """The days of each period, in order, from the one on that holds the first."""
    wanted = {weekday for _, weekday in rule.days}
    if rule.freq == "DAILY":
        for step in count():
            day = first + dt.timedelta(days=step * rule.interval)
            yield [day] if not wanted or day.weekday() in wanted else []
    elif rule.freq == "WEEKLY":
        monday = first - dt.timedelta(days=(first.weekday() - rule.week) % 7)
        for step in count():
            week = monday + dt.timedelta(weeks=step * rule.interval)
            yield [
                day for day in (week + dt.timedelta(days=n) for n in range(7)) if day.weekday() in (wanted or {first.weekday()})
            ]
    else:
        for step in count():
            months = first.year * 12 + first.month - 1 + step * rule.interval
            yield _days_of_month(rule, months // 12, months % 12 + 1, first.day)


def _days_of_month(rule: Rule, year: int, month: int, day: int) -> list[dt.date]:
    length = calendar.monthrange(year, month)[1]
    if not rule.days:
        return [dt.date(year, month, day)] if day <= length else []
    found: set[dt.date] = set()
    for nth, weekday in rule.days:
        same = [each for n in range(1, length + 1) if (each := dt.date(year, month, n)).weekday() == weekday]
        found.update(same if nth == 0 else same[nth - 1 : nth] if nth > 0 else same[nth:][:1] if -nth <= len(same) else [])
    return sorted(found)


def _parts(line: Line) -> dict[str, str]:
    pairs = [each.partition("=") for each in line.value.strip().upper().split(";") if each]
    if len({name for name, _, _ in pairs}) < len(pairs):
        raise unknown_rule(line)
    return {name: value for name, _, value in pairs}


def _number(line: Line, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= LARGEST):
        raise unknown_rule(line)
    return int(text)


def _day(line: Line, text: str, freq: str) -> tuple[int, int]:
    found = _DAY.fullmatch(text.strip())
    if found is None or (found[1] and (freq != "MONTHLY" or not 1 <= abs(int(found[1])) <= 5)):
        raise unknown_rule(line)
    return int(found[1] or 0), WEEKDAYS.index(found[2])


def _last(until: Moment) -> Millis:
    """The last moment at which an occurrence may begin: of a date, that whole day."""
    return until.on(until.wall + dt.timedelta(days=1)).at - 1 if until.whole_day else until.at
