"""What a bundle is made of: a change, and what was kept around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from houdun.facts.observation import Detection, Observation
from houdun.facts.time import Millis
from houdun.probe.facts import StreamFacts
from houdun.probe.session import Second


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """`stream` is the address as it may be printed. `detections` are those of the second in which the change was known, the first one in front."""

    stream: str
    began: Millis
    """When the watching began."""
    detections: tuple[Detection, ...]
    seconds: tuple[Second, ...]
    clip: tuple[str, bytes] | None
    """A file's ending and its bytes."""

    @property
    def first(self) -> Detection:
        return self.detections[0]

    @property
    def facts(self) -> StreamFacts:
        return self.seconds[-1].facts

    @property
    def onset(self) -> Millis:
        return min(each.onset for each in self.detections)

    def seen_on(self, seconds: tuple[Second, ...]) -> Self:
        """The same change, watched for longer."""
        return replace(self, seconds=seconds)

    def shown_by(self, clip: tuple[str, bytes] | None) -> Self:
        return replace(self, clip=clip)

    def observations(self) -> Iterator[Observation]:
        return (each for second in self.seconds for each in second.observations)

    def points(self) -> list[tuple[Millis, float]]:
        """The changed series. Of several figures in a second, spread evenly over it."""
        found = []
        for second in self.seconds:
            values = [value for series, value in second.samples if series == self.first.metric]
            found += [(second.at - 1000 + round(1000 * place / len(values)), value) for place, value in enumerate(values, 1)]
        return found
