"""A comparison as JSON values: stable keys, full precision, ISO times, words in both languages."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from houdun.facts.case import CaseKey
from houdun.facts.promise import Promise
from houdun.facts.reading import CaseReading
from houdun.facts.time import iso
from houdun.facts.verdict import (
    Comparison,
    Contribution,
    CriterionResult,
    DimensionResult,
    Estimate,
    GateResult,
    PromiseDelivery,
    Shift,
    VendorResult,
    Verdict,
)
from houdun.language import Bilingual
from houdun.report.trial_data import told

FORMAT = "houdun.comparison/1"
Json: TypeAlias = Mapping[str, object]
T = TypeVar("T")


def data(comparison: Comparison) -> dict[str, object]:
    """Everything that the report stands on, without the messages: those stay with the evidence."""
    return {
        "format": FORMAT,
        **_verdict(comparison),
        "curves": [
            {
                "clock": curve.clock, "vendor": str(curve.vendor), "n": curve.n, "events": curve.events,
                "times_ms": list(curve.times_ms), "waiting": _floats(curve.survival), "low": _floats(curve.low), "high": _floats(curve.high),
                "quantiles_ms": {str(share): at for share, at in curve.quantiles.items()},
            }
            for curve in comparison.curves
        ],
        "hours": {
            str(vendor): [{"weekday": cell.weekday, "hour": cell.hour, "n": cell.n, "attained": cell.attained} for cell in cells]
            for vendor, cells in comparison.hours.items()
        },
        "promises": [_delivery(delivery) for delivery in comparison.deliveries],
        **_recorded(comparison),
        "cases": [_case(reading) for _, reading in sorted(comparison.cases.items())],
        "trial": _maybe(told, comparison.trial),
        **_provenance(comparison),
    }  # fmt: skip


def _verdict(comparison: Comparison) -> Json:
    verdict = comparison.verdict
    return {
        "stage": verdict.stage,
        "weights": {id: _float(weight) for id, weight in verdict.weights.items()},
        "leader": _maybe(str, verdict.leader),
        "clear": _float(verdict.clear),
        "vendors": [_vendor(comparison, verdict, result) for result in verdict.vendors],
        "flips": [
            {
                "dimension": flip.dimension, "weight_from": _float(flip.weight_from),
                "weight_to": _float(flip.weight_to), "winner": str(flip.winner),
            }
            for flip in verdict.flips
        ],
        "shift": _maybe(_shift, verdict.shift),
        "draws": verdict.draws,
        "seed": verdict.seed,
    }  # fmt: skip


def _shift(shift: Shift) -> Json:
    weights = {id: _float(weight) for id, weight in shift.weights.items()}
    return {"weights": weights, "change": _float(shift.change), "winner": str(shift.winner)}


def _vendor(comparison: Comparison, verdict: Verdict, result: VendorResult) -> Json:
    vendor = result.vendor
    return {
        "vendor": str(vendor),
        "name": vendor.name,
        "plan": vendor.plan,
        "cases": result.cases,
        "score": _maybe(_estimate, result.score),
        "coverage": _float(result.coverage),
        "below_base_line": result.below_base_line,
        "gates": [_gate(gate) for gate in result.gates],
        "rank_acceptability": _floats(verdict.rank_acceptability.get(vendor, ())),
        "beats": {str(other): _float(share) for other, share in verdict.beats.get(vendor, {}).items()},
        "central_weights": {id: _float(weight) for id, weight in verdict.central_weights.get(vendor, {}).items()},
        "dimensions": [_dimension(comparison, dimension) for dimension in result.dimensions],
    }


def _gate(gate: GateResult) -> Json:
    return {
        "criterion": gate.criterion, "status": gate.status.value,
        "probability": _maybe(_float, gate.probability), "at_least": _float(gate.at_least),
    }  # fmt: skip


def _dimension(comparison: Comparison, result: DimensionResult) -> Json:
    found = next((dimension for dimension in comparison.rubric.dimensions if dimension.id == result.id), None)
    return {
        "id": result.id,
        "name": _maybe(_words, found.name if found else None),
        "question": _maybe(_words, found.question if found else None),
        "score": _maybe(_estimate, result.score),
        "coverage": _float(result.coverage),
        "n": result.n,
        "criteria": [_criterion(comparison, criterion) for criterion in result.criteria],
    }


def _criterion(comparison: Comparison, result: CriterionResult) -> Json:
    found = comparison.rubric.criterion(result.id)
    return {
        "id": result.id,
        "name": _maybe(_words, found.name if found else None),
        "score": _maybe(_estimate, result.score),
        "value": _maybe(_estimate, result.value),
        "unit": result.unit,
        "n": result.n,
        "applicable": result.applicable,
        "coverage": _float(result.coverage),
        "basis": result.basis,
        "assurance": result.assurance.value if result.assurance else None,
        "missing": _maybe(_words, result.missing),
        "contributions": [_contribution(contribution) for contribution in result.contributions],
    }


def _contribution(contribution: Contribution) -> Json:
    return {
        "case": _key(contribution.case), "value": _float(contribution.value),
        "censored": contribution.censored, "entry": contribution.entry,
    }  # fmt: skip


def _delivery(delivery: PromiseDelivery) -> Json:
    return {
        **_promise(delivery.promise),
        "n": delivery.n, "kept": delivery.kept, "censored": delivery.censored,
        "median_ms": delivery.median_ms, "p90_ms": delivery.p90_ms,
    }  # fmt: skip


def _promise(promise: Promise) -> Json:
    return {
        "vendor": str(promise.vendor),
        "milestone": promise.milestone.value,
        "severity": promise.severity.value if promise.severity else None,
        "target_ms": promise.target_ms,
        "hours": promise.hours.name,
        "price": promise.price,
        "smallest_size": promise.smallest_size,
        "url": promise.url,
        "read_on": promise.read_on.isoformat(),
        "note": promise.note,
    }


def _recorded(comparison: Comparison) -> Json:
    return {
        "viewer_minutes": [
            {
                "vendor": str(loss.vendor), "milestone": loss.milestone.value, "total": _float(loss.total),
                "per_case": _float(loss.per_case), "cases": loss.cases,
            }
            for loss in comparison.viewer_losses
        ],
        "attestations": [
            {
                "vendor": str(one.vendor), "criterion": one.criterion, "value": one.value, "assurance": one.assurance.value,
                "recorded_at": iso(one.recorded_at), "recorded_by": one.recorded_by, "document": one.document,
                "document_name": one.document_name, "note": one.note,
            }
            for one in comparison.attestations
        ],
        "severity_mix": {
            str(vendor): {severity.value: n for severity, n in mix.items()} for vendor, mix in comparison.severity_mix.items()
        },
    }  # fmt: skip


def _case(reading: CaseReading) -> Json:
    return {
        "case": _key(reading.key),
        "opened_at": iso(reading.opened_at),
        "severity": reading.severity.value,
        "horizon": iso(reading.log.horizon),
        "milestones": {
            milestone.value: {
                "claimed_at": _maybe(iso, moment.claimed_at), "observed_at": _maybe(iso, moment.observed_at),
                "observed_until": _maybe(iso, moment.observed_until),
            }
            for milestone, moment in reading.milestones.items()
        },
        "evidence": sorted({entry.source.blob for entry in reading.messages}),
    }  # fmt: skip


def _provenance(comparison: Comparison) -> Json:
    facts = comparison.provenance
    return {
        "zone": comparison.zone,
        "limits": [_words(limit) for limit in comparison.limits],
        "provenance": {
            "run_by": facts.run_by,
            "paid_by": facts.paid_by,
            "generated_at": iso(facts.generated_at),
            "houdun_version": facts.houdun_version,
            "rubric_version": facts.rubric_version,
            "rules_version": facts.rules_version,
            "sources": list(facts.sources),
            "first_at": _maybe(iso, facts.first_at),
            "last_at": _maybe(iso, facts.last_at),
        },
    }


def _key(key: CaseKey) -> Json:
    return {"vendor": str(key.vendor), "channel": key.channel, "id": key.id}


def _estimate(estimate: Estimate) -> Json:
    return {"mean": _float(estimate.mean), "low": _float(estimate.low), "high": _float(estimate.high)}


def _words(words: Bilingual) -> Json:
    return {"zh": words.zh, "en": words.en}


def _maybe(make: Callable[[T], object], value: T | None) -> object:
    return None if value is None else make(value)


def _float(value: float) -> float | None:
    """JSON has no infinity: what is not finite is null."""
    return float(value) if math.isfinite(value) else None


def _floats(values: tuple[float, ...]) -> list[float | None]:
    return [_float(value) for value in values]
