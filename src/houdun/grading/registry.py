"""The register of signals: name → what people call it, and the rule that finds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from houdun.facts.case import Role
from houdun.facts.signals import Signal
from houdun.grading.text import Evidence, Utterance
from houdun.language import Bilingual

Rule: TypeAlias = Callable[[Utterance], Evidence | None]


@dataclass(frozen=True, slots=True)
class Registered:
    """A signal's rule. It is asked only about messages of `speakers`."""

    signal: Signal
    name: Bilingual
    speakers: frozenset[Role]
    rule: Rule


REGISTRY: dict[Signal, Registered] = {}


def signal(name: Signal, *, zh: str, en: str, speakers: frozenset[Role] = frozenset({Role.VENDOR})) -> Callable[[Rule], Rule]:
    """Registers the rule of a signal under its names for people. ValueError where the signal has a rule already."""

    def register(rule: Rule) -> Rule:
        if name in REGISTRY:
            raise ValueError(f"{name} has a rule already")
        REGISTRY[name] = Registered(name, Bilingual(zh, en), speakers, rule)
        return rule

    return register
