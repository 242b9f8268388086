"""A cause and the clues that speak for it or against it. One file a layer in `causes/`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from houdun.facts.fault import Layer
from houdun.language import Bilingual
from houdun.probe.diagnosis.known import Known


@dataclass(frozen=True, slots=True)
class Clue:
    """`weight` is about the logarithm of how much likelier the cause is where `holds` than where not; below zero it speaks against it."""

    weight: float
    reason: Bilingual
    holds: Callable[[Known], bool]


@dataclass(frozen=True, slots=True)
class Cause:
    """`id` is the name by which reports know the cause."""

    id: str
    layer: Layer
    name: Bilingual
    clues: Sequence[Clue]
