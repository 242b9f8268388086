"""Limits admitted, and blame without evidence."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.signals import Signal
from houdun.verdict.evidence import SHARE, Evidence, Mean, Sample
from houdun.verdict.measures import measure
from houdun.verdict.record import CaseView, Record

GROUNDS = frozenset({Signal.NAMES_CAUSE, Signal.GIVES_CHANGE, Signal.ASKS_FOR_LOGS})
"""What a vendor shows before or with the blame: then it is a diagnosis. Many true causes are the customer's own."""


@measure("honesty")
def honesty(record: Record) -> Evidence:
    """Of the replies that admit a limit or put the blame on the customer without grounds, the share that admit."""
    samples = [Sample(number, value, entry=uid) for number, case in enumerate(record.cases) for value, uid in _statements(case)]
    answered = sum(bool(case.replies) for case in record.cases)
    return Evidence(samples, Mean(), SHARE, answered, "rule")


def _statements(case: CaseView) -> Iterator[tuple[float, str]]:
    grounded = False
    for reply in case.replies:
        found = case.signals(reply)
        grounded = grounded or bool(found & GROUNDS)
        if Signal.BLAMES_CUSTOMER in found and not grounded:
            yield 0.0, reply.uid
        elif Signal.ADMITS_LIMIT in found:
            yield 1.0, reply.uid
