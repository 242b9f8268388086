"""What only a trial can tell: whether the cause that was named is the true one, and what a post-mortem holds."""

from __future__ import annotations

from houdun.facts.case import Finding
from houdun.facts.signals import Known
from houdun.verdict.evidence import SHARE, Evidence, Mean, Sample
from houdun.verdict.measures import measure
from houdun.verdict.record import CaseView, Record


@measure("cause_right")
def cause_right(record: Record) -> Evidence:
    """Of the causes that were named where the true one is known: the share that is it."""
    return _known(record, Known.CAUSE_RIGHT, "rule")


@measure("postmortem_items")
def postmortem_items(record: Record) -> Evidence:
    """The mean share of a post-mortem's items that blind raters found in it."""
    return _known(record, Known.POSTMORTEM_ITEMS, "observed")


def _known(record: Record, name: Known, basis: str) -> Evidence:
    """`applicable` are the cases of which a trial knows anything."""
    keyed = [(number, case) for number, case in enumerate(record.cases) if _of(case, *Known)]
    samples = [
        Sample(number, float(finding.value), entry=finding.about) for number, case in keyed for finding in _of(case, name)[-1:]
    ]
    return Evidence(samples, Mean(), SHARE, len(keyed), basis)


def _of(case: CaseView, *names: Known) -> list[Finding]:
    return [finding for finding in case.reading.signals if finding.name in names]
