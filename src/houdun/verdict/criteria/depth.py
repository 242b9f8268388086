"""How deep the support goes, 0–4."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

from houdun.facts.signals import Known, Signal
from houdun.facts.time import HOUR
from houdun.verdict.evidence import Evidence, Mean, Sample, Scale
from houdun.verdict.measures import measure
from houdun.verdict.record import CaseView, Record

LOOKS = frozenset(
    {
        Signal.ASKS_FOR_LOGS,
        Signal.ASKS_FOR_REPRODUCTION,
        Signal.GIVES_WORKAROUND,
        Signal.GIVES_CHANGE,
        Signal.CITES_PRECEDENT,
    }
)
PREVENTS = frozenset({Signal.OFFERS_RETEST, Signal.OFFERS_POSTMORTEM})
DEPTH = Scale(best=4.0, worst=0.0)


@measure("depth")
def depth(record: Record, *, settle_hours: float) -> Evidence:
    """The mean depth of a case: graded by people where any case is graded, else by rule: against the answer key where a trial has one, else from
    signals. Several raters are averaged.

    0 no answer · 1 passes on, or only a link · 2 relevant checks or asks for specific logs · 3 names a cause · 4 cause, change, and
    prevention, retest or post-mortem. A case still unanswered `settle_hours` before its horizon ends says nothing yet.
    """
    cases = [(number, case) for number, case in enumerate(record.cases) if case.messages]
    graded = [
        Sample(number, fmean(grades), entry=uid) for number, case in cases for grades, uid in _values(case, Known.DEPTH_GRADE)
    ]
    if graded:
        return Evidence(graded, Mean(), DEPTH, len(cases), "observed")
    settled = [(number, case) for number, case in cases if case.replies or case.followed_ms >= settle_hours * HOUR]
    samples = [Sample(number, *_level(case)) for number, case in settled]
    return Evidence(samples, Mean(), DEPTH, len(cases), "rule")


def _values(case: CaseView, name: Known) -> Iterator[tuple[list[float], str]]:
    found = [finding for finding in case.reading.signals if finding.name == name]
    if found:
        yield [min(max(float(finding.value), 0.0), 4.0) for finding in found], found[-1].about


def _level(case: CaseView) -> tuple[float, bool, str]:
    """The depth by rule, never censored, and the reply that showed most, or against the answer key the last one."""
    for grades, uid in _values(case, Known.DEPTH_KEYED):
        return grades[-1], False, uid
    reached, best, entry = frozenset[str](), -1, ""
    for reply in case.replies:
        reached |= case.signals(reply)
        level = _depth_of(reached)
        if level > best:
            best, entry = level, reply.uid
    return float(max(best, 0)), False, entry


def _depth_of(reached: frozenset[str]) -> int:
    if Signal.NAMES_CAUSE in reached:
        return 4 if Signal.GIVES_CHANGE in reached and reached & PREVENTS else 3
    return 2 if reached & LOOKS else 1
