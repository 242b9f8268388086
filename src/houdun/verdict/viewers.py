"""Viewer-minutes lost: how many people sat before a broken stream while the team waited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

import numpy as np

from houdun.facts.case import Milestone
from houdun.facts.reading import CaseReading, ClockReading
from houdun.facts.time import DAY, HOUR, MINUTE, Millis
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import ViewerLoss
from houdun.verdict.hours import WEEK_HOURS, local
from houdun.verdict.survival import FloatArray, runs_of

WEEK = 7 * DAY
WAITS = {Milestone.FIRST_RESPONSE: "time_to_first_response_human", Milestone.MITIGATED: "time_to_mitigated"}


def viewer_losses(
    vendors: Mapping[Vendor, Sequence[CaseReading]], viewers: Sequence[Sequence[float]], *, zone: str
) -> tuple[ViewerLoss, ...]:
    """Lost until a first human answer, and until a way out. `viewers[weekday][hour]` is the team's own, in `zone`; where it is
    empty, nothing is said. An unanswered case loses viewers up to its horizon."""
    if not viewers:
        return ()
    table = week_table(viewers)
    return tuple(_losses(vendors, table, ZoneInfo(zone)))


def _losses(vendors: Mapping[Vendor, Sequence[CaseReading]], table: FloatArray, zone: ZoneInfo) -> Iterator[ViewerLoss]:
    for milestone, clock in WAITS.items():
        runs = {vendor: runs_of(clock, readings) for vendor, readings in vendors.items()}
        if all(run.censored for held in runs.values() for run in held):
            continue
        for vendor, held in runs.items():
            total = sum(viewer_minutes(run, table, zone) for run in held)
            per_case = total / len(held) if held else 0.0
            yield ViewerLoss(vendor=vendor, milestone=milestone, total=total, per_case=per_case, cases=len(held))


def week_table(viewers: Sequence[Sequence[float]]) -> FloatArray:
    """Viewer-minutes from Monday 00:00 to the start of each hour of the week, [169]; the last is a whole week's."""
    hourly = np.array(viewers, dtype=float).reshape(WEEK_HOURS) * (HOUR / MINUTE)
    return np.concatenate([[0.0], np.cumsum(hourly)])


def viewer_minutes(run: ClockReading, table: FloatArray, zone: ZoneInfo) -> float:
    """Viewers × minutes over the wall time of a run. A wait across a change of summer time keeps the hours of its start."""
    opened = local(run.started_at, zone)
    start = (
        opened.weekday() * DAY + (opened.hour * 60 + opened.minute) * MINUTE + opened.second * 1000 + opened.microsecond // 1000
    )
    return _until(start + run.wall_ms, table) - _until(start, table)


def _until(time: Millis, table: FloatArray) -> float:
    """Viewer-minutes from the start of the first week to `time`."""
    weeks, into = divmod(time, WEEK)
    return float(weeks * table[-1] + np.interp(into / HOUR, np.arange(len(table)), table))
