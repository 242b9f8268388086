"""How entries come in: in batches, each known entry ignored, all in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db.models import Max

from houdun.facts.case import CaseKey, CaseLog
from houdun.facts.time import Millis
from houdun.store.codec import FINDING, EntryRow, encode
from houdun.store.database import Database
from houdun.store.models import Case, Import
from houdun.store.records import ImportCounts, RawName
from houdun.store.reference import mark, names
from houdun.store.text import packed, storable

BATCH_WEIGHT = 8_000_000
ROW_WEIGHT = 256
"""A batch is written once it weighs so much: the characters of its rows, and so many more for each row and each part. With
these two numbers it never holds more cases than SQLite takes variables in one query, 32,766."""

_CASES = (
    "INSERT INTO store_case"
    " (identity, vendor, plan, channel, external_id, title, horizon, active_at, seen_in_id, graded_by, graded_upto)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, '', 0)"
    " ON CONFLICT (identity) DO UPDATE SET seen_in_id = excluded.seen_in_id,"
    " title = CASE WHEN store_case.title = '' THEN excluded.title ELSE store_case.title END,"
    " horizon = CASE WHEN store_case.horizon < excluded.horizon THEN excluded.horizon ELSE store_case.horizon END,"
    " active_at = CASE WHEN store_case.active_at < excluded.active_at THEN excluded.active_at ELSE store_case.active_at END"
)
_ENTRIES = (
    "INSERT INTO store_entry (case_id, identity, at, kind, uid, version, data, in_force)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, TRUE)"
    " ON CONFLICT (case_id, identity) DO UPDATE SET in_force = TRUE WHERE NOT store_entry.in_force"
)


def insert(database: Database, rows: Sequence[tuple[int, EntryRow]]) -> int:
    """Appends entries to cases by their ids; what is there and in force stays. Returns how many came in."""
    return database.execute_many(_ENTRIES, [(case, *row) for case, row in rows])


def ids_of(database: Database, keys: Iterable[CaseKey]) -> dict[CaseKey, int]:
    """The ids of those of these cases that are in the store."""
    marks = {mark(key): key for key in keys}
    found = Case.objects.using(database.alias).filter(identity__in=list(marks)).values_list("identity", "pk")
    return {marks[bytes(each)]: id for each, id in found}


@dataclass(slots=True)
class _Waiting:
    title: str
    horizon: Millis
    active_at: Millis = 0
    rows: list[EntryRow] = field(default_factory=list)


class ImportRun:
    """An import under way. What is added is seen by others once the run is over, all of it at once."""

    def __init__(self, database: Database, record: Import) -> None:
        self._database, self._record = database, record
        self._waiting: dict[CaseKey, _Waiting] = {}
        self._weight = 0
        self._counts = ImportCounts()
        self._last_case = Case.objects.using(database.alias).aggregate(last=Max("pk"))["last"] or 0

    def add(self, part: CaseLog) -> None:
        """Adds a case or a part of one. The first title that is not empty stays; the horizon only ever grows."""
        waiting = self._waiting.get(part.key)
        if waiting is None:
            waiting = self._waiting[part.key] = _Waiting(part.title, part.horizon)
        waiting.title = waiting.title or part.title
        waiting.horizon = max(waiting.horizon, part.horizon)
        rows = [encode(entry) for entry in part.entries]
        waiting.active_at = max([waiting.active_at, *(row.at for row in rows if row.kind != FINDING)])
        waiting.rows += rows
        self._weight += ROW_WEIGHT + sum(ROW_WEIGHT + len(row.data) for row in rows)
        if self._weight >= BATCH_WEIGHT:
            self.flush()

    def covers(self, until: Millis) -> None:
        """The files speak of every case of this run until then: no horizon of theirs stays before it."""
        self.flush()
        Case.objects.using(self._database.alias).filter(seen_in=self._record, horizon__lt=until).update(horizon=until)

    @property
    def counts(self) -> ImportCounts:
        self.flush()
        return self._counts

    def flush(self) -> None:
        """Writes what waits."""
        if not self._waiting:
            return
        ids = self._write_cases()
        rows = [(ids[key], row) for key, waiting in self._waiting.items() for row in waiting.rows]
        new = insert(self._database, rows)
        self._counts = ImportCounts(
            cases=self._counts.cases + sum(id > self._last_case for id in ids.values()),
            entries=self._counts.entries + new,
            known=self._counts.known + len(rows) - new,
        )
        self._last_case = max(self._last_case, *ids.values())
        self._waiting, self._weight = {}, 0

    def _write_cases(self) -> dict[CaseKey, int]:
        rows = []
        for key, waiting in self._waiting.items():
            told = storable(waiting.title), waiting.horizon, waiting.active_at
            rows.append((mark(key), *names(key), *told, self._record.pk))
        self._database.execute_many(_CASES, rows)
        return ids_of(self._database, self._waiting)


@contextmanager
def importing(database: Database, kind: str, files: Sequence[RawName], at: Millis) -> Iterator[ImportRun]:
    with database.writing():
        names = packed(tuple((file.name, file.sha256) for file in files))
        record = Import.objects.using(database.alias).create(kind=storable(kind), at=at, files=names)
        run = ImportRun(database, record)
        yield run
        record.cases, record.entries = run.counts.cases, run.counts.entries
        record.save(update_fields=["cases", "entries"])
