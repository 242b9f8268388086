"""How entries come in: in batches, each known entry ignored, all in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from houdun.facts.case import CaseKey, CaseLog
from houdun.facts.time import Millis
from houdun.store.codec import EntryRow, encode
from houdun.store.database import Database
from houdun.store.models import Case, Import
from houdun.store.records import ImportCounts, RawName
from houdun.store.text import identity, packed, storable

BATCH_WEIGHT = 2_000_000
ROW_WEIGHT = 256
"""A batch is written once its rows weigh so much: characters of text, and so many more for each row."""

_INSERT = (
    "INSERT INTO store_entry (case_id, identity, at, kind, uid, version, data, in_force)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, TRUE)"
    " ON CONFLICT (case_id, identity) DO UPDATE SET in_force = TRUE WHERE NOT store_entry.in_force"
)


def identity_of(key: CaseKey) -> bytes:
    return identity(key.vendor.name, key.vendor.plan, key.channel, key.id)


def insert(database: Database, rows: Iterable[tuple[int, EntryRow]]) -> int:
    """Appends entries to cases by their ids; what is there and in force stays. Returns how many came in."""
    return database.execute_many(_INSERT, [(case, *row) for case, row in rows])


@dataclass(slots=True)
class _Waiting:
    title: str
    horizon: Millis
    rows: list[EntryRow] = field(default_factory=list)


class ImportRun:
    """An import under way. What is added is seen by others once the run is over, all of it at once."""

    def __init__(self, database: Database, record: Import) -> None:
        self._database, self._record = database, record
        self._waiting: dict[CaseKey, _Waiting] = {}
        self._weight = 0
        self._counts = ImportCounts()

    def add(self, part: CaseLog) -> None:
        """Adds a case or a part of one. The first title that is not empty stays; the horizon only ever grows."""
        waiting = self._waiting.setdefault(part.key, _Waiting(part.title, part.horizon))
        waiting.title = waiting.title or part.title
        waiting.horizon = max(waiting.horizon, part.horizon)
        rows = [encode(entry) for entry in part.entries]
        waiting.rows += rows
        self._weight += ROW_WEIGHT + sum(ROW_WEIGHT + len(row.data) for row in rows)
        if self._weight >= BATCH_WEIGHT:
            self._flush()

    def covers(self, until: Millis) -> None:
        """The files speak of every case of this run until then: no horizon of theirs stays before it."""
        self._flush()
        Case.objects.using(self._database.alias).filter(seen_in=self._record, horizon__lt=until).update(horizon=until)

    @property
    def counts(self) -> ImportCounts:
        self._flush()
        return self._counts

    def _flush(self) -> None:
        if not self._waiting:
            return
        known, ids = self._case_ids()
        rows = [(ids[key], row) for key, waiting in self._waiting.items() for row in waiting.rows]
        new = insert(self._database, rows)
        self._counts = ImportCounts(
            cases=self._counts.cases + len(ids) - known,
            entries=self._counts.entries + new,
            known=self._counts.known + len(rows) - new,
        )
        self._waiting, self._weight = {}, 0

    def _case_ids(self) -> tuple[int, Mapping[CaseKey, int]]:
        """Writes the waiting cases. How many were known, and the id of each."""
        cases = Case.objects.using(self._database.alias)
        keys = {identity_of(key): key for key in self._waiting}
        known = {bytes(case.identity): case for case in cases.filter(identity__in=list(keys))}
        merged = [self._merged(key, mark, known.get(mark)) for mark, key in keys.items()]
        written = cases.bulk_create(
            merged, update_conflicts=True, unique_fields=["identity"], update_fields=["title", "horizon", "seen_in"]
        )
        return len(known), {keys[bytes(case.identity)]: case.pk for case in written}

    def _merged(self, key: CaseKey, mark: bytes, known: Case | None) -> Case:
        waiting = self._waiting[key]
        return Case(
            identity=mark,
            vendor=storable(key.vendor.name),
            plan=storable(key.vendor.plan),
            channel=storable(key.channel),
            external_id=storable(key.id),
            title=(known.title if known else "") or storable(waiting.title),
            horizon=max(known.horizon, waiting.horizon) if known else waiting.horizon,
            seen_in=self._record,
        )


@contextmanager
def importing(database: Database, kind: str, files: Sequence[RawName], at: Millis) -> Iterator[ImportRun]:
    with database.writing():
        names = packed(tuple((file.name, file.sha256) for file in files))
        record = Import.objects.using(database.alias).create(kind=storable(kind), at=at, files=names)
        run = ImportRun(database, record)
        yield run
        record.cases, record.entries = run.counts.cases, run.counts.entries
        record.save(update_fields=["cases", "entries"])
