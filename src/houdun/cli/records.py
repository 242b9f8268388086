"""The JSON that commands print: the contract that other programs read. Add to it, never change it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from houdun.facts.fault import FaultFacts
from houdun.facts.reading import CaseReading, ClockReading, Moment
from houdun.facts.rubric import Rubric
from houdun.facts.time import SECOND, Millis, iso
from houdun.facts.trial import Trial
from houdun.facts.verdict import Comparison, CriterionResult, DimensionResult, Estimate, GateResult, Shift, VendorResult, Verdict

Record = dict[str, Any]
"""JSON: its values are what json.dumps takes."""


def case(reading: CaseReading) -> Record:
    """One line of `houdun cases --json`. Times are ISO 8601 UTC, durations seconds.

    A recurring clock shows its first run, and all of them under `runs`.
    """
    runs: dict[str, list[ClockReading]] = defaultdict(list)
    for clock in reading.clocks:
        runs[clock.name].append(clock)
    return {
        "id": reading.key.id,
        "vendor": reading.key.vendor.name,
        "plan": reading.key.vendor.plan,
        "channel": reading.key.channel,
        "title": reading.log.title,
        "opened_at": iso(reading.opened_at),
        "horizon": iso(reading.log.horizon),
        "state": reading.state,
        "severity": reading.severity.value,
        "messages": len(reading.messages),
        "milestones": {milestone.value: _moment(moment) for milestone, moment in reading.milestones.items()},
        "clocks": {name: _clock(same) for name, same in runs.items()},
        "signals": [
            {
                "name": signal.name,
                "message": signal.about,
                "start": signal.start,
                "end": signal.end,
                "value": signal.value,
            }
            for signal in reading.signals
        ],
    }


def _moment(moment: Moment) -> Record:
    record: Record = {"claimed_at": _iso(moment.claimed_at), "observed_at": _iso(moment.observed_at)}
    if moment.observed_until is not None:
        record["observed_until"] = iso(moment.observed_until)
    return record


def _clock(runs: Sequence[ClockReading]) -> Record:
    first, *more = (_run(run) for run in runs)
    return first | ({"runs": [first, *more]} if more else {})


def _run(run: ClockReading) -> Record:
    record: Record = {
        "wall_s": run.wall_ms / SECOND,
        "contract_s": run.contract_ms / SECOND,
        "paused_s": run.paused_ms / SECOND,
        "censored": run.censored,
        "started_at": iso(run.started_at),
        "stopped_at": _iso(run.stopped_at),
        "severity": run.severity.value,
    }
    if run.target_ms is not None:
        record["target_s"] = run.target_ms / SECOND
    return record


def _iso(at: Millis | None) -> str | None:
    return None if at is None else iso(at)


def verdict(comparison: Comparison) -> Record:
    """`houdun compare --json FILE`."""
    judged = comparison.verdict
    return {
        "stage": judged.stage,
        "weights": dict(judged.weights),
        "leader": str(judged.leader) if judged.leader else None,
        "draws": judged.draws,
        "seed": judged.seed,
        "vendors": [_vendor(result, judged) for result in judged.vendors],
        "rank_acceptability": {str(vendor): list(ranks) for vendor, ranks in judged.rank_acceptability.items()},
        "beats": {str(vendor): {str(other): p for other, p in others.items()} for vendor, others in judged.beats.items()},
        "central_weights": {str(vendor): dict(weights) for vendor, weights in judged.central_weights.items()},
        "flips": [
            {"dimension": flip.dimension, "from": flip.weight_from, "to": flip.weight_to, "winner": str(flip.winner)}
            for flip in judged.flips
        ],
        "shift": _shift(judged.shift) if judged.shift else None,
        "trial": _trial(comparison.trial) if comparison.trial else None,
        "generated_at": iso(comparison.provenance.generated_at),
        "houdun_version": comparison.provenance.houdun_version,
        "rubric_version": comparison.provenance.rubric_version,
        "rules_version": comparison.provenance.rules_version,
    }


def _trial(trial: Trial) -> Record:
    """The claim; `lean` is none."""
    standing = trial.standing
    return {
        "name": trial.declared.name,
        "others": list(trial.others),
        "claim": str(standing.winner) if standing.winner else None,
        "blocks": standing.blocks,
        "dropped": {str(vendor): after for vendor, after in standing.dropped.items()},
        "lean": {str(vendor): share for vendor, share in standing.lean.items()},
        "simulated": trial.declared.simulated,
    }


def _shift(shift: Shift) -> Record:
    return {"weights": dict(shift.weights), "change": shift.change, "winner": str(shift.winner)}


def _vendor(result: VendorResult, judged: Verdict) -> Record:
    return {
        "vendor": str(result.vendor),
        "name": result.vendor.name,
        "plan": result.vendor.plan,
        "cases": result.cases,
        **_estimate(result.score, "score"),
        "coverage": result.coverage,
        "below_base_line": result.below_base_line,
        "rank_acceptability": list(judged.rank_acceptability[result.vendor]),
        "gates": {gate.criterion: _gate(gate) for gate in result.gates},
        "dimensions": {dimension.id: _dimension(dimension) for dimension in result.dimensions},
    }


def _gate(gate: GateResult) -> Record:
    return {"status": gate.status.value, "probability": gate.probability, "at_least": gate.at_least}


def _dimension(result: DimensionResult) -> Record:
    return {
        **_estimate(result.score, "score"),
        "n": result.n,
        "coverage": result.coverage,
        "criteria": {criterion.id: _criterion(criterion) for criterion in result.criteria},
    }


def _criterion(result: CriterionResult) -> Record:
    return {
        **_estimate(result.score, "score"),
        "value": result.value.mean if result.value else None,
        "value_interval": _interval(result.value),
        "unit": result.unit,
        "n": result.n,
        "applicable": result.applicable,
        "coverage": result.coverage,
        "basis": result.basis,
        "assurance": result.assurance.value if result.assurance else None,
        "missing": result.missing._asdict() if result.missing else None,
    }


def _estimate(estimate: Estimate | None, name: str) -> Record:
    return {name: estimate.mean if estimate else None, "interval": _interval(estimate)}


def _interval(estimate: Estimate | None) -> list[float] | None:
    return [estimate.low, estimate.high] if estimate else None


def rubric(rubric: Rubric) -> Record:
    """`houdun rubric --json`."""
    return {
        "version": rubric.version,
        "stages": {stage.id: {"name": stage.name._asdict(), "weights": dict(stage.weights)} for stage in rubric.stages.values()},
        "dimensions": [
            {
                "id": dimension.id,
                "name": dimension.name._asdict(),
                "question": dimension.question._asdict(),
                "criteria": [
                    {
                        "id": criterion.id,
                        "name": criterion.name._asdict(),
                        "question": criterion.question._asdict(),
                        "evidence": list(criterion.evidence),
                        "unit": criterion.unit,
                        "weight": criterion.weight,
                        "measure": criterion.measure,
                        "parameters": dict(criterion.parameters),
                        "gate": criterion.gate.at_least if criterion.gate else None,
                    }
                    for criterion in dimension.criteria
                ],
            }
            for dimension in rubric.dimensions
        ],
    }


def fault(facts: FaultFacts) -> Record:
    """An entry of `houdun faults --json`. Texts in both languages."""
    return {
        "id": facts.id,
        "layer": facts.layer.value,
        "name": facts.name._asdict(),
        "true_cause": facts.true_cause._asdict(),
        "notices": facts.notices._asdict(),
        "reveals": [each.value for each in facts.reveals],
        "mistaken_for": list(facts.mistaken_for),
        "injectable_at_vendor": facts.injectable_at_vendor,
        "parameters": [{**asdict(each), "meaning": each.meaning._asdict()} for each in facts.parameters],
        "remedies": [
            {"id": each.id, "cures": each.cures, "change": dict(each.change), "what": each.what._asdict()}
            for each in facts.remedies
        ],
    }
