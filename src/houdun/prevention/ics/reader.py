"""A calendar file as occasions: each event with a kind, once for each time that it comes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from zoneinfo import ZoneInfo

from houdun.errors import InputError
from houdun.facts.occasion import Occasion, OccasionKind
from houdun.facts.time import LATEST, Millis, from_millis
from houdun.language import Bilingual
from houdun.prevention.ics.lines import Component, Line, components, wrong
from houdun.prevention.ics.rules import Rule, read_rule, starts
from houdun.prevention.ics.values import Moment, Zone, duration, iana, moment
from houdun.prevention.ics.zones import zone_of, zones
from houdun.prevention.kinds import kind_of

MOST_EVENTS = 10_000
MOST_OCCASIONS = 50_000
MOST_OF_A_RULE = 2_000
STEPS = 20_000
"""Of a rule so many times are looked at, those before the window among them: half a century of days."""
FAR_ZONES = dt.timedelta(days=2)
"""More than any wall clock differs from UTC."""
LONGEST_UID, LONGEST_NAME = 500, 300


@dataclass(frozen=True, slots=True)
class Series:
    """What a calendar says of one event. No occasion: it is called off. A higher `sequence` replaces a lower one."""

    uid: str
    sequence: int
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """`without_kind` counts the events that are no occasions."""

    series: tuple[Series, ...]
    without_kind: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """How one calendar is read: its zones, and the window in which what repeats is written out."""

    defined: Mapping[str, Zone]
    floating: Zone
    since: Millis
    until: Millis
    cancelled: bool

    def moment(self, line: Line, value: str) -> Moment:
        return moment(line, value, zone_of(line, self.defined, self.floating))


def read(text: str, *, zone: ZoneInfo, since: Millis, until: Millis) -> Calendar:
    """The occasions of an .ics file. `zone` is that of floating times and whole days; of what repeats, the times in `since` … `until`.

    Raises InputError with the line for what cannot be read, repeats in a way that we do not follow, or is too much.
    """
    calendars = [each for each in components(text) if each.name == "VCALENDAR"]
    if not calendars:
        raise wrong(
            1, Bilingual("不是 iCalendar 文件", "this is no iCalendar file"), Bilingual("请导出 .ics 文件", "export an .ics file")
        )
    series: dict[str, Series] = {}
    without = 0
    for calendar in calendars:
        method = calendar.first("METHOD")
        cancelled = method is not None and method.value.strip().upper() == "CANCEL"
        found, left = _calendar(calendar, _Reading(zones(calendar), iana(zone), since, until, cancelled))
        without += left
        for each in found:
            standing = series.get(each.uid)
            if standing is None or each.sequence >= standing.sequence:
                series[each.uid] = each
    _check_total(sum(len(each.occasions) for each in series.values()))
    return Calendar(tuple(series[uid] for uid in sorted(series)), without)


def _calendar(calendar: Component, how: _Reading) -> tuple[list[Series], int]:
    events = calendar.children("VEVENT")
    if len(events) > MOST_EVENTS:
        raise wrong(events[MOST_EVENTS].number, *_too_many(MOST_EVENTS))
    grouped: dict[str, list[Component]] = defaultdict(list)
    for event in events:
        grouped[_uid(event)].append(event)
    found, without, total = [], 0, 0
    for uid, group in grouped.items():
        series = _series(uid, group, how)
        if series is None:
            without += 1
            continue
        total += len(series.occasions)
        _check_total(total)
        found.append(series)
    return found, without


def _series(uid: str, group: Sequence[Component], how: _Reading) -> Series | None:
    """The event with the highest sequence, and the single times that were moved or called off. None where none has a kind."""
    masters = [event for event in group if event.first("RECURRENCE-ID") is None]
    moved = sorted((event for event in group if event.first("RECURRENCE-ID") is not None), key=_sequence)
    master = max(masters, key=_sequence, default=None)
    sequence = max(_sequence(event) for event in group)
    kind = next((kind for event in (master, *moved) if event is not None and (kind := _kind(event))), None)
    if kind is None:
        return None
    times: dict[Millis, Occasion] = {}
    if master is not None and not _called_off(master, how):
        times = {each.start: each for each in _occasions(uid, master, kind, how)}
    for event in moved:
        which = event.first("RECURRENCE-ID")
        assert which is not None
        if "RANGE" in which.parameters:
            raise wrong(which.number, *_range())
        original = how.moment(which, which.value)
        times.pop(original.at, None)
        if not _called_off(event, how):
            times[original.at] = _occasion(uid, event, kind, _start(event, how), original.at, how)
    return Series(uid, sequence, tuple(sorted(times.values())))


def _occasions(uid: str, event: Component, kind: OccasionKind, how: _Reading) -> Iterator[Occasion]:
    start = _start(event, how)
    rule_line = event.first("RRULE")
    rule = read_rule(rule_line, start) if rule_line else None
    left_out = {how.moment(line, value).at for line in event.all("EXDATE") for value in line.value.split(",")}
    added = [how.moment(line, value) for line in event.all("RDATE") for value in line.value.split(",")]
    many = rule is not None or bool(added)
    for at, each in sorted({each.at: each for each in (*_repeated(start, rule, how), *added)}.items()):
        if at not in left_out:
            yield _occasion(uid, event, kind, each, at if many else None, how)


def _repeated(start: Moment, rule: Rule | None, how: _Reading) -> Iterator[Moment]:
    """The times within the window; a single event whenever it is."""
    if rule is None:
        yield start
        return
    last = min(how.until - 1, LATEST - 1 if rule.until is None else rule.until)
    early = from_millis(how.since).replace(tzinfo=None) - FAR_ZONES
    given = 0
    for wall in islice(starts(rule, start.wall), min(STEPS, rule.count or STEPS)):
        if wall < early:
            continue
        each = start.on(wall)
        if each.at > last or given == MOST_OF_A_RULE:
            return
        if each.at >= how.since:
            given += 1
            yield each


def _occasion(uid: str, event: Component, kind: OccasionKind, start: Moment, original: Millis | None, how: _Reading) -> Occasion:
    """`original` tells one time of a repeated event from the others, wherever it was moved to."""
    return Occasion(
        start=start.at,
        end=_end(event, start, how),
        uid=uid if original is None else f"{uid}#{original}",
        kind=kind,
        name=_name(event),
    )


def _end(event: Component, start: Moment, how: _Reading) -> Millis:
    """The end by DTEND, on the wall as far from the beginning as in the first event; by DURATION; else the day, or the beginning."""
    end, length = event.first("DTEND"), event.first("DURATION")
    if end is not None:
        first, ended = _start(event, how), how.moment(end, end.value)
        lasts = dt.timedelta(milliseconds=ended.at - first.at) if not first.whole_day else ended.wall - first.wall
        if lasts < dt.timedelta(0):
            raise wrong(
                end.number, Bilingual("结束早于开始", "it ends before it begins"), Bilingual("请改正 DTEND", "mend DTEND")
            )
    elif length is not None:
        lasts = duration(length)
    else:
        lasts = dt.timedelta(days=1 if start.whole_day else 0)
    try:
        return start.on(start.wall + lasts).at if start.whole_day else start.at + lasts // dt.timedelta(milliseconds=1)
    except (OverflowError, ValueError):
        raise wrong(
            event.number, Bilingual("持续时间过长", "it lasts too long"), Bilingual("请改正结束时间", "mend its end")
        ) from None


def _start(event: Component, how: _Reading) -> Moment:
    line = event.first("DTSTART")
    if line is None:
        raise wrong(
            event.number,
            Bilingual("这个日程没有开始时间", "this event has no beginning"),
            Bilingual("请补上 DTSTART", "add DTSTART"),
        )
    return how.moment(line, line.value)


def _kind(event: Component) -> OccasionKind | None:
    categories = ",".join(line.text for line in event.all("CATEGORIES"))
    return kind_of(categories[:LONGEST_NAME], _name(event))


def _name(event: Component) -> str:
    line = event.first("SUMMARY")
    return " ".join(line.text.split())[:LONGEST_NAME] if line else ""


def _called_off(event: Component, how: _Reading) -> bool:
    status = event.first("STATUS")
    return how.cancelled or (status is not None and status.value.strip().upper() == "CANCELLED")


def _sequence(event: Component) -> int:
    line = event.first("SEQUENCE")
    if line is None:
        return 0
    text = line.value.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise wrong(line.number, Bilingual("SEQUENCE 应为整数", "SEQUENCE is a whole number"), Bilingual("请改正它", "mend it"))
    return int(text)


def _uid(event: Component) -> str:
    line = event.first("UID")
    if line is None or not line.text.strip() or len(line.text) > LONGEST_UID:
        raise wrong(
            line.number if line else event.number,
            Bilingual("这个日程没有可用的 UID", "this event has no usable UID"),
            Bilingual("请从日历软件重新导出，它会写上 UID", "export it from a calendar program, which writes one"),
        )
    return line.text.strip()


def _check_total(total: int) -> None:
    if total > MOST_OCCASIONS:
        raise InputError(*_too_many(MOST_OCCASIONS))


def _too_many(most: int) -> tuple[Bilingual, Bilingual]:
    return (
        Bilingual(f"日程超过 {most} 个", f"there are more than {most} events"),
        Bilingual("请只导出与直播业务有关的日历", "export only the calendar that concerns your live business"),
    )


def _range() -> tuple[Bilingual, Bilingual]:
    return (
        Bilingual("不支持“此后全部改期”", "moving one time and all after it is not supported"),
        Bilingual("请把旧的重复规则截止，再另建一个日程", "end the old rule there, and make a new event"),
    )
