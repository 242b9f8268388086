from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.grade import Grade
from houdun.flow.blind.adjudicating import decide, decided, disputed, queue
from houdun.flow.blind.decisions import Decision, decisions
from houdun.flow.blind.packing import packets, questions_of
from houdun.flow.blind.rounds import due, record
from houdun.flow.blind.standing import depths, standing
from houdun.store import Store
from tests.unit.flow.blind.conftest import NOW


def differing(store: Store) -> Decision:
    """A decision about a packet that asks for a cause, on which two raters differ by three."""
    id = next(each.packet.id for each in packets(store) if each.packet.cause)
    for rater, depth, note in (("ann", 0, "晨风 again, by vera's manner"), ("bob", 3, "")):
        record(store, [Grade(packet=id, rater=rater, depth=depth, cause=depth == 3, guess="晨风", note=note)], NOW)
    return Decision(packet=id, by="olga", depth=2, cause=False, reason="the area is right, the cause is not")


def test_a_decision_takes_the_place_of_the_median_and_agreement_stays_that_of_the_raters(packed: Store, tmp_path: Path) -> None:
    questions, decision = questions_of(tmp_path), differing(packed)
    before = standing(packed, questions, NOW)
    assert [each.packet for each in before.disputes] == [decision.packet]
    decide(packed, decision, NOW)
    after = standing(packed, questions, NOW)
    assert (after.disputes, after.decisions) == ((), (decision,))
    assert after.criteria == before.criteria
    case = next(each.case for each in packets(packed) if each.packet.id == decision.packet)
    found = depths(packed, questions, NOW)[case]
    assert (found.depth, found.raters, found.decided) == (2, 2, True)


def test_whoever_decides_sees_both_grades_and_still_no_vendor(packed: Store) -> None:
    found = disputed(packed, differing(packed).packet, "olga")
    assert [(each.rater, each.depth, each.guess) for each in found.grades] == [("ann", 0, ""), ("bob", 3, "")]
    assert "again" in found.grades[0].note
    assert not [name for name in ("晨风", "vera") if name in found.grades[0].note]


def test_a_decision_can_be_taken_anew_and_the_last_one_stands(packed: Store) -> None:
    decision = differing(packed)
    decide(packed, decision, NOW)
    decide(packed, replace(decision, depth=3, cause=True, reason="read again"), NOW + 1)
    assert decisions(packed)[decision.packet].depth == 3


def test_a_rater_grades_before_deciding_and_whoever_decided_no_longer_grades_it(packed: Store, tmp_path: Path) -> None:
    decision = differing(packed)
    other = next(each.packet.id for each in packets(packed) if each.packet.id != decision.packet)
    record(packed, [Grade(packet=other, rater="cleo", depth=1)], NOW)
    with pytest.raises(UsageError, match="not graded this packet yourself"):
        decide(packed, replace(decision, by="cleo"), NOW)
    assert decision.packet in due(packed, "olga", questions_of(tmp_path), NOW)
    decide(packed, decision, NOW)
    assert decision.packet not in due(packed, "olga", questions_of(tmp_path), NOW)


def test_the_queue_shows_no_grade_to_a_rater_who_has_not_committed_to_one(packed: Store) -> None:
    decision = differing(packed)
    (seen,) = queue(packed, "olga")
    assert seen.dispute is not None
    assert seen.dispute.depths == {"ann": 0, "bob": 3}
    other = next(each.packet.id for each in packets(packed) if each.packet.id != decision.packet)
    record(packed, [Grade(packet=other, rater="cleo", depth=1)], NOW)
    (hidden,) = queue(packed, "cleo")
    assert (hidden.packet, hidden.dispute) == (decision.packet, None)
    decide(packed, decision, NOW)
    assert queue(packed, "olga") == queue(packed, "cleo") == ()
    assert [decided(packed, who) for who in ("olga", "ann", "cleo")] == [(decision,), (decision,), ()]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [({"depth": 5}, "depth"), ({"depth": -1}, "depth"), ({"cause": None}, "cause"), ({"reason": " "}, "reason")],
)
def test_what_is_no_decision_is_refused(packed: Store, wrong: dict[str, object], where: str) -> None:
    decision = replace(differing(packed), **wrong)  # type: ignore[arg-type]  # a test names fields
    with pytest.raises(UsageError) as caught:
        decide(packed, decision, NOW)
    assert caught.value.where == where
    assert decisions(packed) == {}


def test_only_what_raters_differ_on_is_decided(packed: Store) -> None:
    decision = differing(packed)
    for packet in ("nowhere", next(each.packet.id for each in packets(packed) if each.packet.id != decision.packet)):
        with pytest.raises(UsageError, match="do not differ"):
            decide(packed, replace(decision, packet=packet), NOW)
