"""Whether the evidence a vendor asks for was worth asking for."""

from __future__ import annotations

from houdun.facts.signals import Derived, Signal
from houdun.verdict.evidence import SHARE, Evidence, Mean, Sample
from houdun.verdict.measures import measure
from houdun.verdict.record import Record

REQUESTS = frozenset({Signal.ASKS_FOR_LOGS, Signal.ASKS_FOR_REPRODUCTION, Signal.ASKS_FOR_EVERYTHING})


@measure("justified_requests")
def justified_requests(record: Record) -> Evidence:
    """The share of evidence requests that are justified: a specific thing not given before."""
    samples = [
        Sample(number, float(Derived.JUSTIFIED_REQUEST in case.signals(request)), entry=request.uid)
        for number, case in enumerate(record.cases)
        for request in case.replies
        if case.signals(request) & REQUESTS
    ]
    return Evidence(samples, Mean(), SHARE, len({sample.case for sample in samples}), "rule")
