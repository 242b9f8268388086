"""A file as a table: named columns and numbered records of texts, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeAlias

from houdun.channel.port import Reject

Values: TypeAlias = Sequence[str]


class Kind(StrEnum):
    """What a column holds: text as somebody typed it, ISO 8601 of a typed time, or a number."""

    TEXT = "text"
    TIME = "time"
    NUMBER = "number"
    NESTED = "nested"


class Column(NamedTuple):
    name: str
    kind: Kind = Kind.TEXT


class Table(Protocol):
    """`records` may be run several times. `row` is 1-based: in a text file the line that the record begins on, as an editor
    counts. `raw` is the record handed out last, as it stands."""

    @property
    def name(self) -> str: ...

    @property
    def blob(self) -> str: ...

    @property
    def columns(self) -> Sequence[Column]: ...

    def records(self) -> Iterator[tuple[int, Values] | Reject]: ...

    def raw(self) -> str: ...
