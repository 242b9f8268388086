"""When enough is known: the claim that one vendor's support is better than every other's.

At most a share `false_claims` of trials names one of several equal best vendors, however often one looks and however many are equal:
docs/design/0003-stopping.md proves it. Nothing here reads weights or rubric scores.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from houdun.facts.claim import Block, Endpoint, Outcome, Standing
from houdun.facts.time import SECOND
from houdun.facts.vendor import Vendor
from houdun.verdict.lean import lean
from houdun.verdict.survival import BoolArray, FloatArray
from houdun.verdict.wealth import Wealth

NOBODY = -1


class Contest:
    """The same trial many times side by side, block by block. `asked` [trials, vendors] says who is still in."""

    def __init__(self, trials: int, vendors: int, false_claims: float, *, drop: bool = True) -> None:
        self.wealth = Wealth(trials, vendors)
        self.asked = np.ones((trials, vendors), dtype=np.bool_)
        self._false_claims, self._drop = false_claims, drop

    def block(self, scores: FloatArray) -> NDArray[np.intp]:
        """Takes in the scores [trials, vendors] of one block. Returns each trial's winner, or `NOBODY`."""
        self.wealth.bet(scores, self.asked)
        pairs = self.wealth.pairs
        if self._drop:
            self.asked &= ~superfluous(pairs, self.asked, self._false_claims)
        return winners(pairs, self._false_claims)


def winners(pairs: FloatArray, false_claims: float) -> NDArray[np.intp]:
    """Who has beaten all others, for wealth [trials, a, b]; `NOBODY` where none has.

    For every j, the j smallest of a winner's accounts hold j(j+1) / false_claims together: 40 against the hardest rival at 5 %.
    """
    vendors = pairs.shape[-1]
    if vendors < 2:
        return np.full(len(pairs), NOBODY)
    alone = np.where(np.eye(vendors, dtype=np.bool_), np.inf, pairs)
    rivals = np.sort(alone, axis=-1)[..., :-1]
    j = np.arange(1, vendors)
    best = (np.cumsum(rivals, axis=-1) >= j * (j + 1) / false_claims).all(axis=-1)
    return np.where(best.sum(axis=-1) == 1, best.argmax(axis=-1), NOBODY)


def beaten(pairs: FloatArray, false_claims: float) -> BoolArray:
    """[trials, a, b]: a has beaten b so clearly that a's claim will need nothing more against b."""
    clear: BoolArray = pairs >= pairs.shape[-1] / false_claims
    return clear


def superfluous(pairs: FloatArray, asked: BoolArray, false_claims: float) -> BoolArray:
    """[trials, vendors]: who is beaten by everybody that nobody has beaten. To ask it again could decide nothing."""
    won = beaten(pairs, false_claims)
    lost = won.any(axis=-2)
    unbeaten = asked & ~lost
    by_all = (won | ~unbeaten[..., None]).all(axis=-2)
    return asked & lost & by_all & unbeaten.any(axis=-1, keepdims=True)


def score(outcome: Outcome, endpoint: Endpoint) -> float:
    """−log of the wait, in seconds from 1 to the horizon, plus what the depth is worth. More is better."""
    waited = endpoint.horizon_ms if outcome.waited_ms is None else min(outcome.waited_ms, endpoint.horizon_ms)
    return math.log(endpoint.level_worth) * outcome.depth - math.log(max(waited, SECOND) / SECOND)


class Claim:
    """The claim of one trial, block by block in the order asked. Answers of a vendor already dropped are passed over.

    With `let_go` a vendor that a block lacks had been dropped before by other grades than these: whom to ask may follow any rule that looks at
    earlier blocks only.
    """

    def __init__(self, vendors: Sequence[Vendor], endpoint: Endpoint, *, let_go: bool = False) -> None:
        self._vendors, self._endpoint, self._let_go = vendors, endpoint, let_go
        self._contest = Contest(1, len(vendors), endpoint.false_claims)
        self._rows: list[FloatArray] = []
        self.winner: Vendor | None = None
        self.dropped: dict[Vendor, int] = {}

    def block(self, block: Block) -> None:
        """Takes in one more; after the claim none. Raises ValueError where it lacks a remaining vendor: half a block decides nothing."""
        if self.winner is not None:
            return
        asked = self._contest.asked[0]
        if self._let_go:
            asked &= [vendor in block for vendor in self._vendors]
        self._rows.append(_scores(self._vendors, block, self._endpoint, asked))
        winner = int(self._contest.block(self._rows[-1][None])[0])
        self.winner = None if winner == NOBODY else self._vendors[winner]
        gone = [vendor for vendor, still in zip(self._vendors, self._contest.asked[0], strict=True) if not still]
        self.dropped |= {vendor: len(self._rows) for vendor in gone if vendor not in self.dropped}

    def standing(self) -> Standing:
        pairs, remaining = self._contest.wealth.pairs, self._contest.asked[0]
        lost = beaten(pairs, self._endpoint.false_claims)[0].any(axis=0).tolist()
        table = np.array(self._rows).reshape(-1, len(self._vendors))
        leaning = lean(table[:, remaining]).tolist()
        return Standing(
            blocks=len(table),
            winner=self.winner,
            wealth=_named(self._vendors, pairs[0]),
            lost=tuple(vendor for vendor, has in zip(self._vendors, lost, strict=True) if has),
            dropped=dict(self.dropped),
            lean=dict(zip(np.array(self._vendors, dtype=object)[remaining], leaning, strict=True)),
        )


def standing(vendors: Sequence[Vendor], blocks: Sequence[Block], endpoint: Endpoint, *, let_go: bool = False) -> Standing:
    """The standing after these blocks, which are in the order asked; see `Claim`. Raises ValueError where a block lacks a remaining vendor."""
    claim = Claim(vendors, endpoint, let_go=let_go)
    for block in blocks:
        claim.block(block)
    return claim.standing()


def _scores(vendors: Sequence[Vendor], block: Block, endpoint: Endpoint, asked: BoolArray) -> FloatArray:
    missing = [str(vendor) for vendor, still in zip(vendors, asked, strict=True) if still and vendor not in block]
    if missing:
        raise ValueError(f"a block without {', '.join(missing)}")
    return np.array([score(block[vendor], endpoint) if vendor in block else np.nan for vendor in vendors])


def _named(vendors: Sequence[Vendor], pairs: FloatArray) -> dict[Vendor, dict[Vendor, float]]:
    return {a: {b: float(pairs[i, j]) for j, b in enumerate(vendors) if i != j} for i, a in enumerate(vendors)}
