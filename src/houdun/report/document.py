"""The report as a document: frozen blocks that every renderer reads and none changes.

A document is written in one language. All text in it is inert already (see `houdun.report.outside`); escaping for HTML,
Markdown or Typst is each renderer's own work. Anchors are of our making: letters, digits and hyphens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from houdun.facts.time import Millis
from houdun.language import Language

BANDED = 3
"""More curves than this are drawn without their bands, which would only veil each other."""


class Style(StrEnum):
    """How a span is set. GOOD, WARN and BAD are badges; MARK is a signal found in quoted words."""

    PLAIN = "plain"
    STRONG = "strong"
    SOFT = "soft"
    CODE = "code"
    MARK = "mark"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text. `to` is `#anchor` or an http(s) address; `note` says more than fits: a whole name, a signal's name."""

    text: str
    style: Style = Style.PLAIN
    to: str = ""
    note: str = ""


Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """An estimate drawn in the cell: mean and 90 % interval, each in 0…1."""

    low: float
    mean: float
    high: float


@dataclass(frozen=True, slots=True)
class Cell:
    """`lines` stand under each other. `series` is the key of a colour in the figures, from 0. A `tentative` number stands on
    little evidence: it is set so that nobody takes it for a firm one."""

    lines: tuple[Line, ...]
    number: bool = False
    gauge: Gauge | None = None
    series: int | None = None
    tentative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The first cell names the row; where there are fewer cells than columns, the last spans the rest. `group` is a heading over
    the rows that follow: one cell, across the table."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    group: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`wide` are the columns' relative widths on paper, where the renderer should not find them itself. A `dense` table has
    many columns: each is kept narrow."""

    caption: str
    columns: tuple[Cell, ...]
    rows: tuple[Row, ...]
    anchor: str = ""
    wide: tuple[float, ...] = ()
    dense: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`label` is the short name for the table of contents; `text` may say the finding."""

    level: int
    text: str
    anchor: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed remark; `tone` is GOOD, WARN, BAD or PLAIN."""

    tone: Style
    title: str
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One step curve: from `times_ms[i]` on, the share `waiting[i]` still waits, in the band `low`…`high`; evidence speaks
    until `until_ms`."""

    key: int
    until_ms: Millis
    times_ms: tuple[Millis, ...]
    waiting: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    at_ms: Millis
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """Curves over a logarithmic time axis; `rule` is the base line."""

    series: tuple[Series, ...]
    ticks: tuple[Tick, ...]
    rule: Tick | None
    across: str
    upward: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """For each name the probability of each rank; a row of `shares` sums to 1 and is as long as `labels`."""

    names: tuple[str, ...]
    shares: tuple[tuple[float, ...], ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One vendor's week: `cells` are (weekday, hour, n, attained); `days` names the weekdays from Monday."""

    name: str
    cells: tuple[tuple[int, int, int, int], ...]
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A place on an axis with its name. A `strong` one is a bound or an event, the others only help the eye."""

    at: float
    label: str
    strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offsets:
    """How late the sound comes: `points` are (second, ms), `levels` the bounds across, `onset` and `detected` the moments."""

    points: tuple[tuple[float, float], ...]
    onset: Level
    detected: Level
    levels: tuple[Level, ...]
    across: str
    upward: str


Chart: TypeAlias = Curves | Ranks | Week | Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`title` says the finding, `summary` says in words what the picture shows, `note` how to read it."""

    anchor: str
    title: str
    summary: str
    note: str
    panels: tuple[Chart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A message as it was sent. `at` is local and for people, `iso` for machines; `left_out` messages before it are not shown; `files` are the
    names of what was attached."""

    who: str
    role: str
    at: str
    iso: str
    line: Line
    source: str
    left_out: int = 0
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case in its own words. `telling` cases are shown in short renderings too."""

    anchor: str
    title: Line
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    telling: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """A long part that a reader opens when wanted. `brief`: paper shows it too."""

    title: Line
    blocks: tuple[Block, ...]
    brief: bool = True


Block: TypeAlias = Heading | Paragraph | Items | Callout | Table | Figure | CaseFile | Fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`subtitle` is the line under the title; `data` is the whole comparison as JSON values (see `houdun.report.data`);
    `labels` are the renderers' own words, by key."""

    language: Language
    title: str
    subtitle: str
    made_at: Millis
    blocks: tuple[Block, ...]
    data: Mapping[str, object]
    labels: Mapping[str, str]


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, those inside folds too, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Fold):
            yield from walk(block.blocks)
