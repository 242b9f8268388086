"""How a case travels. A channel is a folder that owns everything of its kind and offers what it can of three ports: `HistoryReader`
for what was, `Sender` and `Receiver` for what is said now. Each has its contract suite in `houdun.testing.contracts`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Protocol, TypeAlias, runtime_checkable

from houdun.errors import InputError
from houdun.facts.case import CaseLog, Source
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


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of ours that goes out. `kind` is its media type (`text/plain`)."""

    name: str
    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is said to a vendor once. `id` is its identity, made from what it is part of, so that the same step makes the same one again;
    in mail it is the Message-ID, without brackets. `tag` is the case's mark in the subject, `to` an address, a console, a group, a number.
    `answers` are the ids of the case's earlier messages, oldest first."""

    id: str
    tag: str
    to: str
    subject: str
    text: str
    answers: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


class Fate(StrEnum):
    """What became of a letter. Only SENT starts a clock."""

    SENT = "sent"
    PENDING = "pending"
    """It may be on its way: to be asked again."""
    UNKNOWN = "unknown"
    """Nothing that can be looked up tells: a person has to say. It must not be sent again unasked."""
    ISSUED = "issued"
    """A person has been told to send it, and will say when that was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """`at` is when the other side took it, for SENT, give or take `plus_minus`; `again_at` when to ask again, for PENDING.
    `trouble` is what a person should know although the letter is out. `looked`: this time it was only looked up, and surely not sent."""

    fate: Fate
    at: Millis | None = None
    plus_minus: Millis = 0
    again_at: Millis | None = None
    trouble: Bilingual | None = None
    looked: bool = False


@runtime_checkable
class Sender(Protocol):
    """Sends letters, each once.

    `send` is safe to repeat: `attempted_at` is when the letter was last tried, by the record that the caller makes before each try; None
    where there is no such record. A letter tried before is looked up, and goes out only where it surely did not.
    Raises where it surely did not go out: OutsideError (try again later), RefusedError (it will not help), InputError (this letter cannot be sent).
    """

    kind: ClassVar[str]

    def send(self, letter: Letter, now: Millis, attempted_at: Millis | None = None) -> Delivery: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """What a delivery report says of a letter of ours. `final`: it will not be tried again. `said` is the other server's own word."""

    recipient: str
    final: bool
    reason: Bilingual
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message taken in, not yet tied to a case. `uid` comes from the content: the same message taken twice has the same.

    `at` is when it reached our side, give or take `plus_minus`, `written_at` what it says itself. `answers` are the ids it refers to, oldest first; `tags` the
    case marks in its subject, `mentions` those in its words and in what they quote. `automatic` and `doubtful` are as in `facts.case.Message`. `raw` are its bytes, kept as evidence under
    `source.blob`; `cut` where it was too large to be taken whole. `cursor`, from a Receiver, is to be kept in one transaction with it.
    """

    uid: str
    id: str
    at: Millis
    written_at: Millis
    author: str
    address: str
    subject: str
    text: str
    answers: tuple[str, ...]
    tags: tuple[str, ...]
    automatic: str
    doubtful: str
    source: Source
    cursor: str = ""
    plus_minus: Millis = 0
    undelivered: Undelivered | None = None
    cut: bool = False
    mentions: tuple[str, ...] = ()
    raw: bytes = field(repr=False, default=b"")


@runtime_checkable
class Receiver(Protocol):
    """Takes in what vendors say.

    Nothing is lost, whatever happens at any line, if the caller keeps each message together with its `cursor` and begins anew from the
    last one kept; nothing is counted twice, if it passes over a `uid` that it has. `end` is the cursor behind all that is there: what a
    trial keeps before its first letter. The cursor "" stands before everything.
    `new` yields what came after the cursor, in the order of arrival; `wait` returns when something may have come, at the latest after
    so many seconds. Each raises OutsideError (try again later), RefusedError (it will not help), UsageError (a folder that is not there).
    """

    kind: ClassVar[str]

    def end(self) -> str: ...

    def new(self, cursor: str) -> Iterator[Incoming]: ...

    def wait(self, seconds: float) -> None: ...

    def close(self) -> None: ...
