"""The base line: gates that nothing else buys back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from houdun.facts.rubric import Belief, Rubric
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import GateResult, GateStatus
from houdun.verdict.evidence import Evidence, Finding
from houdun.verdict.survival import BoolArray, FloatArray
from houdun.verdict.uncertainty import Draws, gammas, generator, mixed

SURE = 0.9


def base_line(
    rubric: Rubric, vendor: Vendor, findings: Sequence[Finding], drawn: Draws, seed: int
) -> tuple[tuple[GateResult, ...], BoolArray]:
    """The result of each gate, and the draws [draws] in which the vendor does not reach the base line.

    A gate that is BELOW fails in every draw and one that is MET in none; an UNSURE one fails where its draw does. Gates without
    evidence fail nowhere, unless none has any: then the base line itself is drawn, for to be silent is not to reach it.
    """
    gates, fails = [], np.zeros(drawn.score.shape[1], dtype=bool)
    for row, criterion in enumerate(rubric.criteria):
        if criterion.gate is not None:
            reached = _reached(
                criterion.gate.at_least, findings[row], drawn, row, rubric.belief, generator(seed, vendor, "gates")
            )
            result = _result(criterion.id, criterion.gate.at_least, reached if drawn.known[row] else None)
            gates.append(result)
            fails |= _failing(result.status, reached)
    if gates and all(gate.status is GateStatus.NO_EVIDENCE for gate in gates):
        fails = ~reached
    return tuple(gates), fails


def _reached(line: float, finding: Finding, drawn: Draws, row: int, belief: Belief, chance: np.random.Generator) -> BoolArray:
    """The draws that reach the line. A gate starts undecided: its pseudo-cases lie on the line itself, the same ones in all gates,
    so that only evidence moves it to either side."""
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


def _result(criterion: str, line: float, reached: BoolArray | None) -> GateResult:
    if reached is None:
        return GateResult(criterion, GateStatus.NO_EVIDENCE, None, line)
    probability = float(reached.mean())
    status = GateStatus.MET if probability >= SURE else GateStatus.BELOW if probability <= 1 - SURE else GateStatus.UNSURE
    return GateResult(criterion, status, probability, line)


def _failing(status: GateStatus, reached: BoolArray) -> BoolArray:
    if status is GateStatus.UNSURE:
        return ~reached
    return np.full_like(reached, status is GateStatus.BELOW)
