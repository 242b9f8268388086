from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from houdun.facts.grade import Grade
from houdun.facts.time import DAY
from houdun.flow.blind.packing import Packed, packets, prepare, questions_of
from houdun.flow.blind.rounds import record
from houdun.flow.blind.standing import beside, beside_one, depths, standing
from houdun.store import Store
from houdun.testing.blind import BLOCKS, VENDORS, put_questions
from houdun.testing.factories import MONDAY

NOW = MONDAY + 30 * DAY


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.create(tmp_path)
    put_questions(store)
    prepare(store, questions_of(tmp_path), NOW)
    return store


def grade(store: Store, rater: str, change: Callable[[Packed, Grade], Grade] = lambda _, grade: grade) -> None:
    """Grades every packet as its vendor deserves (3, 1, 0), changed as the test wants it."""
    given = []
    for each in packets(store):
        depth = (3, 1, 0)[VENDORS.index(each.case.vendor)]
        cause = depth == 3 if each.packet.cause else None
        fair = Grade(
            packet=each.packet.id,
            rater=rater,
            depth=depth,
            cause=cause,
            points=(depth == 3,) * len(each.packet.points),
            seconds=60,
        )
        given.append(change(each, fair))
    record(store, given, NOW)


def test_raters_who_agree_are_reliable_and_nothing_waits_for_a_decision(store: Store, tmp_path: Path) -> None:
    grade(store, "ann")
    grade(store, "bob")
    found = standing(store, questions_of(tmp_path), NOW)
    assert (found.packets, found.waiting, len(found.raters), found.disputes) == (BLOCKS * len(VENDORS), 0, 2, ())
    assert {each.id: each.agreement.alpha for each in found.criteria} == {"depth": 1.0, "cause": 1.0, "points": 1.0}


def test_depths_that_differ_by_two_and_causes_that_differ_wait_for_a_decision(store: Store, tmp_path: Path) -> None:
    disputed, near, other = (each.packet.id for each in packets(store)[:3])

    def harder(packed: Packed, given: Grade) -> Grade:
        if packed.packet.id == disputed:
            return replace(given, depth=1)
        if packed.packet.id == near:
            return replace(given, depth=2)
        return replace(given, cause=True) if packed.packet.id == other else given

    grade(store, "ann")
    grade(store, "bob", harder)
    found = standing(store, questions_of(tmp_path), NOW)
    assert {each.packet for each in found.disputes} == {disputed, other}
    assert {"ann": 3, "bob": 1} in [each.depths for each in found.disputes]


def test_raters_who_contradict_each_other_do_not_agree(store: Store, tmp_path: Path) -> None:
    grade(store, "ann")
    grade(store, "bob", lambda _, given: replace(given, depth=3 - given.depth))
    depth = next(each for each in standing(store, questions_of(tmp_path), NOW).criteria if each.id == "depth")
    assert not depth.agreement.reliable


def test_a_correction_settles_a_dispute(store: Store, tmp_path: Path) -> None:
    grade(store, "ann")
    grade(store, "bob", lambda _, given: replace(given, depth=4 - given.depth))
    assert standing(store, questions_of(tmp_path), NOW).disputes
    grade(store, "bob", lambda _, given: replace(given, note="looked again"))
    assert not standing(store, questions_of(tmp_path), NOW).disputes


def test_a_rater_who_knows_the_vendors_is_seen_through_and_one_without_an_idea_is_not(store: Store, tmp_path: Path) -> None:
    grade(store, "ann", lambda packed, given: replace(given, guess=str(packed.case.vendor)))
    grade(store, "bob")
    ann, bob = standing(store, questions_of(tmp_path), NOW).raters
    assert (ann.guesses.right, ann.guesses.made, ann.guesses.seen_through) == (12, 12, True)
    assert (bob.guesses.made, bob.guesses.no_idea, bob.guesses.seen_through) == (0, 12, False)
    assert (bob.graded, bob.left, bob.seconds) == (12, 0, 60)


def test_the_rule_is_shown_beside_what_a_rater_has_committed_to_and_beside_nothing_else(store: Store, tmp_path: Path) -> None:
    questions = questions_of(tmp_path)
    assert beside(store, questions, "ann") == ()
    grade(store, "ann")
    mine = beside(store, questions, "ann")
    assert len(mine) == BLOCKS * len(VENDORS)
    assert [each.grade.packet for each in mine] == sorted(each.grade.packet for each in mine)
    assert {each.ruled.depth for each in mine if each.grade.depth == 0} == {0}
    assert any(each.ruled.depth == 4 for each in mine)
    assert not any(name in f"{each.ruled.named}{each.ruled.cure}" for each in mine for name in ("晨风", "Qiushi", "vera"))
    assert beside(store, questions, "bob") == ()


def test_one_packet_is_shown_with_the_grades_of_others_once_committed_and_never_with_their_guess(
    store: Store, tmp_path: Path
) -> None:
    questions, packed = questions_of(tmp_path), packets(store)[0]
    grade(store, "bob", lambda _, given: replace(given, guess="Qiushi", note="Qiushi, or 晨风"))
    assert beside_one(store, questions, packed, "ann") is None
    grade(store, "ann")
    found = beside_one(store, questions, packed, "ann")
    assert found in beside(store, questions, "ann")
    assert found is not None
    assert (found.grade.rater, [(each.rater, each.guess) for each in found.others]) == ("ann", [("bob", "")])
    assert not [name for name in ("Qiushi", "晨风") if name in found.others[0].note]


def test_corrections_are_counted_by_rater(store: Store, tmp_path: Path) -> None:
    grade(store, "ann")
    grade(store, "ann", lambda _, given: replace(given, depth=4))
    (ann,) = standing(store, questions_of(tmp_path), NOW).raters
    assert (ann.graded, ann.corrected) == (12, 12)


def test_a_control_in_which_a_cause_was_found_is_guessed_by_rule(store: Store, tmp_path: Path) -> None:
    grade(store, "ann")
    assert sum(each.ruled.guessed for each in beside(store, questions_of(tmp_path), "ann")) == 1


def test_the_depth_of_a_case_is_the_raters_and_until_they_have_graded_the_rule_s(store: Store, tmp_path: Path) -> None:
    questions = questions_of(tmp_path)
    by_rule = depths(store, questions, NOW)
    assert {each.raters for each in by_rule.values()} == {0}
    grade(store, "ann", lambda _, given: replace(given, depth=2))
    grade(store, "bob", lambda _, given: replace(given, depth=4))
    assert {(each.depth, each.raters) for each in depths(store, questions, NOW).values()} == {(2, 2)}
