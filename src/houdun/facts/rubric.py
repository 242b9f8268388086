"""The rubric: dimensions → criteria → evidence → score. A data file that people edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from houdun.language import Bilingual

Parameter = float | str | bool


@dataclass(frozen=True, slots=True)
class Gate:
    """A base line that nothing else buys back: the criterion's *value* must reach `at_least`."""

    at_least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """`id` is `dimension.name` and stable. `measure` names the registered function that reads the evidence, `parameters` its
    arguments. `evidence` names what it needs: messages, milestones, severity, owners, grades, answer_key, probe, attestation,
    promises, notices. `weight` is the share within the dimension, relative to its siblings."""

    id: str
    name: Bilingual
    question: Bilingual
    measure: str
    parameters: Mapping[str, Parameter]
    evidence: tuple[str, ...]
    weight: float
    unit: str
    gate: Gate | None = None

    @property
    def dimension(self) -> str:
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    id: str
    name: Bilingual
    question: Bilingual
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of the team: how much each dimension counts for it. Weights are positive and need not sum to 1."""

    id: str
    name: Bilingual
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    version: str
    dimensions: tuple[Dimension, ...]
    stages: Mapping[str, Stage]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(criterion for dimension in self.dimensions for criterion in dimension.criteria)

    def criterion(self, id: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.id == id), None)
