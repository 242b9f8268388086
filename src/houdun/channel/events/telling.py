"""A second look through the tables: the rows of each case gathered, put in order, and told as parts of its log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Final

from houdun.channel.events.layout import LONGEST_NAME, Dated, Layout, Row
from houdun.channel.events.mapping import Map
from houdun.channel.events.story import Story
from houdun.channel.events.survey import Known, Survey
from houdun.channel.fields import BadField
from houdun.channel.port import Part, Reject
from houdun.facts.case import CaseKey, CaseLog
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual

PART: Final = 10_000
"""Rows held while their cases go on, and entries handed over at once."""
KIND: Final = "events"

NO_VENDOR = Bilingual("该工单的任何一行都没有写服务商", "no row of this case names a vendor")
SAY_NO_VENDOR = Bilingual(
    '请补上，或在对照文件中写 no_vendor = "名称"', 'fill it in, or say no_vendor = "a name" in the mapping file'
)
BAD_VENDOR = Bilingual("不是服务商的名称", "is not the name of a vendor")
WRITE_VENDOR = Bilingual("请写成 名称 或 名称@套餐", "write it as NAME or NAME@PLAN")


@dataclass(slots=True)
class _Open:
    """A case of which rows are still to come."""

    key: CaseKey
    known: Known
    story: Story
    rows: list[Row] = field(default_factory=list)


class Telling:
    """`blobs` are the tables' hashes; `vendor` None: each case has its own."""

    def __init__(self, mapped: Map, vendor: Vendor | None, survey: Survey, blobs: Sequence[str], horizon: Millis) -> None:
        self._map, self._vendor, self._survey, self._blobs, self._horizon = mapped, vendor, survey, blobs, horizon
        self._open: dict[str, _Open] = {}
        self._held = 0

    def parts(self, layouts: Iterable[Layout]) -> Iterator[Part]:
        for layout in layouts:
            for record in layout.dated():
                if isinstance(record, Reject):
                    yield record
                    continue
                known = self._survey.cases[record.case]
                known.rows -= 1
                try:
                    self._take(record, known, layout)
                except BadField as error:
                    yield layout.reject(record.row, error)
                if not known.rows and record.case in self._open:
                    yield from self._tell(self._open.pop(record.case))
                elif self._held >= PART:
                    yield from self._tell_all()

    def _take(self, record: Dated, known: Known, layout: Layout) -> None:
        """Raises BadField where the record says what the map does not know."""
        case = self._open.get(record.case) or self._begin(record.case, known, layout.vendor_column)
        case.rows.append(layout.row(record))
        self._held += known.ordered

    def _tell_all(self) -> Iterator[CaseLog]:
        for case in self._open.values():
            if case.known.ordered and case.rows:
                yield from self._tell(case)

    def _begin(self, id: str, known: Known, vendor_column: str) -> _Open:
        """Raises BadField where nobody says whose case it is."""
        key = CaseKey(self._vendor or self._stated(known.vendor, vendor_column), KIND, id)
        case = self._open[id] = _Open(key, known, Story(id, self._map, self._blobs))
        return case

    def _stated(self, name: str, column: str) -> Vendor:
        name = name or self._map.no_vendor
        if not name:
            raise BadField(column, NO_VENDOR, SAY_NO_VENDOR)
        try:
            if len(name) > LONGEST_NAME:
                raise ValueError("too long for a name")
            return Vendor.parse(name)
        except ValueError as error:
            raise BadField(column, BAD_VENDOR, WRITE_VENDOR) from error

    def _tell(self, case: _Open) -> Iterator[CaseLog]:
        """What its rows so far say. Forgets them."""
        rows, case.rows = case.rows, []
        self._held -= len(rows) if case.known.ordered else 0
        entries = case.story.tell(rows if case.known.ordered else _in_order(rows))
        entries.sort(key=lambda entry: (entry.at, entry.uid))
        for start in range(0, len(entries), PART):
            yield CaseLog(
                key=case.key, title=case.story.title, horizon=self._horizon, entries=tuple(entries[start : start + PART])
            )


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """By time. Rows of one moment keep their file's order; a file that runs backwards is turned round first."""
    turned: list[Row] = []
    for _, of_file in groupby(rows, key=attrgetter("file")):
        run = list(of_file)
        turned += reversed(run) if run[0].at > run[-1].at else run
    return sorted(turned, key=attrgetter("at"))
