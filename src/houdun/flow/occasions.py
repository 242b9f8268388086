"""The team's calendar: read from a file, kept in the journal, and what stands of it.

Of each event the journal holds every version that was imported; what stands is the newest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from houdun.errors import InputError
from houdun.facts.happening import Happening
from houdun.facts.occasion import Occasion, OccasionKind
from houdun.facts.time import DAY, Millis, from_millis, to_millis
from houdun.language import Bilingual
from houdun.prevention.ics.lines import LONGEST_FILE
from houdun.prevention.ics.reader import Series, read

if TYPE_CHECKING:
    from houdun.store.journal import Entry, Journal

TOPIC = "occasion"
BACK: Millis = 366 * DAY
"""What repeats is written out from a year ago to the end of next year."""


@dataclass(frozen=True, slots=True)
class CalendarImported:
    """How many events were new or changed, known already, older than what stands, or no occasions; `occasions` are those that now
    stand of the file's events."""

    new: int
    known: int
    older: int
    without_kind: int
    occasions: int


@dataclass(frozen=True, slots=True)
class _Standing:
    series: Series
    entry: int


def import_calendar(journal: Journal, path: Path, *, zone: ZoneInfo, now: Millis) -> CalendarImported:
    """Takes an .ics file in: again it changes nothing, and an event with a lower SEQUENCE than what stands neither. Raises InputError
    with file and line."""
    this_year = from_millis(now).year
    until = to_millis(from_millis(0).replace(year=min(this_year + 2, 2199)))
    text = _text(path)
    try:
        calendar = read(text, zone=zone, since=now - BACK, until=until)
    except InputError as error:
        raise InputError(error.problem, error.mend, where=", ".join(filter(None, (str(path), error.where)))) from None
    standing = _standing(journal)
    fresh: list[Happening] = []
    older = 0
    for series in calendar.series:
        held = standing.get(series.uid)
        if held is not None and series.sequence < held.series.sequence:
            older += 1
        elif held is None or series != held.series:
            fresh.append(_happening(series, held.entry if held else 0, now))
    journal.append_all(fresh)
    return CalendarImported(
        new=len(fresh),
        known=len(calendar.series) - len(fresh) - older,
        older=older,
        without_kind=calendar.without_kind,
        occasions=sum(len(each.occasions) for each in calendar.series),
    )


def occasions(journal: Journal) -> tuple[Occasion, ...]:
    """All that stand, by their beginnings."""
    return tuple(sorted(each for held in _standing(journal).values() for each in held.series.occasions))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            held = file.read(4 * LONGEST_FILE + 1)
        return held.decode("utf-8-sig")
    except OSError as error:
        raise InputError(
            Bilingual(f"读不了（{error.strerror}）", f"cannot be read ({error.strerror})"),
            Bilingual("请检查路径与权限", "check the path and its permissions"),
            where=str(path),
        ) from error
    except UnicodeDecodeError as error:
        line = held[: error.start].count(b"\n") + 1
        raise InputError(
            Bilingual("不是 UTF-8 文字", "this is no UTF-8 text"),
            Bilingual("请以 UTF-8 重新导出 .ics 文件", "export the .ics file again, as UTF-8"),
            where=f"{path}, line {line}",
        ) from error


def _standing(journal: Journal) -> dict[str, _Standing]:
    """The newest entry of each event: the import has looked at the sequence already."""
    return {str(entry.data["uid"]): _Standing(_series(entry), entry.seq) for entry in journal.read(TOPIC)}


def _happening(series: Series, before: int, now: Millis) -> Happening:
    """Its key holds the entry that it replaces, so that an event may come back to what it was."""
    data: dict[str, object] = {
        "uid": series.uid,
        "sequence": series.sequence,
        "occasions": [
            {"uid": each.uid, "kind": each.kind.value, "start": each.start, "end": each.end, "name": each.name}
            for each in series.occasions
        ],
    }
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
