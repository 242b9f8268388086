"""The main story: whose after-sales service is better, in which dimension, how sure is that, and why.

the case logs → each case read with its clocks → what a trial knows of them, and what was said before things happened → judged by the rubric →
all that a report tells
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from houdun.case.reading import read
from houdun.errors import InputError
from houdun.facts.attestation import Attestation
from houdun.facts.case import CaseKey, Finding
from houdun.facts.promise import Promise, Terms
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Rubric
from houdun.facts.trial import Trial
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison, Provenance
from houdun.flow.blind.packing import Questions
from houdun.flow.grade import grade
from houdun.flow.limits import limits
from houdun.flow.prevention import foresee
from houdun.flow.progress import Progress, silent
from houdun.flow.trial.reading.answered import with_findings
from houdun.flow.trial.told.told import tell
from houdun.language import Bilingual
from houdun.scenario import question
from houdun.store import Store
from houdun.verdict.judge import Assessment, assessment, zone_of
from houdun.verdict.mix import curves, hour_cells, severity_mix
from houdun.verdict.promises import deliveries
from houdun.verdict.viewers import viewer_losses

READING = Bilingual("计算里程碑与时钟", "reading milestones and clocks")
JUDGING = Bilingual("按评估表打分、抽样排名", "judging by the rubric, ranking by draws")


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """By what the vendors are measured. `weights` empty: the stage's own. `viewers[weekday][hour]` empty: not given."""

    rubric: Rubric
    stage: str
    weights: Mapping[str, float]
    promises: Sequence[Promise]
    zone: str
    viewers: Sequence[Sequence[float]]
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, and what it was ranked from: kept to rank again when weights change. `told` are those of its cases that are occasions and turns
    for a review, put in words by us."""

    comparison: Comparison
    assessment: Assessment
    told: Mapping[CaseKey, CaseReading]


def compare(
    store: Store,
    by: Yardstick,
    provenance: Provenance,
    *,
    questions: Questions = question.load,
    trial: str | None = None,
    progress: Progress = silent,
) -> Compared:
    """Compares all vendors of the workspace. `questions` finds what a trial has asked; of several trials the one named `trial` is told, or the newest, and
    the cases of all count. Raises InputError where there is no case and nothing attested, UsageError where a question is gone or no trial has that name."""
    attestations = store.attestations()
    terms = terms_by_vendor(by.promises)
    cases = read_all(store, terms, progress)
    tried = tell(store, questions, {reading.key: reading for reading in cases}, trial)
    cases = _known(cases, tried)
    vendors = _vendors(cases, attestations)
    if not vendors:
        raise _nothing_yet()
    foreseen = foresee(store, vendors, zone=zone_of(by.zone), now=provenance.generated_at)

    progress(JUDGING, 0, 1)
    assessed = assessment(
        by.rubric, vendors, attestations, zone=by.zone, seed=by.seed, draws=by.draws, prevention=foreseen.vendors
    )
    judged = assessed.verdict(by.stage, by.weights or None)
    progress(JUDGING, 1, 1)

    comparison = Comparison(
        verdict=judged,
        rubric=by.rubric,
        cases={reading.key: reading for reading in cases} | dict(foreseen.told),
        curves=curves(vendors),
        hours=hour_cells(vendors, zone=by.zone),
        deliveries=deliveries(vendors, terms),
        attestations=attestations,
        viewer_losses=viewer_losses(vendors, by.viewers, zone=by.zone),
        severity_mix=severity_mix(vendors),
        zone=by.zone,
        limits=limits(judged, cases, foreseen, tried),
        provenance=_spanning(provenance, cases),
        trial=tried,
    )
    return Compared(comparison, assessed, foreseen.told)


def _known(cases: list[CaseReading], trial: Trial | None) -> list[CaseReading]:
    """A trial's cases with what the answer key, raters and the probe say of them."""
    if trial is None:
        return cases
    put = trial.everywhere
    return [with_findings(reading, put[reading.key]) if reading.key in put else reading for reading in cases]


def read_all(store: Store, terms: Mapping[Vendor, Terms], progress: Progress = silent) -> list[CaseReading]:
    """Every case of the workspace, read under its vendor's terms. What was imported and then interrupted is graded first."""
    grade(store, progress=progress)
    readings: list[CaseReading] = []
    for log in store.cases():
        readings.append(read(log, terms.get(log.key.vendor, Terms())))
        if len(readings) % 500 == 0:
            progress(READING, len(readings))
    progress(READING, len(readings), len(readings))
    return readings


def terms_by_vendor(promises: Sequence[Promise]) -> dict[Vendor, Terms]:
    plans: dict[Vendor, list[Promise]] = defaultdict(list)
    for promise in promises:
        plans[promise.vendor].append(promise)
    return {vendor: Terms(tuple(stated)) for vendor, stated in plans.items()}


def _vendors(cases: Sequence[CaseReading], attestations: Sequence[Attestation]) -> dict[Vendor, list[CaseReading]]:
    """A vendor of whom there is only an attestation takes part too, with no case."""
    grouped: dict[Vendor, list[CaseReading]] = {attestation.vendor: [] for attestation in attestations}
    for reading in cases:
        grouped.setdefault(reading.key.vendor, []).append(reading)
    return dict(sorted(grouped.items()))


def _spanning(provenance: Provenance, cases: Sequence[CaseReading]) -> Provenance:
    times = [entry.at for reading in cases for entry in reading.log.entries if not isinstance(entry, Finding)]
    return replace(provenance, first_at=min(times), last_at=max(times)) if times else provenance


def _nothing_yet() -> InputError:
    return InputError(
        Bilingual("工作区里还没有工单，也没有人工记录", "the workspace has no case and no attestation yet"),
        Bilingual("先用 houdun import 导入历史记录", "bring history in with houdun import first"),
    )
