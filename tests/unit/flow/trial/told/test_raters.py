from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from houdun.facts.case import CaseKey
from houdun.facts.claim import Outcome
from houdun.facts.grade import Grade
from houdun.facts.question import Sort
from houdun.facts.time import DAY
from houdun.facts.trial import Fate, Put, Round
from houdun.facts.vendor import Vendor
from houdun.flow.blind.decisions import Decision, append
from houdun.flow.blind.packing import packets, prepare, questions_of
from houdun.flow.blind.rounds import record
from houdun.flow.trial.told.raters import blindness, by_case, by_raters, decided_cases
from houdun.store import Store
from houdun.testing.blind import put_questions
from houdun.testing.factories import MONDAY

A, B = (CaseKey(Vendor(name), "trial", name) for name in ("acme", "brio"))


def named(guess: str, vendor: Vendor) -> bool:
    return guess == vendor.name


def put(case: CaseKey, **changes: object) -> Put:
    made = Put(case=case, question="q", sort=Sort.FAULT, asked_at=0, outcome=Outcome(1, 1), cause=False, remedy=False)
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields


def grade(rater: str, depth: int, **changes: object) -> Grade:
    return replace(Grade(packet="p", rater=rater, depth=depth), **changes)  # type: ignore[arg-type]  # a test names fields


def test_in_a_block_raters_count_only_where_every_vendor_was_graded() -> None:
    cases = (put(A), put(B))
    assert by_raters(cases, {A: [grade("ann", 4)]}, {}) == cases
    both = by_raters(cases, {A: [grade("ann", 4), grade("bob", 3)], B: [grade("ann", 0)]}, {})
    assert [each.outcome and each.outcome.depth for each in both] == [3, 0]
    assert [each.raters for each in both] == [2, 1]
    assert [each.outcome and each.outcome.waited_ms for each in both] == [1, 1]


def test_the_cause_was_named_where_more_than_half_say_so() -> None:
    def named(*votes: bool | None) -> bool | None:
        (each,) = by_raters((put(A),), {A: [grade(str(place), 3, cause=vote) for place, vote in enumerate(votes)]}, {})
        return each.cause

    assert [named(True, False), named(True, True, False), named(None)] == [False, True, False]


def test_of_a_post_mortem_the_share_of_items_that_are_there_counts() -> None:
    items = {"summary": 2, "timeline": 0, "impact": 1}
    (each,) = by_raters((put(A),), {A: [grade("ann", 3, postmortem=items), grade("bob", 3)]}, {})
    assert each.postmortem == pytest.approx(2 / 17)


def test_a_case_without_an_outcome_is_not_graded_yet() -> None:
    cases = (put(A, outcome=None),)
    assert by_raters(cases, {A: [grade("ann", 4)]}, {}) == cases


def test_blindness_counts_guesses_against_chance_and_how_far_raters_agree() -> None:
    given = {
        A: [grade("ann", 4, guess="acme"), grade("bob", 4, guess="brio")],
        B: [grade("ann", 1), grade("bob", 1, guess="brio")],
    }
    cases = by_raters((put(A), put(B)), given, {})
    told = blindness(given, [Round(number=1, began_at=0, fate=Fate.WHOLE, cases=cases)], 2, named)
    assert told is not None
    assert (told.raters, told.graded, told.due, told.blocks, told.alpha) == (2, 2, 2, 1, 1.0)
    assert (told.guesses, told.right, told.chance) == (3, 2, 0.5)
    assert blindness({}, [], 2, named) is None


def test_a_decision_takes_the_place_of_the_raters_median_and_of_their_votes() -> None:
    given = {A: [grade("ann", 0, cause=False), grade("bob", 4, cause=False)]}
    decided = Decision(packet="p", by="olga", depth=3, cause=True, reason="it is there, in other words")
    (each,) = by_raters((put(A),), given, {A: decided})
    assert (each.outcome and each.outcome.depth, each.cause, each.raters) == (3, True, 2)


def test_grades_are_found_by_their_case(tmp_path: Path) -> None:
    with Store.create(tmp_path) as store:
        put_questions(store)
        prepare(store, questions_of(tmp_path), MONDAY + 30 * DAY)
        made = packets(store)
        record(store, [Grade(packet=made[0].packet.id, rater="ann", depth=2)], MONDAY)
        assert {case: [each.depth for each in found] for case, found in by_case(store).items()} == {made[0].case: [2]}
        assert decided_cases(store) == {}
        decided = Decision(packet=made[0].packet.id, by="olga", depth=1, cause=None, reason="read again")
        append(store, decided, MONDAY)
        assert decided_cases(store) == {made[0].case: decided}
