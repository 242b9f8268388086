"""What would change the winner: the smallest change of one weight, and of all together. Exact, on mean scores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from houdun.verdict.survival import FloatArray

Standing: TypeAlias = NDArray[np.int64]
"""How each vendor stands to the base line, [vendors]: a lower number ranks before a higher one, whatever the scores."""


class Crossing(NamedTuple):
    """At `weight_to` of dimension number `dimension` (from `weight_from`, all weights summing to 1) `winner` draws level."""

    dimension: int
    weight_from: float
    weight_to: float
    winner: int


class Move(NamedTuple):
    """`weights` sums to 1 and is `change` away (sum of absolute differences); there `winner` draws level."""

    weights: FloatArray
    change: float
    winner: int


def winner_of(mean: FloatArray, weights: FloatArray, standing: Standing) -> int:
    """The vendor with the highest mean total, of those that stand best."""
    totals = mean @ weights
    return int(np.argmax(np.where(standing == standing.min(), totals, -np.inf)))


def rivals_of(winner: int, standing: Standing) -> list[int]:
    """Those whom a change of weights could bring to the top: no weight passes one that stands better."""
    return [each for each in range(len(standing)) if each != winner and standing[each] <= standing[winner]]


def crossings(mean: FloatArray, weights: FloatArray, standing: Standing) -> list[Crossing]:
    """For each dimension the smallest change of its weight, the others scaled to fill, that brings another vendor level with
    the winner; the smallest first. `mean` is [vendors, dimensions], `weights` [dimensions] of any positive sum."""
    share = weights / weights.sum()
    winner = winner_of(mean, share, standing)
    found = [_nearest(mean, share, winner, rivals_of(winner, standing), dimension) for dimension in range(len(share))]
    return sorted((each for each in found if each), key=lambda each: abs(each.weight_to - each.weight_from))


def _nearest(mean: FloatArray, share: FloatArray, winner: int, rivals: list[int], dimension: int) -> Crossing | None:
    now = float(share[dimension])
    rest = np.delete(share, dimension)
    if rest.sum() <= 0:
        return None
    filled = np.delete(mean, dimension, axis=1) @ (rest / rest.sum())
    levels = ((_level(mean[:, dimension], filled, winner, rival), rival) for rival in rivals)
    crossing = [(abs(level - now), level, rival) for level, rival in levels if level is not None]
    if not crossing:
        return None
    _, level, rival = min(crossing)
    return Crossing(dimension, now, level, rival)


def _level(alone: FloatArray, filled: FloatArray, winner: int, rival: int) -> float | None:
    """The weight x at which x·alone + (1−x)·filled is equal for both, where there is one in 0…1 and it is not so everywhere."""
    lead_alone, lead_filled = alone[winner] - alone[rival], filled[winner] - filled[rival]
    slope = lead_filled - lead_alone
    if slope == 0:
        return None
    level = float(lead_filled / slope)
    return level if 0 <= level <= 1 else None


def smallest_move(mean: FloatArray, weights: FloatArray, standing: Standing) -> Move | None:
    """The nearest weights, in the sum of absolute changes, that bring another vendor level; None where no weights do."""
    share = weights / weights.sum()
    winner = winner_of(mean, share, standing)
    moves = list(_moves(mean, share, winner, rivals_of(winner, standing)))
    return min(moves, key=lambda move: move.change) if moves else None


def _moves(mean: FloatArray, share: FloatArray, winner: int, rivals: list[int]) -> Iterator[Move]:
    for rival in rivals:
        moved = _drained(mean[rival] - mean[winner], share)
        if moved is not None:
            yield Move(moved, float(np.abs(moved - share).sum()), rival)


def _drained(gain: FloatArray, share: FloatArray) -> FloatArray | None:
    """Weight flows to where the rival gains most, first from where it loses most: a fractional knapsack, hence the optimum."""
    target = int(np.argmax(gain))
    if gain[target] < 0:
        return None
    moved, missing = share.copy(), -float(gain @ share)
    for source in np.argsort(gain):
        worth = float(gain[target] - gain[source])
        if missing <= 0 or worth <= 0:
            break
        amount = min(float(moved[source]), missing / worth)
        moved[source] -= amount
        moved[target] += amount
        missing -= amount * worth
    return moved
