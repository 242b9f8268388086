"""Whole histories at once: the same table and the same clocks as `reading`, over NumPy arrays.

`reading.read` and `read_columns` agree on every log; a property test proves it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from houdun.case.calendar import Calendar, Times, calendar
from houdun.case.clocks import CLOCKS, PAUSE, Clock
from houdun.case.steps import SEVERITIES
from houdun.case.walk import NONE, Codes, Flags, History, Rows, Spans, Walk
from houdun.facts.promise import Hours, Terms
from houdun.facts.vendor import Vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockColumns:
    """All runs of one clock, ordered by (case, instance); the fields are those of `ClockReading`, one array each.

    Times and lengths are int64 milliseconds; `stopped_at` and `target_ms` are `NONE` (-1) where there is none. `severity` holds
    `SEVERITY_CODE`s.
    """

    name: str
    case: Rows
    instance: NDArray[np.int64]
    started_at: Times
    stopped_at: Times
    wall_ms: Times
    contract_ms: Times
    paused_ms: Times
    severity: Codes
    target_ms: Times

    @property
    def censored(self) -> Flags:
        return np.asarray(self.stopped_at == NONE)


def read_columns(
    history: History, terms: Mapping[Vendor, Terms], names: Collection[str] | None = None
) -> dict[str, ClockColumns]:
    """Every clock of every case, or those in `names`, by name. A vendor without terms counts 24×7.

    Raises UsageError where the terms name an unknown zone or country, ValueError for a time outside 1970 … 2200.
    """
    walk = Walk(history)
    pauses = walk.spans(*walk.runs(PAUSE))
    by_vendor = [terms.get(vendor, Terms()) for vendor in history.vendors]
    clocks = [clock for clock in CLOCKS if names is None or clock.name in names]
    # NumPy lets go of the interpreter while it sorts and searches: two clocks are read in little more than the time of one.
    with ThreadPoolExecutor() as threads:
        return dict(threads.map(lambda clock: (clock.name, _column(walk, clock, by_vendor, pauses)), clocks))


def _column(walk: Walk, clock: Clock, terms: Sequence[Terms], pauses: Spans) -> ClockColumns:
    start, stop = walk.runs(clock) if clock.recurs else _single(walk, clock)
    case, spans = walk.history.case[start], walk.spans(start, stop)
    severity = walk.severity(start) if clock.recurs else walk.severity_at_opening[case]
    kind = walk.history.vendor[case] * len(SEVERITIES) + severity
    contract, paused = _measured(spans, pauses, kind, [clock.hours(each, severity) for each in terms for severity in SEVERITIES])
    promised = [clock.target(each, severity) for each in terms for severity in SEVERITIES]
    target = np.array([NONE if each is None else each for each in promised], dtype=np.int64)[kind]
    if clock.due:
        due = walk.history.value[start]
        target = np.where(due == NONE, target, np.maximum(due - spans.started_at, 0))
    return ClockColumns(
        name=clock.name,
        case=case,
        instance=_numbered(case) if clock.recurs else np.zeros_like(case),
        started_at=spans.started_at,
        stopped_at=np.where(stop == NONE, NONE, spans.ended_at),
        wall_ms=spans.ended_at - spans.started_at,
        contract_ms=contract,
        paused_ms=paused,
        severity=severity,
        target_ms=target,
    )


def _numbered(case: Rows) -> Rows:
    """The place of each row within its case, from 0."""
    place = np.arange(len(case))
    starts = np.append(True, case[1:] != case[:-1])[: len(case)]
    return np.asarray(place - np.maximum.accumulate(place * starts))


def _single(walk: Walk, clock: Clock) -> tuple[Rows, Rows]:
    """Start and stop rows of a clock that runs once a case: from the opening, where there is one."""
    stops = walk.rows(clock.stops)
    if clock.undone:
        stops = stops[stops > walk.reopening[walk.history.case[stops]]]
    stop = walk.last(stops) if clock.last else walk.first(stops)
    kept = walk.opening != NONE
    if clock.rca:
        kept &= walk.critical | (stop != NONE)
    return walk.opening[kept], stop[kept]


def _measured(spans: Spans, pauses: Spans, kind: NDArray[np.int64], hours: Sequence[Hours]) -> tuple[Times, Times]:
    """Contract and paused milliseconds of each span in the calendar of its kind (an index in `hours`)."""
    contract, paused = np.zeros_like(spans.start), np.zeros_like(spans.start)
    distinct = list(dict.fromkeys(hours))
    which = np.array([distinct.index(each) for each in hours], dtype=np.int64)[kind]
    for number, each in enumerate(distinct):
        chosen, counts = np.flatnonzero(which == number), calendar(each)
        some = spans.at(chosen)
        contract[chosen] = counts.elapsed(some.started_at, some.ended_at)
        if len(pauses.start):
            paused[chosen] = _paused(counts, pauses, some.end, some.ended_at) - _paused(
                counts, pauses, some.start, some.started_at
            )
    return contract - paused, paused


def _paused(counts: Calendar, pauses: Spans, row: Rows, at: Times) -> Times:
    """Business milliseconds paused before these rows and times, summed over all cases up to theirs: a difference between two
    places of one case is what was paused between them."""
    sums = np.append(0, np.cumsum(counts.elapsed(pauses.started_at, pauses.ended_at)))
    begun = np.searchsorted(pauses.start, row, side="right")
    inside = np.flatnonzero((begun > 0) & (pauses.end[begun - 1] > row))
    total = sums[begun]
    total[inside] -= counts.elapsed(at[inside], pauses.ended_at[begun[inside] - 1])
    return np.asarray(total)
