"""A first look through the tables: how many rows each case has, whether they stand in order of time, whose case it is, and
how far the evidence reaches. What it keeps grows with the cases, not with the rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from houdun.channel.events.layout import Layout
from houdun.channel.port import Reject
from houdun.facts.time import Millis


@dataclass(slots=True)
class Known:
    """`rows` are all of the case, over all files. `vendor` is the first one stated, in time: later rows do not change it."""

    rows: int
    last: Millis
    vendor: str
    vendor_at: Millis
    ordered: bool = True


@dataclass(slots=True)
class Survey:
    cases: dict[str, Known] = field(default_factory=dict)
    latest: Millis = 0

    def look(self, layout: Layout) -> None:
        """Raises UsageError where a date may be read in two ways."""
        cases, vendor_of = self.cases, layout.vendor
        for record in layout.dated():
            if isinstance(record, Reject):
                continue
            case, at, _, values = record
            vendor = vendor_of(values)
            reaches = layout.reaches(record) if layout.stamped else at
            if reaches > self.latest:
                self.latest = reaches
            known = cases.get(case)
            if known is None:
                cases[case] = Known(1, at, vendor, at)
                continue
            known.rows += 1
            if at < known.last:
                known.ordered = False
            known.last = at
            if vendor and (not known.vendor or at < known.vendor_at):
                known.vendor, known.vendor_at = vendor, at


def survey_of(layouts: Iterable[Layout]) -> Survey:
    survey = Survey()
    for layout in layouts:
        survey.look(layout)
    return survey
