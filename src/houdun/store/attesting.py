"""Attestations: appended, and read as the newest for each vendor and criterion."""

from __future__ import annotations

from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.vendor import Vendor
from houdun.store.database import Database
from houdun.store.models import Attested
from houdun.store.text import restored, storable


def attest(database: Database, attestation: Attestation) -> None:
    with database.writing():
        Attested.objects.using(database.alias).create(
            vendor=storable(attestation.vendor.name),
            plan=storable(attestation.vendor.plan),
            criterion=storable(attestation.criterion),
            value=storable(attestation.value),
            assurance=attestation.assurance.value,
            recorded_at=attestation.recorded_at,
            recorded_by=storable(attestation.recorded_by),
            document=attestation.document,
            document_name=storable(attestation.document_name),
            note=storable(attestation.note),
        )


def newest(database: Database) -> tuple[Attestation, ...]:
    """The newest for each vendor and criterion, ordered by these; of two of one moment the one recorded later."""
    with database.reading():
        rows = list(Attested.objects.using(database.alias).order_by("recorded_at", "pk"))
    read = [_attestation(row) for row in rows]
    standing = {(attestation.vendor, attestation.criterion): attestation for attestation in read}
    return tuple(standing[key] for key in sorted(standing))


def _attestation(row: Attested) -> Attestation:
    return Attestation(
        vendor=Vendor(restored(row.vendor), restored(row.plan)),
        criterion=restored(row.criterion),
        value=restored(row.value),
        assurance=Assurance(row.assurance),
        recorded_at=row.recorded_at,
        recorded_by=restored(row.recorded_by),
        document=row.document,
        document_name=restored(row.document_name),
        note=restored(row.note),
    )
