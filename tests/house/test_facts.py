"""Facts are nouns: frozen, and their file reads nothing."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil

import pytest

import houdun.facts

MODULES = [importlib.import_module(f"houdun.facts.{module.name}") for module in pkgutil.iter_modules(houdun.facts.__path__)]
CLASSES = [
    thing
    for module in MODULES
    for thing in vars(module).values()
    if isinstance(thing, type) and thing.__module__ == module.__name__ and dataclasses.is_dataclass(thing)
]


@pytest.mark.parametrize("fact", CLASSES, ids=lambda fact: fact.__name__)
def test_a_fact_is_frozen(fact: type) -> None:
    assert fact.__dataclass_params__.frozen  # type: ignore[attr-defined]  # dataclasses keeps it there, without a type
