"""Service calendars compiled to one interval table: business time is a binary search, its inverse another."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from functools import cache
from typing import NamedTuple, TypeAlias, overload
from zoneinfo import ZoneInfo

import holidays
import numpy as np
from numpy.typing import NDArray

from houdun.errors import UsageError
from houdun.facts.promise import Hours
from houdun.facts.time import DAY, EARLIEST, EPOCH, LATEST, MINUTE, SECOND, Millis, from_millis, to_millis
from houdun.language import Bilingual

Times: TypeAlias = NDArray[np.int64]
_MONDAY = 0


class _Table(NamedTuple):
    """Open intervals of the years `first` … `last`, ascending and apart: start, length, business ms before it."""

    first: int
    last: int
    starts: Times
    lengths: Times
    before: Times
    start_list: list[int]
    """`starts` again: looking up one time in a list is ten times faster than in an array."""

    def counted(self, at: Millis) -> Millis:
        """Business milliseconds from the table's beginning to `at`."""
        if not self.start_list:
            return 0
        place = max(bisect_right(self.start_list, at) - 1, 0)
        return int(self.before[place]) + min(max(at - self.start_list[place], 0), int(self.lengths[place]))


class Calendar:
    """A vendor's service hours on the time line. Builds only the years that it is asked about.

    A frame whose end is not after its start, or after 24:00, runs into the next day, and belongs to the day on which it starts:
    a holiday closes it or lets it run by that day. Own `closed` days beat own `opened` days, those beat holidays; an opened or
    make-up day has Monday's frames (an opened day its own, if it has any). A wall-clock time that the zone skips or repeats in
    a change of summer time counts as often as it comes.

    Raises UsageError where the zone or the country is unknown.
    """

    def __init__(self, hours: Hours) -> None:
        self.hours = hours
        self._zone = _zone(hours)
        self._country = _country(hours)
        self._weekdays = tuple(_frames(hours, weekday) for weekday in range(7))
        self._table: _Table | None = None
        self._anchor = EARLIEST
        self._origin = 0

    @property
    def uncovered(self) -> tuple[int, ...]:
        """The years asked about whose holidays nobody knows: they were counted as plain weeks, which a report must say."""
        if self._table is None or self._country is None:
            return ()
        covered = range(self._country.start_year, self._country.end_year + 1)
        return tuple(year for year in range(self._table.first, self._table.last + 1) if year not in covered)

    @overload
    def business(self, at: Millis) -> Millis: ...

    @overload
    def business(self, at: Times) -> Times: ...

    def business(self, at: Millis | Times) -> Millis | Times:
        """Business milliseconds from an origin of this calendar's own to `at`: only differences mean something. The origin never
        moves, however many years are built later.

        `at` is one time or an int64 array of any shape. Raises ValueError outside 1970 … 2200.
        """
        if isinstance(at, int):
            return at if self.hours.always else self._one(at)
        if self.hours.always or at.size == 0:
            return at
        table = self._covering(int(at.min()), int(at.max()))
        if not table.start_list:
            return np.zeros_like(at)
        place = np.maximum(np.searchsorted(table.starts, at, side="right") - 1, 0)
        into = np.clip(at - table.starts[place], 0, table.lengths[place])
        return np.asarray(table.before[place] + into - self._origin, dtype=np.int64)

    def _one(self, at: Millis) -> Millis:
        return self._covering(at, at).counted(at) - self._origin

    @overload
    def elapsed(self, start: Millis, stop: Millis) -> Millis: ...

    @overload
    def elapsed(self, start: Times, stop: Times) -> Times: ...

    def elapsed(self, start: Millis | Times, stop: Millis | Times) -> Millis | Times:
        """Business milliseconds between two times, or between two arrays of them; negative where `stop` comes first."""
        if isinstance(start, int) and isinstance(stop, int):
            return self.business(stop) - self.business(start)
        return self.business(np.asarray(stop)) - self.business(np.asarray(start))

    def deadline(self, start: Millis, business_ms: Millis) -> Millis | None:
        """The first moment by which `business_ms` (≥ 0) of service have passed since `start`; None where that is after 2200."""
        if business_ms < 0:
            raise ValueError("a deadline lies ahead of its start")
        if self.hours.always or business_ms == 0:
            return start + business_ms if start + business_ms < LATEST else None
        if not any(self._weekdays):
            return None
        wanted = self.business(start) + business_ms
        end = start
        while self.business(end) < wanted:
            if end == LATEST - 1:
                return None
            end = min(2 * end - start + 400 * DAY, LATEST - 1)
        table = self._covering(start, end)
        place = int(np.searchsorted(table.before, wanted + self._origin, side="left")) - 1
        return int(table.starts[place]) + wanted + self._origin - int(table.before[place])

    def _covering(self, earliest: Millis, latest: Millis) -> _Table:
        """The table, widened where these times are outside its years. What is 0 stays 0."""
        if not EARLIEST <= earliest <= latest < LATEST:
            raise ValueError(f"{earliest} … {latest} is not within 1970 … 2200")
        first, last = from_millis(earliest).year, from_millis(latest).year
        table = self._table
        if table is None:
            self._anchor = earliest
        elif table.first <= first and last <= table.last:
            return table
        else:
            first, last = min(first, table.first), max(last, table.last)
        self._table = self._build(first, last)
        self._origin = self._table.counted(self._anchor)
        return self._table

    def _build(self, first: int, last: int) -> _Table:
        local_starts, local_ends = self._local(first, last)
        starts, ends = [], []
        for segment_start, segment_end, offset in _offsets(self._zone, first, last):
            opens = np.maximum(local_starts - offset, segment_start)
            closes = np.minimum(local_ends - offset, segment_end)
            starts.append(opens[opens < closes])
            ends.append(closes[opens < closes])
        start = np.concatenate(starts)
        length = np.concatenate(ends) - start
        return _Table(first, last, start, length, np.cumsum(length) - length, start.tolist())

    def _local(self, first: int, last: int) -> tuple[Times, Times]:
        """The open stretches on the wall clock, merged: starts and ends as milliseconds since 1970 as if it were UTC."""
        day, end = dt.date(first, 1, 1) - dt.timedelta(days=3), dt.date(last, 12, 31) + dt.timedelta(days=3)
        free, moved = self._exceptions(first, last)
        stretches: list[tuple[int, int]] = []
        while day <= end:
            midnight = (day - EPOCH.date()).days * DAY
            weekday = self._weekday(day, free, moved)
            if weekday is not None:
                stretches += [(midnight + opens, midnight + closes) for opens, closes in self._weekdays[weekday]]
            day += dt.timedelta(days=1)
        merged = _merged(stretches)
        return np.array([a for a, _ in merged], dtype=np.int64), np.array([b for _, b in merged], dtype=np.int64)

    def _weekday(self, day: dt.date, free: frozenset[dt.date], moved: frozenset[dt.date]) -> int | None:
        """The weekday whose frames count on this day, None for a closed one."""
        if day in self.hours.closed:
            return None
        if day in self.hours.opened:
            return day.weekday() if self._weekdays[day.weekday()] else _MONDAY
        if day in moved:
            return _MONDAY
        return None if day in free else day.weekday()

    def _exceptions(self, first: int, last: int) -> tuple[frozenset[dt.date], frozenset[dt.date]]:
        """The country's free days and make-up workdays in the years that it knows."""
        if self._country is None:
            return frozenset(), frozenset()
        known = range(max(first - 1, self._country.start_year), min(last + 1, self._country.end_year) + 1)
        days = holidays.country_holidays(self.hours.holidays, years=known)
        return frozenset(days), frozenset(days.weekend_workdays)


