"""Draws as results: estimates, coverage, gates, and the cases behind each number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from houdun.facts.rubric import Criterion, Dimension, Rubric
from houdun.facts.vendor import Vendor
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
    """One vendor, before any weight of a dimension, all [dimensions, draws] in the rubric's order.

    `scores` are for the ranking: what no evidence reaches is drawn from its prior, so that silence never pays. `earned` is what the criteria with
    evidence give, and `held` [dimensions] their share. `tiers` [draws] says how it stands to the base line.
    """

    vendor: Vendor
    cases: int
    dimensions: tuple[DimensionResult, ...]
    gates: tuple[GateResult, ...]
    scores: FloatArray
    earned: FloatArray
    held: FloatArray
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
    shares = _shares(rubric)
    known = np.where(drawn.known, shares, 0.0)
    return Assessed(
        vendor=record.vendor,
        cases=len(record.cases),
        dimensions=tuple(
            _dimension(dimension, inside, drawn, findings, results)
            for dimension, inside in zip(rubric.dimensions, shares, strict=True)
        ),
        gates=gates,
        scores=_summed(shares, drawn.score),
        earned=_summed(known, drawn.score),
        held=known.sum(axis=1) / shares.sum(axis=1),
        tiers=tiers,
    )


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


def vendor_result(assessed: Assessed, weights: FloatArray) -> VendorResult:
    """Earned ÷ applicable over the criteria with evidence, at the given weights [dimensions] (summing to 1)."""
    covered = min(1.0, float(weights @ assessed.held))
    return VendorResult(
        vendor=assessed.vendor,
        cases=assessed.cases,
        score=estimate(weights @ assessed.earned / covered) if covered > 0 else None,
        coverage=covered,
        gates=assessed.gates,
        dimensions=assessed.dimensions,
        below_base_line=assessed.below,
    )


def _shares(rubric: Rubric) -> FloatArray:
    """Each criterion's share of its dimension, [dimensions, criteria]; 0 in the others."""
    weights = np.array(
        [[each.weight * (each.dimension == dimension.id) for each in rubric.criteria] for dimension in rubric.dimensions],
        dtype=float,
    )
    shares: FloatArray = weights / weights.sum(axis=1, keepdims=True)
    return shares


def _summed(shares: FloatArray, scores: FloatArray) -> FloatArray:
    """[dimensions, draws]; a dimension's own criteria only, so that no other's changes its last digit."""
    return np.stack([row[row > 0] @ scores[row > 0] for row in shares])


def _dimension(
    dimension: Dimension, shares: FloatArray, drawn: Draws, findings: Sequence[Finding], results: Sequence[CriterionResult]
) -> DimensionResult:
    """`shares` [criteria] is 0 outside the dimension."""
    known = np.where(drawn.known, shares, 0.0)
    return DimensionResult(
        id=dimension.id,
        score=estimate(known @ drawn.score / known.sum()) if known.sum() > 0 else None,
        coverage=float(known.sum() / shares.sum()),
        n=len(_cases(findings, np.flatnonzero(known))),
        criteria=tuple(result for result, share in zip(results, shares, strict=True) if share > 0),
    )


def _cases(findings: Sequence[Finding], rows: np.typing.NDArray[np.intp]) -> set[int]:
    """The numbers of the cases that speak in any of these criteria."""
    speaking: set[int] = set()
    for row in rows:
        finding = findings[row]
        if isinstance(finding, Evidence):
            speaking.update(finding.speaking().tolist())
    return speaking
