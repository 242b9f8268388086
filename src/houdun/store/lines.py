"""Cases as lines of a list: a page of them, or those asked for, each in so many queries whatever their number."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Count, Min, Q, QuerySet

from houdun.facts.case import CaseKey
from houdun.facts.time import Millis
from houdun.store.codec import FINDING, MESSAGE
from houdun.store.models import Case, Entry
from houdun.store.reading import key_of
from houdun.store.records import CaseLine, Sought
from houdun.store.reference import mark
from houdun.store.text import restored, storable

WORDS = 8
LETTERS = 64
"""So much of what is looked for counts: so many words, so many letters of each."""


def page(cases: QuerySet[Case], entries: QuerySet[Entry], sought: Sought, offset: int, limit: int) -> tuple[list[CaseLine], int]:
    """The lines from number `offset` on, what was active last first, and how many there are in all: three queries."""
    found = cases.filter(_fitting(sought))
    return _lines(found.order_by("-active_at", "-pk")[offset : offset + limit], entries), found.count()


def of(cases: QuerySet[Case], entries: QuerySet[Entry], keys: Collection[CaseKey]) -> dict[CaseKey, CaseLine]:
    """The lines of those of these cases that are in the store, in the order asked for: two queries."""
    found = {line.key: line for line in _lines(cases.filter(identity__in=[mark(key) for key in keys]), entries)}
    return {key: found[key] for key in keys if key in found}


def _fitting(sought: Sought) -> Q:
    found = Q()
    if sought.vendor is not None:
        found &= Q(vendor=storable(sought.vendor.name), plan=storable(sought.vendor.plan))
    if sought.channel is not None:
        found &= Q(channel=storable(sought.channel))
    for word in sought.words.split()[:WORDS]:
        part = storable(word[:LETTERS])
        found &= Q(title__icontains=part) | Q(external_id__icontains=part)
    return found


def _lines(cases: Iterable[Case], entries: QuerySet[Entry]) -> list[CaseLine]:
    rows = list(cases)
    said = entries.filter(case_id__in=[row.pk for row in rows]).exclude(kind=FINDING).values_list("case_id")
    told = {id: rest for id, *rest in said.annotate(first=Min("at"), messages=Count("pk", filter=Q(kind=MESSAGE)))}
    return [_line(row, *told.get(row.pk, (None, 0))) for row in rows]


def _line(row: Case, first_at: Millis | None, messages: int) -> CaseLine:
    return CaseLine(
        ref=bytes(row.identity).hex(),
        key=key_of(row),
        title=restored(row.title),
        first_at=first_at,
        last_at=row.active_at if first_at is not None else None,
        messages=messages,
        horizon=row.horizon,
    )
