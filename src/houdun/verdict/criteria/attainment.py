"""The share of runs of a clock that ended within a line."""

from __future__ import annotations

from houdun.verdict.durations import basis_of, durations
from houdun.verdict.evidence import SHARE, Attained, Evidence
from houdun.verdict.measures import BandNames, ClockNames, measure
from houdun.verdict.record import Record


@measure("attainment")
def attainment(record: Record, *, clock: ClockNames, within_minutes: float, bands: BandNames = "") -> Evidence:
    """Kaplan–Meier, by wall time; `bands` names the parts of the week in which the case was opened: day, night, weekend."""
    samples, applicable = durations(record, clock, bands)
    return Evidence(samples, Attained(within_minutes), SHARE, applicable, basis_of(clock))
