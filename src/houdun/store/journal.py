"""What happened, appended once for each key and never changed: the truth of whatever must survive a kill.

Topics are kept apart; within one, the key is determined by the thing that happened, so that writing it down twice writes it once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from houdun.facts.case import CaseLog
from houdun.facts.happening import Happening
from houdun.facts.time import Millis
from houdun.store import writing
from houdun.store.database import Database
from houdun.store.models import Happened, Import
from houdun.store.text import identity, packed, restored, storable

ROWS_AT_ONCE = 1_000
_APPEND = (
    "INSERT INTO store_happened (identity, topic, key, at, data) VALUES (%s, %s, %s, %s, %s) ON CONFLICT (identity) DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What was appended; `seq` grows with every entry of any topic."""

    seq: int
    topic: str
    key: str
    at: Millis
    data: Mapping[str, Any]


class Journal:
    """Every method raises OutsideError where the database fails and may be tried again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, topic: str, key: str, at: Millis, data: Mapping[str, object]) -> bool:
        """True where it is new. What stands under that key stays as it is."""
        return self.append_all([Happening(topic, key, at, data)]) == 1

    def append_all(self, happenings: Sequence[Happening], logs: Sequence[CaseLog] = ()) -> int:
        """Appends them, and these parts of cases, in one transaction. How many of the happenings are new."""
        with self._database.writing():
            new = self._database.execute_many(_APPEND, [_row(each) for each in happenings]) if happenings else 0
            if logs:
                run = writing.ImportRun(self._database, self._live())
                for log in logs:
                    run.add(log)
                run.flush()
            return new

    def read(self, topic: str, after: int = 0) -> Iterator[Entry]:
        """In the order in which they were appended, those behind the entry `after`. The caller may append meanwhile."""
        while rows := self._rows(topic, after):
            yield from rows
            after = rows[-1].seq

    def find(self, topic: str, key: str) -> Entry | None:
        with self._database.reading():
            return next(map(_entry, self._all().filter(identity=_identity(topic, key))), None)

    def find_all(self, topic: str, keys: Collection[str]) -> dict[str, Entry]:
        """By key, in the order in which they were appended; a few hundred keys at most."""
        with self._database.reading():
            found = self._all().filter(identity__in=[_identity(topic, key) for key in keys]).order_by("pk")
            return {entry.key: entry for entry in map(_entry, found)}

    def keys(self, topic: str, begin: str = "") -> tuple[str, ...]:
        """Those that begin so, in the order in which they were appended: far cheaper than what stands under them."""
        with self._database.reading():
            found = self._all().filter(topic=storable(topic), key__startswith=storable(begin)).order_by("pk")
            # SQLite's LIKE does not tell "a" from "A".
            return tuple(key for key in map(restored, found.values_list("key", flat=True)) if key.startswith(begin))

    def last(self, apart_from: Collection[str] = ()) -> int:
        """The newest entry's number, of whichever topic but these; 0 where there is none."""
        with self._database.reading():
            rest = self._all().exclude(topic__in=map(storable, apart_from))
            return rest.order_by("-pk").values_list("pk", flat=True).first() or 0

    def _rows(self, topic: str, after: int) -> list[Entry]:
        with self._database.reading():
            found = self._all().filter(topic=storable(topic), pk__gt=after).order_by("pk")
            return [_entry(row) for row in islice(found[:ROWS_AT_ONCE], ROWS_AT_ONCE)]

    def _all(self) -> QuerySet[Happened]:
        return Happened.objects.using(self._database.alias)

    def _live(self) -> Import:
        """The one import under which everything stands that came in as it happened."""
        found = Import.objects.using(self._database.alias).filter(kind=LIVE).order_by("pk").first()
        return found or Import.objects.using(self._database.alias).create(kind=LIVE, at=0, files=packed(()))


LIVE = "live"


def _identity(topic: str, key: str) -> bytes:
    return identity(storable(topic), storable(key))


def _row(happening: Happening) -> tuple[bytes, str, str, Millis, str]:
    data = storable(json.dumps(happening.data, ensure_ascii=False, separators=(",", ":")))
    return _identity(happening.topic, happening.key), storable(happening.topic), storable(happening.key), happening.at, data


def _entry(row: Happened) -> Entry:
    return Entry(row.pk, restored(row.topic), restored(row.key), row.at, json.loads(restored(row.data)))
