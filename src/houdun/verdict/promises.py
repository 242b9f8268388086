"""Promise and delivery side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from houdun.facts.case import Milestone
from houdun.facts.promise import Promise, Terms
from houdun.facts.reading import CaseReading
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import PromiseDelivery
from houdun.verdict.survival import finite_ms, kaplan_meier, runs_of

CLOCK_OF = {
    Milestone.FIRST_RESPONSE: "time_to_first_response_human",
    Milestone.LOCATED: "time_to_located",
    Milestone.MITIGATED: "time_to_mitigated",
    Milestone.RESOLVED: "time_to_resolved",
    Milestone.CLOSED: "time_to_close",
    Milestone.RCA_DELIVERED: "time_to_rca",
}


def deliveries(vendors: Mapping[Vendor, Sequence[CaseReading]], terms: Mapping[Vendor, Terms]) -> tuple[PromiseDelivery, ...]:
    """One for each promise of each compared vendor's plan, in the catalogue's order."""
    return tuple(
        delivery(promise, terms[vendor], readings)
        for vendor, readings in vendors.items()
        if vendor in terms
        for promise in terms[vendor].promises
        if promise.milestone in CLOCK_OF
    )


def delivery(promise: Promise, terms: Terms, readings: Sequence[CaseReading]) -> PromiseDelivery:
    """Contract time of the runs that this promise is for, against its target. Where it names no time, no run is counted, and
    median and P90 (Kaplan–Meier) stand alone."""
    runs = [
        run for run in runs_of(CLOCK_OF[promise.milestone], readings) if terms.promise(promise.milestone, run.severity) is promise
    ]
    times = np.array([run.contract_ms for run in runs], dtype=float)
    observed = np.array([not run.censored for run in runs], dtype=bool)
    target = promise.target_ms
    open_yet = 0 if target is None else int((~observed & (times <= target)).sum())
    fit = kaplan_meier(times, observed)
    return PromiseDelivery(
        promise=promise,
        n=0 if target is None else len(runs) - open_yet,
        kept=0 if target is None else int((observed & (times <= target)).sum()),
        censored=open_yet,
        median_ms=finite_ms(fit.quantile(0.5)),
        p90_ms=finite_ms(fit.quantile(0.9)),
    )
