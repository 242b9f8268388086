"""The claim of a trial: what is graded of a block, the endpoint that was declared, and how far the evidence has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from houdun.facts.time import DAY, Millis
from houdun.facts.vendor import Vendor


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vendor made of one question. `waited_ms` is the wall time to the first public reply by a human, None where none came
    by the horizon; `depth` is that of the thread at the horizon, 0–4."""

    waited_ms: Millis | None
    depth: int


Block: TypeAlias = Mapping[Vendor, Outcome]
"""One question, put to every remaining vendor under matched conditions, and graded for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """What will be compared; declared before the first question. A wait is capped at the horizon, and no reply counts as the horizon.
    One level of depth is worth an answer `level_worth` times as fast. `false_claims` is the share of trials that may name a
    winner among equals."""

    horizon_ms: Millis = DAY
    level_worth: float = 2.0
    false_claims: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the claim stands. `winner` is better than every other vendor; None as long as that is not proved.

    `blocks` were used: after a claim none is. `wealth[a][b]` is what a stake of 1 on "a is better than b" has become.
    `lost` holds whom some vendor has clearly beaten, `dropped` those that need not be asked any more, each with the block after
    which it was dropped. `lean` is no claim: a Bayesian's probability for each remaining vendor of being the best.
    """

    blocks: int
    winner: Vendor | None
    wealth: Mapping[Vendor, Mapping[Vendor, float]]
    lost: tuple[Vendor, ...]
    dropped: Mapping[Vendor, int]
    lean: Mapping[Vendor, float]
