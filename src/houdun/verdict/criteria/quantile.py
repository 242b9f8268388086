"""The slow end: the time by which a given share of runs had ended."""

from __future__ import annotations

from houdun.verdict.durations import basis_of, durations
from houdun.verdict.evidence import Evidence, Quantile, Scale
from houdun.verdict.measures import ClockNames, measure
from houdun.verdict.record import Record


@measure("quantile")
def quantile(record: Record, *, clock: ClockNames, share: float, best_minutes: float, worst_minutes: float) -> Evidence:
    """Kaplan–Meier, by wall time, in minutes; scored on the logarithm between `best_minutes` (1) and `worst_minutes` (0)."""
    samples, applicable = durations(record, clock)
    return Evidence(samples, Quantile(share), Scale(best_minutes, worst_minutes, log=True), applicable, basis_of(clock))
