"""Whether a fix held: seen by somebody else than the vendor, and not reopened."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.case import Finding, Milestone
from houdun.facts.reading import Moment
from houdun.facts.signals import Known, Signal
from houdun.facts.speaker import Speaker
from houdun.verdict.evidence import SHARE, Evidence, Mean, Sample, Scale
from houdun.verdict.measures import measure
from houdun.verdict.record import CaseView, Record

FIXES = (Milestone.MITIGATED, Milestone.RESOLVED)
ENDS = (Milestone.RESOLVED, Milestone.CLOSED)


@measure("fix_verified")
def fix_verified(record: Record) -> Evidence:
    """Of the fixes that a vendor claims: 1 where a probe, a retest or the customer saw the recovery, 0 where the case was reopened or a probe
    looked and never saw it. A claim that nobody looked at gives no sample."""
    claimed = [(number, case) for number, case in enumerate(record.cases) if _claims(case)]
    samples = [Sample(number, value, entry=entry) for number, case in claimed for value, entry in _outcome(case)]
    return Evidence(samples, Mean(), SHARE, len(claimed), "observed")


@measure("reopened")
def reopened(record: Record, *, worst: float) -> Evidence:
    """The share of ended cases that came back; `worst` or more scores 0."""
    ended = [(number, case) for number, case in enumerate(record.cases) if _first(case, ENDS) is not None]
    samples = [
        Sample(number, float(_first(case, (Milestone.REOPENED,)) is not None), entry=_ending(case)) for number, case in ended
    ]
    return Evidence(samples, Mean(), Scale(best=0.0, worst=worst), len(record.cases), "observed")


def _first(case: CaseView, milestones: tuple[Milestone, ...]) -> Moment | None:
    return next((case.reading.milestones[each] for each in milestones if each in case.reading.milestones), None)


def _ending(case: CaseView) -> str:
    moment = _first(case, (Milestone.REOPENED, *ENDS)) or Moment()
    return moment.claimed_by or moment.observed_by


def _claims(case: CaseView) -> bool:
    moments = (case.reading.milestones.get(each) for each in FIXES)
    return any(moment is not None and moment.claimed_at is not None for moment in moments) or any(
        True for _ in (*case.having((Signal.CLAIMS_FIXED,)), *_looked(case))
    )


def _looked(case: CaseView) -> list[Finding]:
    """In a trial, a remedy that was tried on the vendor's word."""
    return [finding for finding in case.reading.signals if finding.name == Known.RECOVERY]


def _outcome(case: CaseView) -> Iterator[tuple[float, str]]:
    back = case.reading.milestones.get(Milestone.REOPENED)
    if back is not None:
        yield 0.0, back.claimed_by or back.observed_by
        return
    moments = (case.reading.milestones.get(each) for each in (*FIXES, Milestone.RETRO_TESTED))
    seen = [moment.observed_by for moment in moments if moment is not None and moment.observed_at is not None]
    confirmed = [message.uid for message in case.having((Signal.CONFIRMS_FIX,), (Speaker.CUSTOMER,))]
    if seen or confirmed:
        yield 1.0, (seen or confirmed)[0]
        return
    yield from ((float(finding.value), finding.about) for finding in _looked(case))
