"""The ranking: every cause's clues that hold are added up; a layer is as likely as its likeliest cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp

from houdun.facts.fault import Layer
from houdun.facts.observation import Observation
from houdun.facts.time import Millis
from houdun.facts.withheld import Withheld
from houdun.language import Bilingual
from houdun.probe.diagnosis.causes import CAUSES
from houdun.probe.diagnosis.clue import Cause
from houdun.probe.diagnosis.known import Known
from houdun.probe.facts import StreamFacts

NOT_ASKED = Withheld()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """`share` of the belief among all causes, 0–1; reasons for it, the strongest first."""

    cause: Cause
    score: float
    share: float
    reasons: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Both the likeliest first. Causes that nothing speaks for are left out, so both may be empty."""

    causes: tuple[Suspicion, ...]
    layers: tuple[tuple[Layer, float], ...]
    """(layer, share of the belief)."""


def diagnose(
    observations: Iterable[Observation],
    onset: Millis | None,
    facts: StreamFacts | None = None,
    withheld: Withheld = NOT_ASKED,
) -> Diagnosis:
    """From the observations of one stream around the onset of a change, or, without one, from all of them; better with what was handed over."""
    known = Known(observations, onset, facts or StreamFacts(), withheld)
    weighed = [(cause, [clue for clue in cause.clues if clue.holds(known)]) for cause in CAUSES]
    scores = [(cause, sum(clue.weight for clue in clues), clues) for cause, clues in weighed]
    standing = sorted((each for each in scores if each[1] > 0), key=lambda each: -each[1])
    total = sum(exp(score) for _, score, _ in standing)
    causes = tuple(
        Suspicion(
            cause,
            score,
            exp(score) / total,
            tuple(clue.reason for clue in sorted(clues, key=lambda clue: -clue.weight) if clue.weight > 0),
        )
        for cause, score, clues in standing
    )
    return Diagnosis(causes, _layers(causes))


def _layers(causes: Sequence[Suspicion]) -> tuple[tuple[Layer, float], ...]:
    """In the order of each layer's likeliest cause."""
    shares: dict[Layer, float] = {}
    for each in causes:
        shares[each.cause.layer] = shares.get(each.cause.layer, 0.0) + each.share
    return tuple(shares.items())
