"""How a case's history comes in. A channel is a folder that owns everything of its kind and offers one `HistoryReader`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol, TypeAlias, runtime_checkable

from houdun.errors import InputError
from houdun.facts.case import CaseLog
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file whose bytes are already kept as evidence under `sha256`. `name` is what the user called it."""

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """`vendor` for all cases of the import, or `vendor_field` that names it per case; `mapping` is the user's mapping file;
    `as_of` the moment the export was made, where the user knows it."""

    vendor: Vendor | None = None
    vendor_field: str | None = None
    mapping: Path | None = None
    as_of: Millis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One record that cannot be read: which file, row (1-based, as an editor counts) and field, what is wrong, the mend,
    and the record as it stands, so that nothing is lost. `row` is 0 where the whole file is meant.
    `left_out` marks a sound record that is no case (a pull request): it is counted, and is no reason to stop an import."""

    file: str
    row: int
    field: str
    problem: Bilingual
    mend: Bilingual
    raw: str
    left_out: bool = False

    def error(self) -> InputError:
        row = f":{self.row}" if self.row else ""
        field = f" [{self.field}]" if self.field else ""
        return InputError(self.problem, self.mend, where=f"{self.file}{row}{field}")


Part: TypeAlias = CaseLog | Reject


@runtime_checkable
class HistoryReader(Protocol):
    """Reads history into case logs.

    `files` says which files a path stands for (a folder, a Maildir). `read` yields parts: the same case may come in several,
    in any order; a record that cannot be read is a `Reject`, and reading goes on. What makes the whole file unreadable
    (truncated JSON, no such column) raises InputError; a mapping or option that is wrong raises UsageError.
    Both name file, row and field. Nothing else is ever raised, whatever the bytes.
    `uid`s come from the content, so reading the same file twice, or a newer export of the same cases, gives the same
    entries again plus the new ones. A part's `horizon` is the latest moment that it can speak of.
    """

    kind: ClassVar[str]
    about: ClassVar[Bilingual]

    def files(self, path: Path) -> Sequence[Path]: ...

    def read(self, files: Sequence[RawFile], options: ReadOptions) -> Iterator[Part]: ...
