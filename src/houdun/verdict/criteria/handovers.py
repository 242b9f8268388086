"""How often a case changed hands."""

from __future__ import annotations

from itertools import pairwise

from houdun.facts.case import OwnerSet
from houdun.verdict.evidence import Evidence, Mean, Sample, Scale
from houdun.verdict.measures import measure
from houdun.verdict.record import CaseView, Record


@measure("handovers")
def handovers(record: Record, *, worst: float) -> Evidence:
    """Hand-overs a case: changes of owner after the first. None scores 1, `worst` or more scores 0."""
    samples = [Sample(number, *_changes(case)) for number, case in enumerate(record.cases) if _owners(case)]
    return Evidence(samples, Mean(), Scale(best=0.0, worst=worst), len(record.cases), "observed")


def _owners(case: CaseView) -> list[OwnerSet]:
    return [entry for entry in case.reading.log.entries if isinstance(entry, OwnerSet)]


def _changes(case: CaseView) -> tuple[float, bool, str]:
    owners = _owners(case)
    changed = [later for earlier, later in pairwise(owners) if later.owner != earlier.owner]
    return float(len(changed)), False, (changed or owners)[-1].uid
