"""The base line: gates that nothing else buys back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from houdun.facts.rubric import Belief, Rubric
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import GateResult, GateStatus
from houdun.verdict.evidence import Evidence, Finding
from houdun.verdict.ranking import Tiers
from houdun.verdict.survival import BoolArray, FloatArray
from houdun.verdict.uncertainty import Draws, gammas, generator, mixed

SURE = 0.9
REACHED, UNPROVEN, FAILED = np.int8(0), np.int8(1), np.int8(2)


def base_line(
    rubric: Rubric, vendor: Vendor, findings: Sequence[Finding], drawn: Draws, seed: int
) -> tuple[tuple[GateResult, ...], Tiers]:
    """The result of each gate, and the vendor's tier in each draw: a lower tier ranks before a higher one, whatever the scores.

    A gate that is BELOW fails in every draw and one that is MET in none; an UNSURE one, or one without evidence, fails where its
    draw does. REACHED where none fails; UNPROVEN where only gates without evidence fail, so that silence never passes for
    proof; FAILED where evidence does, or where no gate has any. So a vendor that is BELOW is first only where all others fail too.
    """
    chance = generator(seed, vendor, "gates")
    gates, tiers = [], np.full(drawn.score.shape[1], REACHED)
    for row, criterion in enumerate(rubric.criteria):
        if criterion.gate is not None:
            reached = _reached(criterion.gate.at_least, findings[row], drawn, row, rubric.belief, chance)
            result = _result(criterion.id, criterion.gate.at_least, reached if drawn.known[row] else None)
            gates.append(result)
            tiers = np.maximum(tiers, _tier(result.status, reached))
    if gates and all(gate.status is GateStatus.NO_EVIDENCE for gate in gates):
        tiers[tiers == UNPROVEN] = FAILED
    return tuple(gates), tiers


def _reached(line: float, finding: Finding, drawn: Draws, row: int, belief: Belief, chance: np.random.Generator) -> BoolArray:
    """The draws that reach the line. A gate starts undecided: its pseudo-cases lie on the line itself, so that only evidence
    moves it to either side. Of an attested gate the score is held against the line: a claim alone does not reach it."""
    wanted, values = line, np.zeros(drawn.score.shape[1])
    if isinstance(finding, Evidence):
        wanted = float(finding.scale.score(np.asarray(line)))
        values = finding.scale.score(drawn.value[row])
    elif finding is not None:
        values = np.full_like(values, finding.score)
    perfect, failed = gammas(chance, (belief.prior_cases * wanted, belief.prior_cases * (1 - wanted)), len(values))
    mass: FloatArray = np.where(drawn.known[row], drawn.mass[row], 0.0)
    reached: BoolArray = mixed(np.nan_to_num(values), mass, perfect, failed) >= wanted
    return reached


def _tier(status: GateStatus, reached: BoolArray) -> Tiers:
    if status is GateStatus.NO_EVIDENCE:
        return np.where(reached, REACHED, UNPROVEN)
    if status is GateStatus.UNSURE:
        return np.where(reached, REACHED, FAILED)
    return np.full(len(reached), FAILED if status is GateStatus.BELOW else REACHED)


def _result(criterion: str, line: float, reached: BoolArray | None) -> GateResult:
    if reached is None:
        return GateResult(criterion, GateStatus.NO_EVIDENCE, None, line)
    probability = float(reached.mean())
    status = GateStatus.MET if probability >= SURE else GateStatus.BELOW if probability <= 1 - SURE else GateStatus.UNSURE
    return GateResult(criterion, status, probability, line)
