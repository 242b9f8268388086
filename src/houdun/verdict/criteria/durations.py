"""How long each run of a clock took, claimed and observed kept apart. Not a measure: what the timed measures share."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.case import Milestone
from houdun.facts.reading import Moment
from houdun.facts.time import MINUTE
from houdun.verdict.evidence import Sample
from houdun.verdict.record import CaseView, Record

SAID = {
    "time_to_located": Milestone.LOCATED,
    "time_to_mitigated": Milestone.MITIGATED,
    "time_to_resolved": Milestone.RESOLVED,
    "time_to_rca": Milestone.RCA_DELIVERED,
}
"""Clocks that a statement stops: who says so, the vendor or an onlooker, must not be mixed."""

NEEDS = {"time_to_first_response_human": Milestone.FIRST_RESPONSE, "next_response_human": Milestone.FIRST_RESPONSE}
NEVER = Moment()


def durations(record: Record, clock: str, basis: str, bands: str = "") -> tuple[list[Sample], int]:
    """Wall minutes of every run of `clock` in cases opened in `bands` (names with commas, "" for all), and how many cases have
    the clock. A run whose end this source could not tell gives no sample."""
    wanted = frozenset(band.strip() for band in bands.split(",")) if bands else None
    samples: list[Sample] = []
    applicable = 0
    for number, case in enumerate(record.cases):
        if (wanted is None or case.band in wanted) and case.reading.clock(clock) is not None:
            applicable += 1
            samples += _said(record, number, case, clock, basis) if clock in SAID else _seen(record, number, case, clock)
    return samples, applicable


def _seen(record: Record, number: int, case: CaseView, clock: str) -> Iterator[Sample]:
    for run in case.reading.runs(clock):
        if run.censored and clock in NEEDS and not record.tells(case, NEEDS[clock]):
            continue
        yield Sample(number, run.wall_ms / MINUTE, run.censored, run.stopped_by or run.started_by)


def _said(record: Record, number: int, case: CaseView, clock: str, basis: str) -> Iterator[Sample]:
    milestone, opened = SAID[clock], case.reading.opened_at
    moment = case.reading.milestones.get(milestone, NEVER)
    claimed = basis == "claimed"
    at, other = (moment.claimed_at, moment.observed_at) if claimed else (moment.observed_at, moment.claimed_at)
    if at is not None:
        yield Sample(number, max(at - opened, 0) / MINUTE, False, moment.claimed_by if claimed else moment.observed_by)
    elif claimed and other is None and record.tells(case, milestone):
        yield Sample(number, case.followed_ms / MINUTE, True)
