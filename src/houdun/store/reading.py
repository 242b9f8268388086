"""How cases come out: whole, one after another, in an order that depends on their keys alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db.models import QuerySet
from django.db.models.functions import Collate

from houdun.facts.case import CaseKey, CaseLog, Entry
from houdun.facts.vendor import Vendor
from houdun.store import models
from houdun.store.codec import decode
from houdun.store.database import Database
from houdun.store.models import Case
from houdun.store.text import restored

CASES_AT_ONCE = 100

_KEY = ("vendor", "plan", "channel", "external_id")
_BY_CODE_POINT = {"sqlite": "BINARY", "postgresql": "C"}


def logs(database: Database, cases: QuerySet[Case], entries: QuerySet[models.Entry]) -> Iterator[CaseLog]:
    """The given cases, each with those of its entries that are among the given ones.

    Only ids are listed beforehand: the caller may write to the store between two cases.
    """
    collation = _BY_CODE_POINT[database.connection.vendor]
    with database.reading():
        ids = iter(list(cases.order_by(*(Collate(name, collation) for name in _KEY)).values_list("pk", flat=True)))
    while some := list(islice(ids, CASES_AT_ONCE)):
        with database.reading():
            batch = _batch(database, some, entries)
        yield from batch


def vendors(database: Database, cases: QuerySet[Case]) -> tuple[Vendor, ...]:
    """Whose cases these are, in order."""
    with database.reading():
        pairs = cases.order_by().values_list("vendor", "plan").distinct()
        return tuple(sorted(Vendor(restored(name), restored(plan)) for name, plan in pairs))


def _batch(database: Database, ids: Sequence[int], entries: QuerySet[models.Entry]) -> list[CaseLog]:
    found: dict[int, list[Entry]] = {id: [] for id in ids}
    for id, *row in entries.filter(case_id__in=ids).values_list("case_id", "at", "kind", "uid", "version", "data"):
        found[id].append(decode(*row))
    cases = Case.objects.using(database.alias).in_bulk(ids)
    return [
        CaseLog(
            key=key_of(cases[id]),
            title=restored(cases[id].title),
            horizon=cases[id].horizon,
            entries=tuple(sorted(found[id], key=lambda entry: (entry.at, entry.uid))),
        )
        for id in ids
    ]


def key_of(case: Case) -> CaseKey:
    vendor = Vendor(restored(case.vendor), restored(case.plan))
    return CaseKey(vendor, restored(case.channel), restored(case.external_id))
