"""Draws as results: estimates, coverage, gates, and the cases behind each number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from houdun.facts.rubric import Criterion, Dimension, Rubric
from houdun.facts.verdict import (
    Contribution,
    CriterionResult,
    DimensionResult,
    Estimate,
    GateResult,
    GateStatus,
    VendorResult,
)
from houdun.verdict.evidence import Attained, Attested, Evidence, Finding, Quantile
from houdun.verdict.gates import base_line
from houdun.verdict.missing import missing
from houdun.verdict.ranking import Tiers
from houdun.verdict.record import Record
from houdun.verdict.survival import FloatArray
from houdun.verdict.uncertainty import Draws


@dataclass(frozen=True)
class Assessed:
    """One vendor, before any weight of a dimension: `drawn` in the rubric's order of criteria; `tiers` [draws] how it
    stands to the base line."""

    record: Record
    findings: tuple[Finding, ...]
    drawn: Draws
    criteria: tuple[CriterionResult, ...]
    gates: tuple[GateResult, ...]
    tiers: Tiers

    @property
    def below(self) -> bool:
        return any(gate.status is GateStatus.BELOW for gate in self.gates)


def assess(rubric: Rubric, record: Record, findings: tuple[Finding, ...], drawn: Draws, seed: int) -> Assessed:
    results = tuple(
        _criterion(criterion, finding, record, drawn, row)
        for row, (criterion, finding) in enumerate(zip(rubric.criteria, findings, strict=True))
    )
    gates, tiers = base_line(rubric, record.vendor, findings, drawn, seed)
    return Assessed(record, findings, drawn, results, gates, tiers)


def estimate(draws: FloatArray) -> Estimate:
    low, high = np.quantile(draws, (0.05, 0.95))
    return Estimate(float(draws.mean()), float(low), float(high))


def _criterion(criterion: Criterion, finding: Finding, record: Record, drawn: Draws, row: int) -> CriterionResult:
    known = bool(drawn.known[row])
    applicable = finding.applicable if isinstance(finding, Evidence) else 1
    n = len(finding.speaking()) if isinstance(finding, Evidence) else int(known)
    return CriterionResult(
        id=criterion.id,
        score=estimate(drawn.score[row]) if known else None,
        value=value_of(finding, drawn, row) if known else None,
        unit=criterion.unit,
        n=n,
        applicable=applicable,
        coverage=n / applicable if applicable else 0.0,
        basis=finding.basis if isinstance(finding, Evidence) else "attested" if isinstance(finding, Attested) else "",
        contributions=_contributions(finding, record),
        assurance=finding.assurance if isinstance(finding, Attested) else None,
        missing=None if known else missing(criterion, applicable if isinstance(finding, Evidence) else None),
    )


def value_of(finding: Finding, drawn: Draws, row: int, mass: float = 0.9) -> Estimate:
    """What the cases themselves say; the interval holds `mass` of their draws, widened by what the pseudo-cases leave open."""
    tails = ((1 - mass) / 2, (1 + mass) / 2)
    point = float(drawn.point[row])
    if not isinstance(finding, Evidence):
        return Estimate(point, point, point)
    # A quantile beyond the longest wait seen is that wait at least. A share has nothing to do with how long anybody waited.
    longest = max(sample.value for sample in finding.samples) if isinstance(finding.statistic, Quantile) else math.inf
    values = np.minimum(drawn.value[row], longest)
    ends = [finding.scale.value(float(score)) for score in np.quantile(drawn.score[row], tails)]
    ends += np.quantile(values, tails).tolist()
    point = min(point, longest)
    return Estimate(point, min(*ends, point), max(*ends, point))


def _contributions(finding: Finding, record: Record) -> tuple[Contribution, ...]:
    if not isinstance(finding, Evidence):
        return ()
    line = finding.statistic.line if isinstance(finding.statistic, Attained) else None
    keys = record.keys
    if line is None:
        return tuple(Contribution(keys[case], value, censored, entry) for case, value, censored, entry in finding.samples)
    return tuple(
        Contribution(keys[case], float(value <= line and not censored), censored and value < line, entry)
        for case, value, censored, entry in finding.samples
    )


def vendor_result(rubric: Rubric, assessed: Assessed, weights: Mapping[str, float]) -> VendorResult:
    """Earned ÷ applicable over the criteria with evidence, at the given weights of the dimensions (summing to 1)."""
    shares = [weights[criterion.dimension] * share for criterion, share in zip(rubric.criteria, shares_of(rubric), strict=True)]
    by_id = {result.id: result for result in assessed.criteria}
    return VendorResult(
        vendor=assessed.record.vendor,
        cases=len(assessed.record.cases),
        score=_earned(assessed.drawn, np.array(shares)),
        coverage=_covered(assessed.drawn, np.array(shares)),
        gates=assessed.gates,
        dimensions=tuple(_dimension(rubric, dimension, assessed, by_id) for dimension in rubric.dimensions),
        below_base_line=assessed.below,
    )


def shares_of(rubric: Rubric) -> FloatArray:
    """Each criterion's share of its dimension, [criteria]."""
    total = {each.id: sum(criterion.weight for criterion in each.criteria) for each in rubric.dimensions}
    return np.array([criterion.weight / total[criterion.dimension] for criterion in rubric.criteria])


def dimension_scores(rubric: Rubric, drawn: Draws) -> FloatArray:
    """[dimensions, draws] for the ranking: what no evidence reaches is drawn from its prior, so that silence never pays."""
    shares = shares_of(rubric)
    rows = _rows(rubric)
    return np.stack([shares[rows[each.id]] @ drawn.score[rows[each.id]] for each in rubric.dimensions])


def _rows(rubric: Rubric) -> dict[str, list[int]]:
    return {
        each.id: [row for row, criterion in enumerate(rubric.criteria) if criterion.dimension == each.id]
        for each in rubric.dimensions
    }


def _dimension(rubric: Rubric, dimension: Dimension, assessed: Assessed, by_id: Mapping[str, CriterionResult]) -> DimensionResult:
    inside = np.array([criterion.dimension == dimension.id for criterion in rubric.criteria])
    shares = np.where(inside, shares_of(rubric), 0.0)
    results = tuple(by_id[criterion.id] for criterion in dimension.criteria)
    return DimensionResult(
        id=dimension.id,
        score=_earned(assessed.drawn, shares),
        coverage=_covered(assessed.drawn, shares),
        n=len(_cases(assessed.findings, np.flatnonzero(inside & assessed.drawn.known))),
        criteria=results,
    )


def _cases(findings: Sequence[Finding], rows: np.typing.NDArray[np.intp]) -> set[int]:
    """The numbers of the cases that speak in any of these criteria."""
    speaking: set[int] = set()
    for row in rows:
        finding = findings[row]
        if isinstance(finding, Evidence):
            speaking.update(finding.speaking().tolist())
    return speaking


def _earned(drawn: Draws, shares: FloatArray) -> Estimate | None:
    held = np.where(drawn.known, shares, 0.0)
    return estimate(held @ drawn.score / held.sum()) if held.sum() > 0 else None


def _covered(drawn: Draws, shares: FloatArray) -> float:
    return float(np.where(drawn.known, shares, 0.0).sum() / shares.sum()) if shares.sum() > 0 else 0.0
