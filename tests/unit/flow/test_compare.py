from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.errors import InputError
from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.case import CaseLog, Finding, Role
from houdun.facts.time import MINUTE
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Provenance
from houdun.flow.compare import Yardstick, compare
from houdun.store import RawName, Store
from houdun.testing.factories import MONDAY, log, message, millis
from houdun.verdict.rubric_file import default_rubric

QUICK, SLOW = Vendor("Quick"), Vendor("Slow")
YARDSTICK = Yardstick(
    rubric=default_rubric(), stage="growth", weights={}, promises=(), zone="Asia/Shanghai", viewers=[], draws=256, seed=1
)
PROVENANCE = Provenance(
    run_by="t",
    paid_by="",
    generated_at=MONDAY,
    houdun_version="0",
    rubric_version="0",
    rules_version="0",
    sources=(),
    first_at=None,
    last_at=None,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path) as store:
        yield store


def case_of(vendor: Vendor, number: int, minutes: int) -> CaseLog:
    asked = MONDAY + number * 7_000_000
    return log(
        message(f"黑屏 {number}", asked),
        message("原因是密钥过期", asked + minutes * MINUTE, Role.VENDOR),
        vendor=vendor,
        id=str(number),
        horizon="+30 10:00",
    )


def fill(store: Store, *logs: CaseLog) -> None:
    with store.importing("chat", [RawName("x", "0" * 64)], MONDAY) as run:
        for each in logs:
            run.add(each)


def test_the_vendor_that_answers_sooner_scores_higher_and_each_number_has_its_cases(store: Store) -> None:
    fill(store, *(case_of(QUICK, n, 4) for n in range(12)), *(case_of(SLOW, n, 400) for n in range(12)))
    comparison = compare(store, YARDSTICK, PROVENANCE).comparison
    by_vendor = {result.vendor: result for result in comparison.verdict.vendors}
    quick, slow = by_vendor[QUICK].score, by_vendor[SLOW].score
    assert quick is not None
    assert slow is not None
    assert quick.mean > slow.mean
    behind = [c.case for d in by_vendor[QUICK].dimensions for criterion in d.criteria for c in criterion.contributions]
    assert behind
    assert set(behind) <= set(comparison.cases)


def test_the_report_spans_what_was_said_not_what_we_found(store: Store) -> None:
    fill(store, case_of(QUICK, 0, 4))
    (key,) = [each.key for each in store.cases()]
    store.graded({key: [Finding(uid="f", at=millis("+29 10:00"), about="x", name="n", start=0, end=1, version="1")]}, "1")
    spanned = compare(store, YARDSTICK, PROVENANCE).comparison.provenance
    assert (spanned.first_at, spanned.last_at) == (MONDAY, MONDAY + 4 * MINUTE)


def test_a_vendor_of_whom_there_is_only_an_attestation_takes_part(store: Store) -> None:
    fill(store, case_of(QUICK, 0, 4))
    store.attest(
        Attestation(
            vendor=SLOW,
            criterion="team.named_owner",
            value="yes",
            assurance=Assurance.CHECKED,
            recorded_at=MONDAY,
            recorded_by="t",
        )
    )
    assert {result.vendor for result in compare(store, YARDSTICK, PROVENANCE).comparison.verdict.vendors} == {QUICK, SLOW}


def test_an_empty_workspace_says_what_to_do(store: Store) -> None:
    with pytest.raises(InputError, match="houdun import"):
        compare(store, YARDSTICK, PROVENANCE)
