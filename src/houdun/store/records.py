"""What the store says about its imports."""

from __future__ import annotations

from dataclasses import dataclass

from houdun.facts.case import CaseKey
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case as a line of a list. `ref` is its name in an address; `first_at` and `last_at` are the moments of its first and last entry that is
    not a finding of ours, None where it has none; `messages` counts all of them, also those that are not public."""

    ref: str
    key: CaseKey
    title: str
    first_at: Millis | None
    last_at: Millis | None
    messages: int
    horizon: Millis


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a workspace has come: the number of its newest entry of a case, of the journal, attestation and import, 0 where there is none."""

    entries: int
    journal: int
    attested: int
    imports: int


@dataclass(frozen=True, slots=True)
class Sought:
    """Cases of which vendor and channel (None: of any), with all of these words in their title or id."""

    vendor: Vendor | None = None
    channel: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some lines of a list that holds `total` of them."""

    lines: tuple[CaseLine, ...]
    total: int
