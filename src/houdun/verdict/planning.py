"""How many questions a trial will probably take: trials imagined with assumed vendors, decided by the very rule of the claim."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from houdun.facts.claim import Endpoint
from houdun.facts.time import SECOND, Millis
from houdun.verdict.stopping import NOBODY, Contest
from houdun.verdict.survival import FloatArray

LEVELS = np.array([-0.8, 0.0, 0.8, 1.6])
"""What ability a thread must show for depth 1, 2, 3, 4. One that shows none is 0; noise has deviation 1."""
TIME_BY_DIFFICULTY, DEPTH_BY_DIFFICULTY = 0.6, 0.7
"""How a question one deviation harder acts on the log of every wait, and takes from every ability."""
SPREAD = 1.04
"""Deviation of the log of a wait beyond the question's difficulty, unless said otherwise."""
TOGETHER = 500
"""Trials imagined at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """A vendor as one imagines it. Waits are log-normal with these medians, one for each stratum, the strata taking turns;
    `spread` is as `SPREAD`. A share `never` stays unanswered."""

    medians_ms: tuple[Millis, ...]
    ability: float = 0.5
    never: float = 0.0
    spread: float = SPREAD


@dataclass(frozen=True, slots=True)
class Imagined:
    """Wait in ms, capped at the horizon, and depth: [trials, blocks, vendors]."""

    wait_ms: FloatArray
    depth: NDArray[np.int8]

    def scores(self, endpoint: Endpoint) -> FloatArray:
        """As `stopping.score` has them."""
        scores: FloatArray = np.log(endpoint.level_worth) * self.depth - np.log(np.maximum(self.wait_ms, SECOND) / SECOND)
        return scores


def imagine(vendors: tuple[Assumed, ...], endpoint: Endpoint, *, trials: int, blocks: int, seed: int) -> Imagined:
    """Draws whole trials; the difficulty of a question is the same for all vendors."""
    chance = np.random.default_rng(seed)
    shape = (trials, blocks, len(vendors))
    medians = np.array([[v.medians_ms[block % len(v.medians_ms)] for v in vendors] for block in range(blocks)])
    spread, ability, never = (np.array([getattr(v, name) for v in vendors]) for name in ("spread", "ability", "never"))
    difficulty = chance.standard_normal((trials, blocks, 1))
    wait = medians * np.exp(TIME_BY_DIFFICULTY * difficulty + spread * chance.standard_normal(shape))
    wait = np.minimum(np.where(chance.random(shape) < never, np.inf, wait), endpoint.horizon_ms)
    shown = ability - DEPTH_BY_DIFFICULTY * difficulty + chance.standard_normal(shape)
    depth = np.searchsorted(LEVELS, shown).astype(np.int8)
    depth[wait >= endpoint.horizon_ms] = 0
    return Imagined(wait, depth)


@dataclass(frozen=True, slots=True)
class Played:
    """For each trial: the winner (`NOBODY` where none was named), the blocks used, the questions put to all vendors together."""

    winner: NDArray[np.intp]
    blocks: NDArray[np.intp]
    questions: NDArray[np.intp]


def play(scores: FloatArray, false_claims: float, *, drop: bool = True) -> Played:
    """Decides trials of given scores [trials, blocks, vendors], looking after every block."""
    trials, blocks, vendors = scores.shape
    contest = Contest(trials, vendors, false_claims, drop=drop)
    winner, used, questions = np.full(trials, NOBODY), np.zeros(trials, dtype=np.intp), np.zeros(trials, dtype=np.intp)
    for block in range(blocks):
        going = winner == NOBODY
        if not going.any():
            break
        used += going
        questions += going * contest.asked.sum(axis=1)
        winner = np.where(going, contest.block(scores[:, block]), winner)
    return Played(winner, used, questions)


@dataclass(frozen=True, slots=True)
class Power:
    """What to expect. `claimed[n-1]` is the share of trials that have named a winner by block n, `named` the share that name each
    vendor by the last one; `questions` is the mean number put to all vendors together."""

    claimed: tuple[float, ...]
    named: tuple[float, ...]
    questions: float

    def blocks_for(self, share: float) -> int | None:
        """After how many blocks at least this share of trials has its claim; None where the horizon is too short."""
        return next((n for n, claimed in enumerate(self.claimed, start=1) if claimed >= share), None)


def power(vendors: tuple[Assumed, ...], endpoint: Endpoint, *, blocks: int, trials: int, seed: int) -> Power:
    """The chance of a claim by every block up to a planned number, if vendors are as assumed."""
    parts = [
        play(imagine(vendors, endpoint, trials=size, blocks=blocks, seed=seed + start).scores(endpoint), endpoint.false_claims)
        for start in range(0, trials, TOGETHER)
        if (size := min(TOGETHER, trials - start))
    ]
    winner = np.concatenate([part.winner for part in parts])
    used = np.concatenate([part.blocks for part in parts])[winner != NOBODY]
    claimed = np.cumsum(np.bincount(used, minlength=blocks + 1)[1:]) / trials
    named = np.bincount(winner[winner != NOBODY], minlength=len(vendors)) / trials
    return Power(tuple(claimed.tolist()), tuple(named.tolist()), float(np.concatenate([part.questions for part in parts]).mean()))
