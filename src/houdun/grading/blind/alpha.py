"""Krippendorff's alpha: how far raters agree beyond chance, for any number of raters, with gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RELIABLE = 0.667
"""Below it the raters do not agree (Krippendorff, Content Analysis, 4th ed., 12.4: the lowest conceivable limit for tentative conclusions)."""
GOOD = 0.8
"""From here on conclusions may be drawn (ibid.)."""
FEWEST_ITEMS = 2
RESAMPLES = 2_000
SEED = 20_110_125
LEVEL = 0.95


class Scale(StrEnum):
    """By which distance values differ: just other, by rank, or by their difference."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """`items` were rated by two raters or more. `alpha` is 1 for perfect agreement, 0 for chance; None where all values are the same
    or nothing is paired: then nothing can be said. `low` … `high` is the 95 % interval by resampling items, None where there are too few."""

    alpha: float | None
    low: float | None
    high: float | None
    items: int

    @property
    def reliable(self) -> bool:
        return self.alpha is not None and self.alpha >= RELIABLE


def agreement(ratings: Sequence[Sequence[float | None]], scale: Scale, *, resamples: int = RESAMPLES) -> Agreement:
    """`ratings[item]` holds one value for each rater who rated the item, in any order; None is a gap.

    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. The interval is a percentile bootstrap over items.
    """
    paired = (values for each in ratings if len(values := [value for value in each if value is not None]) > 1)
    # Items rated alike are drawn as one kind, as often as there are such: a thousand items take no longer than ten.
    kinds = Counter(tuple(sorted(values)) for values in paired)
    if not kinds:
        return Agreement(alpha=None, low=None, high=None, items=0)
    scores = sorted({value for values in kinds for value in values})
    pairs = np.stack([_coincidences(values, scores) for values in kinds])
    times = np.array(list(kinds.values()))
    place = np.array(scores, dtype=np.float64)
    whole = float(_alphas(np.tensordot(times, pairs, 1)[None], place, scale)[0])
    low, high = _interval(pairs, times, place, scale, resamples)
    return Agreement(alpha=None if np.isnan(whole) else whole, low=low, high=high, items=int(times.sum()))


def _coincidences(values: tuple[float, ...], scores: Sequence[float]) -> Floats:
    """All ordered pairs of an item's values, each counted 1 / (values - 1). Shape (scores, scores)."""
    counts = np.array([values.count(score) for score in scores], dtype=np.float64)
    pairs: Floats = (np.outer(counts, counts) - np.diag(counts)) / (len(values) - 1)
    return pairs


def _alphas(coincidences: Floats, place: Floats, scale: Scale) -> Floats:
    """Alpha of each coincidence matrix; `coincidences` has shape (n, scores, scores). NaN where nothing could disagree."""
    totals = coincidences.sum(axis=2)
    distance = _distance(totals, place, scale)
    observed = (coincidences * distance).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * distance).sum(axis=(1, 2)) / np.maximum(totals.sum(axis=1) - 1, 1)
    return np.where(expected > 0, 1 - observed / np.where(expected > 0, expected, 1), np.nan)


def _distance(totals: Floats, place: Floats, scale: Scale) -> Floats:
    """The squared difference of two scores, for each matrix: shape (n, scores, scores)."""
    if scale is Scale.NOMINAL:
        return np.broadcast_to(1 - np.eye(len(place)), (len(totals), len(place), len(place)))
    at = np.cumsum(totals, axis=1) - totals / 2 if scale is Scale.ORDINAL else np.broadcast_to(place, totals.shape)
    squared: Floats = (at[:, :, None] - at[:, None, :]) ** 2
    return squared


def _interval(
    pairs: Floats, times: NDArray[np.int64], place: Floats, scale: Scale, resamples: int
) -> tuple[float | None, float | None]:
    """`times` is how many items have each of `pairs`."""
    items = int(times.sum())
    if items < FEWEST_ITEMS:
        return None, None
    drawn_times = np.random.default_rng(SEED).multinomial(items, times / items, size=resamples).astype(np.float64)
    drawn = (drawn_times @ pairs.reshape(len(times), -1)).reshape(resamples, *pairs.shape[1:])
    alphas = _alphas(drawn, place, scale)
    if np.isnan(alphas).all():
        return None, None
    low, high = np.nanquantile(alphas, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
