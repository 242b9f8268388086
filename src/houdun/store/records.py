"""What the store says about its imports."""

from __future__ import annotations

from dataclasses import dataclass

from houdun.facts.time import Millis


@dataclass(frozen=True, slots=True)
class RawName:
    """What the user called a file, and the sha256 under which its bytes are kept."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import brought: cases and entries not seen before, and entries that were known already."""

    cases: int = 0
    entries: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRecord:
    """One import that landed. `names` and `sha256s` go in pairs; `cases` and `entries` count what was new."""

    kind: str
    names: tuple[str, ...]
    sha256s: tuple[str, ...]
    at: Millis
    cases: int
    entries: int
