"""The tables. Texts are written by `houdun.store.text.storable`; times are UTC milliseconds."""

from __future__ import annotations

from django.db import models


class Import(models.Model):
    """One run of an import that landed whole. `files` is a JSON list of [name, sha256]."""

    kind: models.TextField[str, str] = models.TextField()
    at: models.BigIntegerField[int, int] = models.BigIntegerField()
    files: models.TextField[str, str] = models.TextField()
    cases: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)
    entries: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)


class Case(models.Model):
    """`identity` stands for (vendor, plan, channel, external_id). `seen_in` is the last import that spoke of the case.

    Rules of version `graded_by` have read its entries up to the id `graded_upto`. `active_at` is the moment of its last entry that is not a
    finding, 0 where there is none.
    """

    identity: models.BinaryField[bytes, bytes] = models.BinaryField(unique=True)
    vendor: models.TextField[str, str] = models.TextField()
    plan: models.TextField[str, str] = models.TextField()
    channel: models.TextField[str, str] = models.TextField()
    external_id: models.TextField[str, str] = models.TextField()
    title: models.TextField[str, str] = models.TextField()
    horizon: models.BigIntegerField[int, int] = models.BigIntegerField()
    seen_in: models.ForeignKey[Import, Import] = models.ForeignKey(Import, models.PROTECT, related_name="+", db_index=False)
    seen_in_id: int
    graded_by: models.TextField[str, str] = models.TextField(default="")
    graded_upto: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)
    active_at: models.BigIntegerField[int, int] = models.BigIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["active_at", "id"], name="case_by_activity"),)


class Entry(models.Model):
    """One entry of a case, appended and never changed, but for `in_force`: newer rules retire what older ones found.

    `version` is that of the rules that found it, empty for what came from outside or from a person.
    """

    case: models.ForeignKey[Case, Case] = models.ForeignKey(Case, models.PROTECT, related_name="entries", db_index=False)
    case_id: int
    identity: models.BinaryField[bytes, bytes] = models.BinaryField()
    at: models.BigIntegerField[int, int] = models.BigIntegerField()
    kind: models.TextField[str, str] = models.TextField()
    uid: models.TextField[str, str] = models.TextField()
    version: models.TextField[str, str] = models.TextField()
    data: models.TextField[str, str] = models.TextField()
    in_force: models.BooleanField[bool, bool] = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "identity"], name="entry_once"),)


class Attested(models.Model):
    """A person's attestation, appended and never changed."""

    vendor: models.TextField[str, str] = models.TextField()
    plan: models.TextField[str, str] = models.TextField()
    criterion: models.TextField[str, str] = models.TextField()
    value: models.TextField[str, str] = models.TextField()
    assurance: models.TextField[str, str] = models.TextField()
    recorded_at: models.BigIntegerField[int, int] = models.BigIntegerField()
    recorded_by: models.TextField[str, str] = models.TextField()
    document: models.TextField[str, str] = models.TextField()
    document_name: models.TextField[str, str] = models.TextField()
    note: models.TextField[str, str] = models.TextField()


class Happened(models.Model):
    """An entry of the journal, appended and never changed. `identity` stands for (topic, key), `data` is a JSON object."""

    identity: models.BinaryField[bytes, bytes] = models.BinaryField(unique=True)
    topic: models.TextField[str, str] = models.TextField()
    key: models.TextField[str, str] = models.TextField()
    at: models.BigIntegerField[int, int] = models.BigIntegerField()
    data: models.TextField[str, str] = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["topic", "id"], name="happened_in_order"),)
