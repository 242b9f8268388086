"""Promises of time: the vendor's own promised next word, and what its plan promises."""

from __future__ import annotations

from houdun.facts.reading import ClockReading
from houdun.verdict.evidence import SHARE, Attained, Evidence, Sample
from houdun.verdict.measures import ClockNames, measure
from houdun.verdict.record import Record

WHOLE = Attained(1.0)
"""Samples are shares of the promised time: kept where they end at or below 1."""


@measure("word_kept")
def word_kept(record: Record) -> Evidence:
    """The share of promised next words that came by the promised time."""
    return _kept(record, ("update_kept",), contract=False, basis="observed")


@measure("plan_kept")
def plan_kept(record: Record, *, clocks: ClockNames) -> Evidence:
    """The share of runs of `clocks` (names with commas) that ended within the plan's target, on the contract's clock."""
    return _kept(record, tuple(name.strip() for name in clocks.split(",")), contract=True, basis="promised")


def _kept(record: Record, clocks: tuple[str, ...], *, contract: bool, basis: str) -> Evidence:
    samples = [
        Sample(number, (run.contract_ms if contract else run.wall_ms) / run.target_ms, run.censored, _entry(run))
        for number, case in enumerate(record.cases)
        for run in case.reading.clocks
        if run.name in clocks and run.target_ms
    ]
    return Evidence(samples, WHOLE, SHARE, len({sample.case for sample in samples}), basis)


def _entry(run: ClockReading) -> str:
    return run.stopped_by or run.started_by
