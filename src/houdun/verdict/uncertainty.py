"""From one vendor's evidence to draws of its scores: the Bayesian bootstrap over cases, with pseudo-cases.

D. B. Rubin, "The Bayesian bootstrap", Annals of Statistics 9 (1981); with a base measure it is Ferguson's Dirichlet process
(1973). Every case gets a standard exponential weight in each draw, the same for all criteria, so that what moves together
moves together. Pseudo-cases, some perfect and some failed, get gamma weights beside them: for a plain share the posterior is
exactly the beta's, and one case never gives certainty.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from houdun.facts.rubric import Belief
from houdun.facts.vendor import Vendor
from houdun.verdict.evidence import Arrays, Attested, Evidence, Finding, Statistic
from houdun.verdict.survival import BoolArray, FloatArray, IntArray

CHUNK = 1 << 19
"""Weights at once, 4 MB: draws are made in slices of so many draws × cases."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Per criterion and draw, all [criteria, draws]. `value` is the cases' own statistic and `mass` how many cases it weighs as
    much as; `score` has the pseudo-cases in it, and where there is no evidence it is the prior (`known` [criteria] is False).
    `point` [criteria] is the statistic of the standardised cases, without chance."""

    value: FloatArray
    mass: FloatArray
    score: FloatArray
    known: BoolArray
    point: FloatArray


@dataclass(frozen=True, slots=True)
class _Compiled:
    """One criterion's evidence as arrays. `linear` is the contribution of each sample where the statistic is a plain mean."""

    row: int
    statistic: Statistic
    samples: Arrays
    speaking: IntArray
    linear: FloatArray | None


def generator(seed: int, vendor: Vendor, purpose: str) -> np.random.Generator:
    """A stream of its own for each vendor and purpose, so that neither order nor company changes a vendor's draws."""
    digest = hashlib.sha256(f"{vendor.name}\0{vendor.plan}\0{purpose}".encode()).digest()
    return np.random.default_rng([seed, int.from_bytes(digest[:8], "big")])


def draw(vendor: Vendor, findings: Sequence[Finding], weights: FloatArray, belief: Belief, *, seed: int, draws: int) -> Draws:
    """All criteria of one vendor. `findings` is in the rubric's order, `weights` [cases] from `standard_weights`."""
    shape = (len(findings), draws)
    value, mass, point = np.full(shape, np.nan), np.zeros(shape), np.full(len(findings), np.nan)
    compiled = [_compile(row, each) for row, each in enumerate(findings) if isinstance(each, Evidence)]
    compiled = [each for each in compiled if each.speaking.size]
    if compiled:
        _bootstrap(compiled, weights, generator(seed, vendor, "cases"), value, mass)
        for each in compiled:
            point[each.row] = each.statistic.draws(weights[None, :], each.samples)[0]
    chance = generator(seed, vendor, "attested")
    for row, finding in enumerate(findings):
        if isinstance(finding, Attested):
            value[row], point[row] = finding.value, finding.value
            mass[row] = chance.standard_gamma(finding.cases, draws)
    score = _scores(findings, value, mass, belief, generator(seed, vendor, "prior"))
    return Draws(value, mass, score, ~np.isnan(point), point)


def _compile(row: int, evidence: Evidence) -> _Compiled:
    samples = evidence.arrays()
    return _Compiled(row, evidence.statistic, samples, evidence.speaking(), evidence.statistic.linear(samples))


def _bootstrap(
    compiled: Sequence[_Compiled], weights: FloatArray, chance: np.random.Generator, value: FloatArray, mass: FloatArray
) -> None:
    """Fills `value` and `mass` of the compiled rows, slice by slice; all that is a plain sum of case weights in one product."""
    means = [each for each in compiled if each.linear is not None]
    rows, mean_rows = [each.row for each in compiled], [each.row for each in means]
    columns = [_mass_column(each, weights) for each in compiled]
    columns += [_column(each, each.linear, len(weights)) for each in means]
    columns += [_column(each, None, len(weights)) for each in means]
    sums_of, ends = np.stack(columns, axis=1), (len(rows), len(rows) + len(means))
    draws = value.shape[1]
    step = max(CHUNK // len(weights), 1)
    for start in range(0, draws, step):
        part = slice(start, min(start + step, draws))
        drawn = chance.standard_exponential((part.stop - part.start, len(weights))) * weights
        masses, upper, lower = np.split(drawn @ sums_of, ends, axis=1)
        mass[rows, part] = masses.T
        value[mean_rows, part] = (upper / lower).T
        for each in compiled:
            if each.linear is None:
                value[each.row, part] = each.statistic.draws(drawn, each.samples)


def _mass_column(each: _Compiled, weights: FloatArray) -> FloatArray:
    """Scaled so that the mass of the speaking cases has Kish's effective number of cases as its mean."""
    column = np.zeros(len(weights))
    held = weights[each.speaking]
    column[each.speaking] = held.sum() / (held**2).sum()
    return column


def _column(each: _Compiled, linear: FloatArray | None, cases: int) -> FloatArray:
    return np.bincount(each.samples.case, weights=linear, minlength=cases).astype(float)


def _scores(
    findings: Sequence[Finding], value: FloatArray, mass: FloatArray, belief: Belief, chance: np.random.Generator
) -> FloatArray:
    """Scores with the pseudo-cases in them: whole cases, so the same ones in every criterion that cases speak of; an
    attestation, or silence, has its own."""
    draws = value.shape[1]
    alpha, beta = belief.prior_cases * belief.prior_score, belief.prior_cases * (1 - belief.prior_score)
    shared = gammas(chance, (alpha, beta), draws)
    score = np.empty_like(value)
    for row, finding in enumerate(findings):
        own = gammas(chance, (alpha, beta), draws)
        if isinstance(finding, Attested):
            score[row] = mixed(np.full(draws, finding.score), mass[row], *own)
        elif finding is None or np.isnan(value[row, 0]):
            score[row] = own[0] / (own[0] + own[1])
        else:
            score[row] = mixed(finding.scale.score(value[row]), mass[row], *shared)
    return score


def gammas(chance: np.random.Generator, shapes: Sequence[float], draws: int) -> FloatArray:
    """Standard gamma draws, [shapes, draws]."""
    return chance.standard_gamma(np.array(shapes)[:, None], size=(len(shapes), draws))


def mixed(score: FloatArray, mass: FloatArray, perfect: FloatArray, failed: FloatArray) -> FloatArray:
    """Scores after pseudo-cases of weight `perfect` and `failed`; all [draws]."""
    return (mass * score + perfect) / (mass + perfect + failed)
