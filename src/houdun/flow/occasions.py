"""The team's calendar: read from a file or a feed, kept in the journal, and what stands of it.

Of each event the journal holds every version that was imported; what stands is the newest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from houdun.errors import InputError
from houdun.facts.happening import Happening
from houdun.facts.occasion import Occasion, OccasionKind
from houdun.facts.time import Millis, from_millis, to_millis
from houdun.language import Bilingual
from houdun.prevention.ics.lines import LONGEST_FILE
from houdun.prevention.ics.reader import Calendar, Series, read

if TYPE_CHECKING:
    from houdun.store.journal import Entry, Journal

TOPIC = "occasion"
LAST_YEAR = 2199


@dataclass(frozen=True, slots=True)
class CalendarImported:
    """How many events were new or changed, known already, older than what stands, or no occasions; `occasions` are those that now
    stand of the file's events. `gone` counts events to come that a feed no longer has."""

    new: int
    known: int
    older: int
    without_kind: int
    occasions: int
    gone: int = 0


@dataclass(frozen=True, slots=True)
class _Standing:
    series: Series
    entry: int
    feed: str

    def is_to_come(self, now: Millis) -> bool:
        return any(each.start > now for each in self.series.occasions)

    def past(self, now: Millis) -> Series:
        """Feeds drop what is long over: that has been all the same."""
        return replace(self.series, occasions=tuple(each for each in self.series.occasions if each.start <= now))


def import_calendar(journal: Journal, path: Path, *, zone: ZoneInfo, now: Millis) -> CalendarImported:
    """Takes an .ics file in, as `import_held` does. Raises InputError with file and line."""
    try:
        with path.open("rb") as file:
            held = file.read(4 * LONGEST_FILE + 1)
    except OSError as error:
        raise InputError(
            Bilingual(f"读不了（{error.strerror}）", f"cannot be read ({error.strerror})"),
            Bilingual("请检查路径与权限", "check the path and its permissions"),
            where=str(path),
        ) from error
    return import_held(journal, held, where=str(path), zone=zone, now=now)


def import_held(journal: Journal, held: bytes, *, where: str, zone: ZoneInfo, now: Millis, feed: str = "") -> CalendarImported:
    """Takes a calendar in: again it changes nothing, and an event with a lower SEQUENCE than what stands neither. Raises InputError
    with the line, after `where`.

    `feed` names the feed that this is the whole of: what it brought before and leaves out now is called off, as far as it is to come.
    """
    calendar = _read(held, where, zone, now)
    standing = _standing(journal)
    fresh: list[Happening] = []
    ours: list[Happening] = []
    older = 0
    for series in calendar.series:
        known = standing.get(series.uid)
        if known is not None and series.sequence < known.series.sequence:
            older += 1
        elif known is None or series != known.series:
            fresh.append(_happening(series, known.entry if known else 0, now, feed))
        elif feed and not known.feed:
            ours.append(_happening(series, known.entry, now, feed))
    gone = [_happening(each.past(now), each.entry, now, feed) for each in _left_out(standing, calendar, feed, now)]
    journal.append_all([*fresh, *ours, *gone])
    return CalendarImported(
        new=len(fresh),
        known=len(calendar.series) - len(fresh) - older,
        older=older,
        without_kind=calendar.without_kind,
        occasions=sum(len(each.occasions) for each in calendar.series),
        gone=len(gone),
    )


def occasions(journal: Journal) -> tuple[Occasion, ...]:
    """All that stand, by their beginnings."""
    return tuple(sorted(each for held in _standing(journal).values() for each in held.series.occasions))


def _left_out(standing: Mapping[str, _Standing], calendar: Calendar, feed: str, now: Millis) -> list[_Standing]:
    """What the feed brought and has no longer, though it is still to come."""
    told = {series.uid for series in calendar.series}
    return [each for uid, each in standing.items() if feed and each.feed == feed and uid not in told and each.is_to_come(now)]


def _read(held: bytes, where: str, zone: ZoneInfo, now: Millis) -> Calendar:
    """What repeats is written out from last year to next, whole years: a window that moved with every fetch would change every series."""
    this_year = from_millis(now).year
    since, until = (_new_year(min(this_year + years, LAST_YEAR)) for years in (-1, 2))
    try:
        return read(_text(held), zone=zone, since=since, until=until)
    except InputError as error:
        raise InputError(error.problem, error.mend, where=", ".join(filter(None, (where, error.where)))) from None


def _new_year(year: int) -> Millis:
    return to_millis(from_millis(0).replace(year=year))


def _text(held: bytes) -> str:
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = held[: error.start].count(b"\n") + 1
        raise InputError(
            Bilingual("不是 UTF-8 文字", "this is no UTF-8 text"),
            Bilingual("请以 UTF-8 重新导出 .ics 文件", "export the .ics file again, as UTF-8"),
            where=f"line {line}",
        ) from error


def _standing(journal: Journal) -> dict[str, _Standing]:
    """The newest entry of each event: the import has looked at the sequence already."""
    return {
        str(entry.data["uid"]): _Standing(_series(entry), entry.seq, str(entry.data.get("feed", "")))
        for entry in journal.read(TOPIC)
    }


def _happening(series: Series, before: int, now: Millis, feed: str) -> Happening:
    """Its key holds the entry that it replaces, so that an event may come back to what it was."""
    data: dict[str, object] = {
        "uid": series.uid,
        "sequence": series.sequence,
        "occasions": [
            {"uid": each.uid, "kind": each.kind.value, "start": each.start, "end": each.end, "name": each.name}
            for each in series.occasions
        ],
    }
    if feed:
        data["feed"] = feed
    told = hashlib.sha256(json.dumps([before, data], sort_keys=True).encode()).hexdigest()
    return Happening(TOPIC, told, now, data)


def _series(entry: Entry) -> Series:
    return Series(str(entry.data["uid"]), int(entry.data["sequence"]), tuple(_occasion(each) for each in entry.data["occasions"]))


def _occasion(held: Mapping[str, Any]) -> Occasion:
    return Occasion(
        start=int(held["start"]),
        end=int(held["end"]),
        uid=str(held["uid"]),
        kind=OccasionKind(held["kind"]),
        name=str(held["name"]),
    )
