"""The verdict: evidence → draws → scores, ranks, and what would change the winner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from houdun.errors import UsageError
from houdun.facts.attestation import Attestation
from houdun.facts.occasion import Prevention
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Rubric
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Flip, Shift, Verdict
from houdun.language import Bilingual
from houdun.verdict.flips import Standing, crossings, smallest_move
from houdun.verdict.measures import measures
from houdun.verdict.ranking import Bank, Ranking, over_all_weights
from houdun.verdict.record import NOTHING_FORESEEN, Record, records
from houdun.verdict.results import Assessed, assess, vendor_result
from houdun.verdict.standard import standard_weights
from houdun.verdict.survival import BoolArray, FloatArray
from houdun.verdict.uncertainty import draw

ALL_WEIGHTS_DRAWS = 1 << 16


@dataclass(frozen=True)
class Assessment:
    """All that the evidence says, before any weight: kept to rank again when weights change. `central_weights` are the mean weights, of all there
    are, with which a vendor comes first; a vendor that never does is left out."""

    rubric: Rubric
    vendors: tuple[Assessed, ...]
    central_weights: Mapping[Vendor, Mapping[str, float]]
    draws: int
    seed: int

    @cached_property
    def bank(self) -> Bank:
        return bank_of(self.rubric, self.vendors, self.seed)

    @cached_property
    def _below(self) -> BoolArray:
        return np.array([each.below for each in self.vendors], dtype=bool)

    @cached_property
    def _standing(self) -> Standing:
        """The tier that each vendor is in, or above, in half of the draws: what it may lead, whatever the weights."""
        return np.quantile(self.bank.tiers, 0.5, axis=1, method="lower").astype(np.int64)

    @property
    def _ids(self) -> list[str]:
        return [dimension.id for dimension in self.rubric.dimensions]

    def verdict(self, stage: str, weights: Mapping[str, float] | None = None) -> Verdict:
        """The verdict at a stage's weights, or at the team's own. Raises UsageError where there is no such stage or dimension."""
        profile = profile_of(self.rubric, stage, weights)
        if not self.vendors:
            return self._verdict(stage, profile, Ranking(np.zeros((0, 0)), np.zeros((0, 0))))
        return self._verdict(stage, profile, self.bank.rank(np.array(list(profile.values()))))

    def _verdict(self, stage: str, profile: Mapping[str, float], ranking: Ranking) -> Verdict:
        names = [each.vendor for each in self.vendors]
        weights = np.array(list(profile.values()))
        results = tuple(vendor_result(each, weights) for each in self.vendors)
        scored = np.array([each.score is not None for each in results])
        return Verdict(
            stage=stage,
            weights=profile,
            vendors=results,
            rank_acceptability={name: tuple(row.tolist()) for name, row in zip(names, ranking.acceptability, strict=True)},
            beats={
                name: {other: float(share) for other, share in zip(names, row, strict=True) if other != name}
                for name, row in zip(names, ranking.beats, strict=True)
            },
            central_weights=self.central_weights,
            leader=_leader(names, ranking, self.rubric.belief.clear, self._below, scored),
            clear=self.rubric.belief.clear,
            flips=self._flips(names, weights),
            draws=self.draws,
            seed=self.seed,
            shift=self._shift(names, weights),
        )

    def _flips(self, names: Sequence[Vendor], weights: FloatArray) -> tuple[Flip, ...]:
        found = crossings(self.bank.mean, weights, self._standing) if len(names) > 1 else []
        return tuple(
            Flip(
                dimension=self._ids[each.dimension],
                weight_from=each.weight_from,
                weight_to=each.weight_to,
                winner=names[each.winner],
            )
            for each in found
        )

    def _shift(self, names: Sequence[Vendor], weights: FloatArray) -> Shift | None:
        move = smallest_move(self.bank.mean, weights, self._standing) if len(names) > 1 else None
        if move is None:
            return None
        moved = dict(zip(self._ids, move.weights.tolist(), strict=True))
        return Shift(weights=moved, change=move.change, winner=names[move.winner])


def judge(
    rubric: Rubric,
    stage: str,
    cases: Mapping[Vendor, Sequence[CaseReading]],
    attestations: Sequence[Attestation],
    *,
    zone: str,
    seed: int,
    draws: int,
    weights: Mapping[str, float] | None = None,
    prevention: Mapping[Vendor, Prevention] = NOTHING_FORESEEN,
) -> Verdict:
    """Scores and ranks every vendor of `cases`.

    `zone` is the customers' IANA zone, in which night and weekend are meant; `weights` replaces the stage's; `prevention` is what
    each vendor said of the same occasions. What was promised stands in the readings, as targets. The same input and seed give the same verdict. Raises UsageError for an unknown stage,
    dimension or zone, and for an attested value of the wrong kind.
    """
    profile_of(rubric, stage, weights)
    assessed = assessment(rubric, cases, attestations, zone=zone, seed=seed, draws=draws, prevention=prevention)
    return assessed.verdict(stage, weights)


def assessment(
    rubric: Rubric,
    cases: Mapping[Vendor, Sequence[CaseReading]],
    attestations: Sequence[Attestation],
    *,
    zone: str,
    seed: int,
    draws: int,
    prevention: Mapping[Vendor, Prevention] = NOTHING_FORESEEN,
) -> Assessment:
    """Everything but the weights: keep it to see other stages and weights at once."""
    held = records(cases, attestations, rubric.belief, zone_of(zone), prevention)
    assessed = [_assess(rubric, each, mix, seed, draws) for each, mix in zip(held, standard_weights(held), strict=True)]
    return Assessment(rubric, tuple(assessed), central_weights(rubric, assessed, seed), draws, seed)


def bank_of(rubric: Rubric, vendors: Sequence[Assessed], seed: int) -> Bank:
    scores, tiers = np.stack([each.scores for each in vendors]), np.stack([each.tiers for each in vendors])
    return Bank(scores, tiers, rubric.belief.concentration, seed)


def central_weights(rubric: Rubric, vendors: Sequence[Assessed], seed: int) -> dict[Vendor, dict[str, float]]:
    if not vendors:
        return {}
    ids, bank = [dimension.id for dimension in rubric.dimensions], bank_of(rubric, vendors, seed)
    covariance = np.stack([np.cov(scores) for scores in bank.scores]).reshape(len(vendors), len(ids), len(ids))
    chosen = over_all_weights(bank.mean, covariance, bank.tiers, draws=ALL_WEIGHTS_DRAWS, seed=seed)
    return {
        each.vendor: dict(zip(ids, weights.tolist(), strict=True))
        for each, weights in zip(vendors, chosen.central, strict=True)
        if not np.isnan(weights).any()
    }


def _assess(rubric: Rubric, record: Record, mix: FloatArray, seed: int, draws: int) -> Assessed:
    register = measures()
    findings = tuple(register[criterion.measure](record, criterion) for criterion in rubric.criteria)
    drawn = draw(record.vendor, findings, mix, rubric.belief, seed=seed, draws=draws)
    return assess(rubric, record, findings, drawn, seed)


def profile_of(rubric: Rubric, stage: str, weights: Mapping[str, float] | None) -> dict[str, float]:
    """Weights of the dimensions in the rubric's order, summing to 1."""
    if stage not in rubric.stages:
        raise UsageError(
            Bilingual(f"没有“{stage}”这个阶段", f"there is no stage “{stage}”"),
            Bilingual(f"请从 {'、'.join(rubric.stages)} 中选择", f"choose one of {', '.join(rubric.stages)}"),
            where="stage",
        )
    given = rubric.stages[stage].weights if weights is None else weights
    ids = [dimension.id for dimension in rubric.dimensions]
    total = sum(given.values())
    if set(given) != set(ids) or min(given.values()) < 0 or not 0 < total < float("inf"):
        raise UsageError(
            Bilingual("权重不完整或有误", "the weights are incomplete or wrong"),
            Bilingual(
                f"请为 {'、'.join(ids)} 各给一个不小于 0 的数，不能全为 0",
                f"give each of {', '.join(ids)} a number of 0 or more, not all 0",
            ),
            where="weights",
        )
    return {each: given[each] / total for each in ids}


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(
            Bilingual(f"没有“{name}”这个时区", f"there is no time zone “{name}”"),
            Bilingual("请用 IANA 时区名，例如 Asia/Shanghai", "use an IANA name, such as Asia/Shanghai"),
            where="zone",
        ) from None


def _leader(names: Sequence[Vendor], ranking: Ranking, clear: float, below: BoolArray, scored: BoolArray) -> Vendor | None:
    """Who is first with at least `clear` probability; nobody below the base line while another is not, and nobody of whom
    the weighted dimensions know nothing."""
    if not names:
        return None
    best = int(np.argmax(ranking.acceptability[:, 0]))
    if (below[best] and not below.all()) or not scored[best]:
        return None
    return names[best] if ranking.acceptability[best, 0] >= clear else None
