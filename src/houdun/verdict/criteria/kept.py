"""Promises of time: the vendor's own promised next word, and what its plan promises."""

from __future__ import annotations

from houdun.facts.reading import ClockReading
from houdun.facts.time import Millis
from houdun.verdict.durations import told_runs
from houdun.verdict.evidence import SHARE, Attained, Evidence, Sample
from houdun.verdict.measures import ClockNames, measure
from houdun.verdict.record import Record

WHOLE = Attained(1.0)
"""Samples are shares of the promised time: kept where they end at or below 1."""


@measure("word_kept")
def word_kept(record: Record) -> Evidence:
    """The share of promised next words that came by the promised time."""
    runs = [(number, run) for number, case in enumerate(record.cases) for run in case.reading.runs("update_kept")]
    samples = [_sample(number, run, run.wall_ms) for number, run in runs if run.target_ms is not None]
    return Evidence(samples, WHOLE, SHARE, len({number for number, _ in runs}), "observed")


@measure("plan_kept")
def plan_kept(record: Record, *, clocks: ClockNames) -> Evidence:
    """The share of runs of `clocks` (names with commas) that ended within the plan's target, on the contract's clock."""
    names = [name.strip() for name in clocks.split(",")]
    cases = list(enumerate(record.cases))
    runs = [(number, run) for number, case in cases for name in names for run in told_runs(record, case, name)]
    samples = [_sample(number, run, run.contract_ms) for number, run in runs if run.target_ms is not None]
    return Evidence(samples, WHOLE, SHARE, len({number for number, _ in runs}), "promised")


def _sample(number: int, run: ClockReading, took: Millis) -> Sample:
    """A target of nothing at all is kept by an answer at once."""
    return Sample(number, took / max(run.target_ms or 0, 1), run.censored, run.stopped_by or run.started_by)
