"""Something that happened, as the journal keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from houdun.facts.time import Millis


@dataclass(frozen=True, slots=True)
class Happening:
    """`key` is determined by what happened, and unique within the topic. `data` goes into JSON and comes back equal."""

    topic: str
    key: str
    at: Millis
    data: Mapping[str, object] = field(default_factory=dict)
