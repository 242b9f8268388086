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


def standing(vendors: Sequence[Vendor], blocks: Sequence[Block], endpoint: Endpoint, *, let_go: bool = False) -> Standing:
    """The standing after these blocks, which are in the order asked. Answers of a vendor already dropped are passed over.

    Raises ValueError where a block lacks a remaining vendor: half a block decides nothing. With `let_go` such a vendor had been dropped before
    by other grades than these: whom to ask may follow any rule that looks at earlier blocks only.
    """
    contest = Contest(1, len(vendors), endpoint.false_claims)
    winner, dropped, table = NOBODY, dict[Vendor, int](), np.empty((0, len(vendors)))
    for number, block in enumerate(blocks, start=1):
        if let_go:
            contest.asked[0] &= [vendor in block for vendor in vendors]
        table = np.vstack([table, _scores(vendors, block, endpoint, contest.asked[0])])
        winner = int(contest.block(table[-1:])[0])
        gone = [vendor for vendor, asked in zip(vendors, contest.asked[0], strict=True) if not asked and vendor not in dropped]
        dropped |= dict.fromkeys(gone, number)
        if winner != NOBODY:
            break
    pairs, remaining = contest.wealth.pairs, contest.asked[0]
    lost = beaten(pairs, endpoint.false_claims)[0].any(axis=0).tolist()
    return Standing(
        blocks=len(table),
        winner=None if winner == NOBODY else vendors[winner],
        wealth=_named(vendors, pairs[0]),
        lost=tuple(vendor for vendor, has in zip(vendors, lost, strict=True) if has),
        dropped=dropped,
        lean=dict(zip(np.array(vendors, dtype=object)[remaining], lean(table[:, remaining]).tolist(), strict=True)),
    )


def _scores(vendors: Sequence[Vendor], block: Block, endpoint: Endpoint, asked: BoolArray) -> FloatArray:
    missing = [str(vendor) for vendor, still in zip(vendors, asked, strict=True) if still and vendor not in block]
    if missing:
        raise ValueError(f"a block without {', '.join(missing)}")
    return np.array([score(block[vendor], endpoint) if vendor in block else np.nan for vendor in vendors])


def _named(vendors: Sequence[Vendor], pairs: FloatArray) -> dict[Vendor, dict[Vendor, float]]:
    return {a: {b: float(pairs[i, j]) for j, b in enumerate(vendors) if i != j} for i, a in enumerate(vendors)}
