from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.vendor import Vendor
from houdun.store import Store

OWNER = Attestation(
    vendor=Vendor("acme", "gold"),
    criterion="team.named_owner",
    value="yes",
    assurance=Assurance.CLAIMED,
    recorded_at=1000,
    recorded_by="cora\x00\ud800",
    note="said so on the phone \u202e",
)


def test_an_attestation_comes_back_as_it_was(store: Store) -> None:
    store.attest(OWNER)
    assert store.attestations() == (OWNER,)


def test_the_newest_for_a_vendor_and_criterion_counts_whenever_it_was_typed(store: Store) -> None:
    newer, older = replace(OWNER, recorded_at=2000, value="no"), replace(OWNER, recorded_at=500, value="maybe")
    for attestation in (OWNER, newer, older):
        store.attest(attestation)
    assert store.attestations() == (newer,)


def test_of_two_of_one_moment_the_one_recorded_last_counts(store: Store) -> None:
    store.attest(OWNER)
    store.attest(replace(OWNER, value="no"))
    assert [attestation.value for attestation in store.attestations()] == ["no"]


def test_other_vendors_plans_and_criteria_stand_beside_it_in_order(store: Store) -> None:
    others = [
        replace(OWNER, vendor=Vendor("beta")),
        replace(OWNER, criterion="team.engineers"),
        replace(OWNER, vendor=Vendor("acme")),
    ]
    for attestation in (OWNER, *others):
        store.attest(attestation)
    beta, engineers, no_plan = others
    assert store.attestations() == (no_plan, engineers, OWNER, beta)


def test_its_document_must_be_kept_as_evidence(store: Store, tmp_path: Path) -> None:
    paper = tmp_path / "contract.pdf"
    paper.write_bytes(b"%PDF signed")
    with pytest.raises(UsageError, match="no evidence"):
        store.attest(replace(OWNER, document="0" * 64))
    seen = replace(OWNER, assurance=Assurance.SEEN, document=store.keep(paper), document_name="contract.pdf")
    store.attest(seen)
    assert store.attestations() == (seen,)
    assert store.evidence(seen.document).read_bytes() == b"%PDF signed"
