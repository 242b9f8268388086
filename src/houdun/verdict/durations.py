"""How long each run of a clock took, and whether its source could have told. What the timed measures share."""

from __future__ import annotations

from houdun.facts.case import Basis, Milestone
from houdun.facts.reading import ClockReading
from houdun.facts.time import MINUTE
from houdun.verdict.evidence import Sample
from houdun.verdict.record import CaseView, Record

ENDS: dict[str, tuple[Milestone, Basis | None]] = {
    "time_to_first_response": (Milestone.FIRST_RESPONSE, None),
    "time_to_first_response_human": (Milestone.FIRST_RESPONSE, None),
    "next_response_human": (Milestone.FIRST_RESPONSE, None),
    "time_to_located": (Milestone.LOCATED, Basis.CLAIMED),
    "time_to_mitigated": (Milestone.MITIGATED, Basis.CLAIMED),
    "time_to_mitigated_observed": (Milestone.MITIGATED, Basis.OBSERVED),
    "time_to_resolved": (Milestone.RESOLVED, Basis.CLAIMED),
    "time_to_resolved_observed": (Milestone.RESOLVED, Basis.OBSERVED),
    "time_to_resolved_total": (Milestone.RESOLVED, Basis.CLAIMED),
    "time_to_close": (Milestone.CLOSED, None),
    "time_to_rca": (Milestone.RCA_DELIVERED, Basis.CLAIMED),
}
"""Clock → the milestone that ends it, and whose word that is: claims and observations have clocks apart, never pooled."""


def basis_of(clock: str) -> str:
    """`claimed` where the vendor's own word ends the clock; all else stands in the record itself."""
    return "claimed" if ENDS[clock][1] is Basis.CLAIMED else "observed"


def told_runs(record: Record, case: CaseView, clock: str) -> tuple[ClockReading, ...]:
    """The runs of `clock`, where the source tells of its end. Where it does not, those that happen to have ended are left out too:
    alone they would say that everything ends, and soon."""
    return case.reading.runs(clock) if record.tells(case, *ENDS[clock]) else ()


def durations(record: Record, clock: str, bands: str = "") -> tuple[list[Sample], int]:
    """Wall minutes of every told run of `clock` in cases opened in `bands` (names with commas, "" for all), and how many cases
    have the clock."""
    wanted = frozenset(band.strip() for band in bands.split(","))
    asked = [
        (number, case)
        for number, case in enumerate(record.cases)
        if (not bands or case.band in wanted) and case.reading.clock(clock) is not None
    ]
    samples = [
        Sample(number, run.wall_ms / MINUTE, run.censored, run.stopped_by or run.started_by)
        for number, case in asked
        for run in told_runs(record, case, clock)
    ]
    return samples, len(asked)
