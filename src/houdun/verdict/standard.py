"""History is not an experiment: vendors saw different cases. Post-stratification weighs each one's cases to a common mix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from houdun.facts.case import Severity
from houdun.verdict.hours import Band
from houdun.verdict.record import Record
from houdun.verdict.survival import FloatArray

Stratum: TypeAlias = tuple[Severity, Band]

TRIM = 5.0
"""No case counts more than five times, or less than a fifth, of another: a rare stratum must not rest on one case."""


def standard_weights(records: Sequence[Record]) -> list[FloatArray]:
    """For each record the weight of each of its cases, mean 1, so that its mix of severity × hour band becomes the mix of all
    vendors' cases together (as far as it has the strata). Occasions and turns, the same for all, follow with a weight of 1."""
    strata = [[(case.reading.severity, case.band) for case in record.cases] for record in records]
    pooled = Counter(stratum for each in strata for stratum in each)
    return [
        np.concatenate([_weights(each, pooled), np.ones(len(record.prevention.keys))])
        for each, record in zip(strata, records, strict=True)
    ]


def _weights(strata: Sequence[Stratum], pooled: Counter[Stratum]) -> FloatArray:
    own = Counter(strata)
    scale = len(strata) / max(sum(pooled[stratum] for stratum in own), 1)
    weights = np.array([pooled[stratum] / own[stratum] * scale for stratum in strata], dtype=float)
    trimmed: FloatArray = np.clip(weights, 1 / TRIM, TRIM)
    return trimmed * (len(trimmed) / trimmed.sum()) if len(trimmed) else trimmed
