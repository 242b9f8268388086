"""The slow end: the time by which a given share of runs had ended."""

from __future__ import annotations

from houdun.verdict.criteria.durations import durations
from houdun.verdict.evidence import Evidence, Quantile, Scale
from houdun.verdict.measures import Basis, ClockNames, measure
from houdun.verdict.record import Record


@measure("quantile")
def quantile(
    record: Record, *, clock: ClockNames, share: float, best_minutes: float, worst_minutes: float, basis: Basis = "observed"
) -> Evidence:
    """Kaplan–Meier, by wall time, in minutes; scored on the logarithm between `best_minutes` (1) and `worst_minutes` (0)."""
    samples, applicable = durations(record, clock, basis)
    return Evidence(samples, Quantile(share), Scale(best_minutes, worst_minutes, log=True), applicable, basis)
