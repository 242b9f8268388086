"""What rules found: appended, and retired where the same case is graded anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from django.db.models import Exists, Max, OuterRef, Q

from houdun.facts.case import CaseKey, Finding
from houdun.store.codec import encode
from houdun.store.database import Database
from houdun.store.models import Case, Entry
from houdun.store.writing import ids_of, insert

CASES_AT_ONCE = 500


def due(database: Database, rules_version: str) -> Q:
    """Of a case: it has entries newer than its last grading, or rules of another version did that."""
    newer = Entry.objects.using(database.alias).filter(case_id=OuterRef("pk"), id__gt=OuterRef("graded_upto"), version="")
    return ~Q(graded_by=rules_version) | Q(Exists(newer))


def last_entry(database: Database) -> int:
    """The id of the newest entry, 0 where there is none."""
    with database.reading():
        return Entry.objects.using(database.alias).aggregate(last=Max("id"))["last"] or 0


def grade(database: Database, findings: Mapping[CaseKey, Sequence[Finding]], rules_version: str, *, read_upto: int) -> None:
    """Appends the findings and marks their cases as graded up to the entry `read_upto`.

    A case that was due starts afresh: earlier findings of rules are retired. Otherwise the new ones join those in force.
    Raises KeyError for a case that is not in the store.
    """
    keys = iter(findings)
    with database.writing():
        while some := list(islice(keys, CASES_AT_ONCE)):
            _grade({key: findings[key] for key in some}, database, rules_version, read_upto)


def _grade(findings: Mapping[CaseKey, Sequence[Finding]], database: Database, rules_version: str, read_upto: int) -> None:
    cases = Case.objects.using(database.alias)
    ids = ids_of(database, findings)
    afresh = list(cases.filter(due(database, rules_version), pk__in=ids.values()).values_list("pk", flat=True))
    Entry.objects.using(database.alias).filter(case_id__in=afresh).exclude(version="").update(in_force=False)
    insert(database, [(ids[key], encode(finding)) for key, some in findings.items() for finding in some])
    cases.filter(pk__in=ids.values()).update(graded_by=rules_version, graded_upto=read_upto)
