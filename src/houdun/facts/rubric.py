"""The rubric: dimensions → criteria → evidence → score. A data file that people edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from houdun.facts.attestation import Assurance
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


@dataclass(frozen=True, slots=True)
class Trust:
    """What an attestation of one assurance counts for: `worth` multiplies its score, and it weighs as much as `cases` cases."""

    worth: float
    cases: float


DEFAULT_TRUST: Mapping[Assurance, Trust] = {
    Assurance.CLAIMED: Trust(0.4, 2.0),
    Assurance.SEEN: Trust(0.7, 6.0),
    Assurance.CHECKED: Trust(1.0, 20.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What is believed beyond the evidence.

    Every vendor starts with `prior_cases` pseudo-cases of mean score `prior_score`, so that one case proves little.
    `concentration` is how closely drawn weights keep to the profile (a Dirichlet's total). From `clear` on a probability of
    rank 1 names a leader.
    """

    prior_cases: float = 3.0
    prior_score: float = 1 / 3
    concentration: float = 30.0
    clear: float = 0.9
    assurance: Mapping[Assurance, Trust] = field(default_factory=lambda: DEFAULT_TRUST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    version: str
    dimensions: tuple[Dimension, ...]
    stages: Mapping[str, Stage]
    belief: Belief = field(default_factory=Belief)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(criterion for dimension in self.dimensions for criterion in dimension.criteria)

    def criterion(self, id: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.id == id), None)
