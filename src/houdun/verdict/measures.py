"""The register of measures: name → the function that reads a criterion's evidence off one vendor's record."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar

from houdun.facts.rubric import Criterion
from houdun.facts.signals import Derived, Signal
from houdun.verdict.durations import ENDS
from houdun.verdict.evidence import Finding
from houdun.verdict.hours import Band
from houdun.verdict.record import Record

# Text that must be one of these names, or several with commas: so a slip in the rubric is found when it is read.
ClockNames = Annotated[str, frozenset(ENDS)]
SignalNames = Annotated[str, frozenset(str(name) for name in (*Signal, *Derived))]
BandNames = Annotated[str, frozenset(str(band) for band in Band)]
Kind = Annotated[str, frozenset({"yes_no", "number", "grade"})]


@dataclass(frozen=True, slots=True)
class Measure:
    """`parameters` maps a keyword of the function to its type: float, bool, str, or one of the texts above; `required` are those
    without a default."""

    name: str
    read: Callable[..., Finding]
    parameters: Mapping[str, object]
    required: frozenset[str]

    def __call__(self, record: Record, criterion: Criterion) -> Finding:
        return self.read(record.about(criterion.id), **criterion.parameters)


_REGISTER: dict[str, Measure] = {}
Read = TypeVar("Read", bound=Callable[..., Finding])


def measure(name: str) -> Callable[[Read], Read]:
    """Registers `read(record, *, parameter: type [= default], …) -> Evidence | Attested | None` under `name`."""

    def register(read: Read) -> Read:
        if name in _REGISTER:
            raise ValueError(f"two measures are called {name}")
        hints = typing.get_type_hints(read, include_extras=True)
        keywords = [each for each in inspect.signature(read).parameters.values() if each.kind is each.KEYWORD_ONLY]
        _REGISTER[name] = Measure(
            name,
            read,
            {each.name: hints[each.name] for each in keywords},
            frozenset(each.name for each in keywords if each.default is each.empty),
        )
        return read

    return register


def measures() -> Mapping[str, Measure]:
    """All measures of `houdun.verdict.criteria`, loaded on first use."""
    package = importlib.import_module("houdun.verdict.criteria")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    return _REGISTER


def mistake(value: object, kind: object) -> str:
    """What is wrong with a parameter's value for its type, as what was expected; "" where it fits."""
    names = frozenset[str]().union(*getattr(kind, "__metadata__", ()))
    if names:
        said = [part.strip() for part in value.split(",")] if isinstance(value, str) else [None]
        return "" if value == "" or names.issuperset(said) else ", ".join(sorted(names))
    if kind is float:
        return "" if isinstance(value, int | float) and not isinstance(value, bool) else "number"
    expected = bool if kind is bool else str
    return "" if isinstance(value, expected) else expected.__name__
