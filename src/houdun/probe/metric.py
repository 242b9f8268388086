"""A metric: one file in `probe/metrics/`, one class under `@metric`. It sees a window each second and says what it measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.window import Window


@dataclass(frozen=True, slots=True)
class Series:
    """What a metric's figures are called, in which unit, what they mean. `w3c` says that the name is a webrtc-stats identifier."""

    name: str
    unit: Unit
    meaning: Bilingual
    w3c: bool = False
    needs_codes: bool = False
    """Measured only on streams of ours, which carry the strip and the chirps."""
    cumulative: bool = False
    """Counted since the start, as webrtc-stats counts."""


class Metric(Protocol):
    """Keeps what it must know of earlier seconds. One instance a stream."""

    def measure(self, window: Window) -> Iterable[tuple[str, float]]:
        """(series name, value) of this second; nothing where there is nothing to say: a missing figure is not a zero."""


@dataclass(frozen=True, slots=True)
class Entry:
    series: tuple[Series, ...]
    make: Callable[[], Metric]


REGISTRY: list[Entry] = []

M = TypeVar("M", bound=Metric)


def metric(*series: Series) -> Callable[[type[M]], type[M]]:
    """Registers a metric with the series that it may yield."""

    def register(made: type[M]) -> type[M]:
        REGISTRY.append(Entry(series, made))
        return made

    return register


def names(entries: Sequence[Entry] = ()) -> tuple[str, ...]:
    """All series, in order of registration."""
    return tuple(each.name for entry in entries or REGISTRY for each in entry.series)
