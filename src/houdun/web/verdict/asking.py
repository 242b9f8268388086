"""At which weights the verdict is asked for: the address says it, else what the team has kept, else the stage of the settings."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from houdun.app.workspace import Workspace
from houdun.facts.happening import Happening
from houdun.facts.rubric import Rubric
from houdun.facts.time import Millis

KEPT = "weights"
"""The journal's topic."""
MOST = 100.0


@dataclass(frozen=True, slots=True)
class Weights:
    """`own` empty: the stage's."""

    stage: str
    own: Mapping[str, float]

    def shares(self, rubric: Rubric) -> dict[str, float]:
        """Of each dimension, in per cent."""
        weights = self.own or rubric.stages[self.stage].weights
        whole = sum(weights.values()) or 1.0
        return {each.id: 100 * weights.get(each.id, 0.0) / whole for each in rubric.dimensions}


def asked(query: QueryDict, rubric: Rubric, otherwise: Weights) -> Weights:
    """Without a stage that is known, nothing was asked; a stage alone has its own weights."""
    stage = query.get("stage", "")
    if stage not in rubric.stages:
        return otherwise
    own = {each.id: _weight(query.get(each.id, "")) for each in rubric.dimensions}
    return Weights(stage, own if any(own.values()) else {})


def kept(space: Workspace, rubric: Rubric) -> Weights:
    """What the team has kept last, as far as the rubric still knows it."""
    last = next(iter(deque(space.store.journal.read(KEPT), maxlen=1)), None)
    stage = last.data["stage"] if last else space.settings.stage
    if stage not in rubric.stages:
        return Weights(next(iter(rubric.stages)), {})
    own = {each.id: last.data["own"].get(each.id, 0.0) for each in rubric.dimensions} if last else {}
    return Weights(stage, own if any(own.values()) else {})


def keep(space: Workspace, weights: Weights, who: str, now: Millis) -> None:
    """From now on the page begins with these, for everybody."""
    data = {"stage": weights.stage, "own": dict(weights.own), "who": who}
    space.store.journal.append_all([Happening(KEPT, f"{now}/{who}", now, data)])


def _weight(text: str) -> float:
    """Nothing, where it cannot be read."""
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return min(max(weight, 0.0), MOST) if math.isfinite(weight) else 0.0
