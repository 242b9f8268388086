"""Whether the vendor looks back with its customer as regularly as it should."""

from __future__ import annotations

from houdun.verdict.evidence import SHARE, Evidence, Mean, Sample
from houdun.verdict.measures import measure
from houdun.verdict.record import Record


@measure("reviews_on_time")
def reviews_on_time(record: Record) -> Evidence | None:
    """The share of turns in which a review was offered or held before it was due."""
    held = record.prevention.reviews
    if not held:
        return None
    samples = [
        Sample(number, float(each.review is not None), entry=each.review.uid if each.review else "")
        for number, each in enumerate(held, record.first_review)
    ]
    return Evidence(samples, Mean(), SHARE, len(held), "rule")
