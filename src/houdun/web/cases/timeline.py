"""Milestones and messages on a time line: what was said above the line, what was seen below it. The same as rows, for whoever reads a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from houdun.facts.case import Milestone
from houdun.facts.reading import CaseReading, Moment
from houdun.facts.time import Millis
from houdun.web.cases.speech import Speech
from houdun.web.cases.thread import anchor

WIDTH: Final = 420
EDGE: Final = 14
"""Free on either side, so that no mark is cut."""
STEP: Final = 3
"""Messages nearer to each other than this are drawn as one."""
APART: Final = 19
"""Marks nearer than this stand above each other."""
LANES: Final = {"customer": 0, "vendor": 1, "bot": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A milestone. Claimed and observed are two facts: `said_at` and `seen_at` … `seen_until`, each None where nobody says so. `to` are the anchors of what says it."""

    number: int
    name: str
    said_at: Millis | None
    said_to: str
    seen_at: Millis | None
    seen_until: Millis | None
    seen_to: str


@dataclass(frozen=True, slots=True)
class Mark:
    """`number` is that of the row, `level` how far from the line; `width` is that of an interval, 0 for a moment."""

    x: float
    number: int
    level: int
    width: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """`dots` are (x, lane) of messages: customer, vendor, machine. `said` stand above the line, `seen` below it."""

    begin: Millis
    end: Millis
    rows: tuple[Row, ...]
    said: tuple[Mark, ...]
    seen: tuple[Mark, ...]
    dots: tuple[tuple[float, int], ...]
    width: int = WIDTH

    @property
    def above(self) -> int:
        """So many levels."""
        return max((mark.level + 1 for mark in self.said), default=0)

    @property
    def below(self) -> int:
        return max((mark.level + 1 for mark in self.seen), default=0)


def timeline(reading: CaseReading, speech: Speech) -> Timeline:
    """From the first entry or milestone to the horizon."""
    rows = tuple(_rows(reading, speech))
    moments = [each.at for each in reading.log.entries] + [
        at for row in rows for at in (row.said_at, row.seen_at) if at is not None
    ]
    begin = min(moments, default=reading.log.horizon)
    scale = _Scale(begin, max([*moments, reading.log.horizon, begin + 1]))
    return Timeline(
        begin=begin,
        end=scale.end,
        rows=rows,
        said=tuple(_apart((row.number, scale.x(row.said_at), 0.0) for row in rows if row.said_at is not None)),
        seen=tuple(
            _apart(
                (row.number, scale.x(row.seen_at), scale.x(row.seen_until or row.seen_at) - scale.x(row.seen_at))
                for row in rows
                if row.seen_at is not None
            )
        ),
        dots=tuple(sorted({(scale.x(each.at) // STEP * STEP, LANES.get(each.role.value, 2)) for each in reading.messages})),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    begin: Millis
    end: Millis

    def x(self, at: Millis) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) * (at - self.begin) / (self.end - self.begin), 1)


def _rows(reading: CaseReading, speech: Speech) -> Iterator[Row]:
    """In order of time."""

    def first(pair: tuple[Milestone, Moment]) -> tuple[Millis, str]:
        return min(at for at in (pair[1].claimed_at, pair[1].observed_at) if at is not None), pair[0].value

    for number, (milestone, moment) in enumerate(sorted(reading.milestones.items(), key=first), 1):
        yield Row(
            number=number,
            name=speech.name("milestone", milestone),
            said_at=moment.claimed_at,
            said_to=anchor(moment.claimed_by) if moment.claimed_by else "",
            seen_at=moment.observed_at,
            seen_until=moment.observed_until,
            seen_to=anchor(moment.observed_by) if moment.observed_by else "",
        )


def _apart(found: Iterable[tuple[int, float, float]]) -> Iterator[Mark]:
    """Each on the lowest level where it touches no other."""
    reached: list[float] = []
    for number, x, width in sorted(found, key=lambda each: (each[1], each[0])):
        level = next((level for level, right in enumerate(reached) if x - right >= APART), len(reached))
        reached[level : level + 1] = [x + width]
        yield Mark(x, number, level, width)
