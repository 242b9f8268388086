"""What is kept in the database, behind one door. Importing this module loads Django."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from django.db.models import QuerySet

from houdun.facts.attestation import Attestation
from houdun.facts.case import CaseKey, CaseLog, Finding
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.store import attesting, grades, lines, schema, writing
from houdun.store.address import Address
from houdun.store.database import Database
from houdun.store.journal import Journal
from houdun.store.models import Attested, Case, Entry, Import
from houdun.store.reading import logs, vendors
from houdun.store.records import CaseLine, CasePage, ImportRecord, RawName, Reached, Sought
from houdun.store.reference import mark_of
from houdun.store.text import restored, unpacked


class History:
    """Cases, gradings, attestations and imports of one workspace."""

    def __init__(self, address: Address, root: Path) -> None:
        self._database = Database(address)
        self._read_upto: int | None = None
        schema.migrate(self._database, root)
        self.journal = Journal(self._database)
        self._cases = Case.objects.using(self._database.alias)
        self._entries = Entry.objects.using(self._database.alias).filter(in_force=True)

    def close(self) -> None:
        self._database.close()

    def importing(self, kind: str, files: Sequence[RawName], at: Millis) -> AbstractContextManager[writing.ImportRun]:
        return writing.importing(self._database, kind, files, at)

    def cases(self) -> Iterator[CaseLog]:
        return logs(self._database, self._cases, self._entries)

    def case(self, key: CaseKey) -> CaseLog | None:
        with self._database.reading():
            ids = writing.ids_of(self._database, [key])
        return next(logs(self._database, self._cases.filter(pk__in=ids.values()), self._entries), None)

    def case_by_ref(self, ref: str) -> CaseLog | None:
        found = mark_of(ref)
        return None if found is None else next(logs(self._database, self._cases.filter(identity=found), self._entries), None)

    def case_lines(self, sought: Sought, offset: int, limit: int) -> CasePage:
        with self._database.reading():
            found, total = lines.page(self._cases, self._entries, sought, offset, limit)
        return CasePage(tuple(found), total)

    def lines_of(self, keys: Collection[CaseKey]) -> dict[CaseKey, CaseLine]:
        with self._database.reading():
            return lines.of(self._cases, self._entries, keys)

    def channels(self) -> tuple[str, ...]:
        with self._database.reading():
            return tuple(sorted(map(restored, self._cases.order_by().values_list("channel", flat=True).distinct())))

    def reached(self, apart_from: Collection[str]) -> Reached:
        with self._database.reading():
            return Reached(
                entries=_newest(Entry.objects.using(self._database.alias)),
                journal=self.journal.last(apart_from),
                attested=_newest(Attested.objects.using(self._database.alias)),
                imports=_newest(Import.objects.using(self._database.alias)),
            )

    def vendors(self) -> tuple[Vendor, ...]:
        return vendors(self._database, self._cases)

    def ungraded(self, rules_version: str) -> Iterator[CaseLog]:
        self._read_upto = grades.last_entry(self._database)
        due = self._cases.filter(grades.due(self._database, rules_version))
        return logs(self._database, due, self._entries.filter(version=""))

    def graded(self, findings: Mapping[CaseKey, Sequence[Finding]], rules_version: str) -> None:
        # What came in after the caller began to read has not been graded: the case stays due.
        read_upto = grades.last_entry(self._database) if self._read_upto is None else self._read_upto
        grades.grade(self._database, findings, rules_version, read_upto=read_upto)

    def attest(self, attestation: Attestation) -> None:
        attesting.attest(self._database, attestation)

    def attestations(self) -> tuple[Attestation, ...]:
        return attesting.newest(self._database)

    def imports(self) -> tuple[ImportRecord, ...]:
        with self._database.reading():
            return tuple(_record(row) for row in Import.objects.using(self._database.alias).order_by("pk"))


def _newest(rows: QuerySet[Entry] | QuerySet[Attested] | QuerySet[Import]) -> int:
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def _record(row: Import) -> ImportRecord:
    files = unpacked(row.files)
    return ImportRecord(
        kind=restored(row.kind),
        names=tuple(name for name, _ in files),
        sha256s=tuple(sha256 for _, sha256 in files),
        at=row.at,
        cases=row.cases,
        entries=row.entries,
    )