@cache
def calendar(hours: Hours) -> Calendar:
    """The calendar of these hours, compiled once."""
    return Calendar(hours)


def _frames(hours: Hours, weekday: int) -> tuple[tuple[Millis, Millis], ...]:
    """The frames of a weekday as start and end, counted from its midnight."""
    return tuple(
        (frame.start_minute * MINUTE, frame.end_minute * MINUTE + (DAY if frame.end_minute <= frame.start_minute else 0))
        for frame in hours.frames
        if weekday in frame.weekdays
    )


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same time as ascending stretches that neither overlap nor touch."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _offsets(zone: ZoneInfo, first: int, last: int) -> list[tuple[Millis, Millis, Millis]]:
    """The years as stretches of one offset from UTC each: start, end, offset."""
    start = to_millis(dt.datetime(first, 1, 1, tzinfo=dt.UTC))
    end = to_millis(dt.datetime(last + 1, 1, 1, tzinfo=dt.UTC))
    cuts, offset = [(start, _offset(zone, start))], _offset(zone, start)
    for at in range(start, end, DAY):
        if (new := _offset(zone, at)) != offset:
            offset = new
            cuts.append((_change(zone, at - DAY, at), offset))
    stops = [at for at, _ in cuts[1:]] + [end]
    return [(at, stop, offset) for (at, offset), stop in zip(cuts, stops, strict=True)]


def _change(zone: ZoneInfo, before: Millis, after: Millis) -> Millis:
    """The first second of the new offset within a day in which it changes once."""
    old = _offset(zone, before)
    while after - before > SECOND:
        middle = (before + after) // (2 * SECOND) * SECOND
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after


def _offset(zone: ZoneInfo, at: Millis) -> Millis:
    offset = from_millis(at).astimezone(zone).utcoffset()
    return offset // dt.timedelta(milliseconds=1) if offset else 0


def _zone(hours: Hours) -> ZoneInfo:
    try:
        return ZoneInfo("UTC" if hours.always else hours.zone)
    except (KeyError, ValueError, OSError) as error:
        raise UsageError(
            Bilingual(f"没有“{hours.zone}”这个时区", f"there is no time zone {hours.zone!r}"),
            Bilingual("请写 IANA 时区名，例如 Asia/Shanghai", "write an IANA name such as Asia/Shanghai"),
            where=hours.name,
        ) from error


def _country(hours: Hours) -> holidays.HolidayBase | None:
    if not hours.holidays or hours.always:
        return None
    try:
        return holidays.country_holidays(hours.holidays)
    except NotImplementedError as error:
        raise UsageError(
            Bilingual(
                f"不认识国家代码“{hours.holidays}”的法定节假日", f"no holidays are known for the country {hours.holidays!r}"
            ),
            Bilingual("请写两位国家代码，例如 CN；没有就留空", "write a two-letter country code such as CN, or leave it empty"),
            where=hours.name,
        ) from error
