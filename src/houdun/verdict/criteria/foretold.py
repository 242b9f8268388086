"""Whether a vendor speaks of an occasion before it comes. Silence about one is evidence; without a calendar there is none."""

from __future__ import annotations

from collections.abc import Callable

from houdun.facts.occasion import Foretold
from houdun.facts.time import MINUTE
from houdun.verdict.evidence import SHARE, Evidence, Mean, Quantile, Sample, Scale, Statistic
from houdun.verdict.measures import measure
from houdun.verdict.record import Record

DETAIL = Scale(best=3.0, worst=0.0)


@measure("foretold")
def foretold(record: Record) -> Evidence | None:
    """The share of occasions that the vendor spoke of beforehand."""
    return _over_occasions(record, lambda each: float(bool(each.notices)), Mean(), SHARE)


@measure("foretold_lead")
def foretold_lead(record: Record, *, best_minutes: float, worst_minutes: float) -> Evidence | None:
    """The median time, in minutes, from the first notice to the occasion; silence is none at all. Scored on the logarithm between
    `best_minutes` (1) and `worst_minutes` (0)."""
    scale = Scale(best_minutes, worst_minutes, log=True)
    return _over_occasions(record, lambda each: each.lead / MINUTE, Quantile(0.5), scale)


@measure("foretold_detail")
def foretold_detail(record: Record) -> Evidence | None:
    """The mean of what the most telling notice of each occasion gives to act on, 0–3: what to do, whom it concerns, who is there."""
    return _over_occasions(
        record, lambda each: float(max((notice.specificity for notice in each.notices), default=0)), Mean(), DETAIL
    )


def _over_occasions(record: Record, value: Callable[[Foretold], float], statistic: Statistic, scale: Scale) -> Evidence | None:
    held = record.prevention.foretold
    if not held:
        return None
    samples = [
        Sample(number, value(each), entry=each.notices[0].word.uid if each.notices else "")
        for number, each in enumerate(held, record.first_occasion)
    ]
    return Evidence(samples, statistic, scale, len(held), "rule")
