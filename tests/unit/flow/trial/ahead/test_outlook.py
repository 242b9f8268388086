from __future__ import annotations

from dataclasses import replace

import pytest

from houdun.facts.question import Stratum
from houdun.facts.time import DAY, MINUTE
from houdun.flow.trial.ahead.outlook import USUAL, Outlook, outlook
from houdun.flow.trial.plan import Block, schedule
from houdun.flow.trial.terms import Guess, Terms
from houdun.testing.trials import ACME, BRIO, contact, questions, terms


def guess(minutes: float, ability: float = 0.5) -> Guess:
    return Guess(medians_ms=dict.fromkeys(Stratum, round(minutes * MINUTE)), ability=ability)


def trial(*guesses: Guess | None, **changes: object) -> tuple[Terms, tuple[Block, ...]]:
    made = terms(*(contact(vendor, guess=each) for vendor, each in zip((ACME, BRIO), guesses, strict=True)), **changes)
    return made, schedule(made, questions())


@pytest.fixture(scope="module")
def unequal() -> Outlook:
    return outlook(*trial(guess(5, 1.4), guess(60, 0.2), blocks=30), runs=400)


def test_a_much_better_vendor_is_named_within_the_plan(unequal: Outlook) -> None:
    assert unequal.power > 0.9
    assert unequal.named[ACME] == pytest.approx(unequal.power, abs=0.01)
    assert [reach.share for reach in unequal.reaches] == [0.5, 0.8, 0.95]
    assert all(reach.planned for reach in unequal.reaches[:2])


def test_more_certainty_takes_more_questions_and_days(unequal: Outlook) -> None:
    told = [(reach.questions or 0, reach.days or 0) for reach in unequal.reaches]
    assert told == sorted(told)
    assert told[0][0] >= 2
    assert unequal.asked <= 2 * 30


def test_days_count_to_the_grading_of_the_last_question_needed() -> None:
    made, blocks = trial(guess(5, 1.4), guess(60, 0.2), blocks=30)
    reach = outlook(made, blocks, runs=200).reaches[0]
    assert reach.questions is not None
    assert reach.days is not None
    graded = blocks[reach.questions - 1].due + DAY - made.start
    assert 0 <= reach.days * DAY - graded < DAY


def test_who_was_not_guessed_is_told_and_taken_as_usual() -> None:
    made, blocks = trial(guess(5, 1.4), None)
    seen = outlook(made, blocks, runs=100)
    assert (seen.unguessed, seen.alike) == ((BRIO,), False)
    assert seen == replace(outlook(*trial(guess(5, 1.4), USUAL), runs=100), unguessed=(BRIO,))


def test_equals_get_no_claim_and_are_said_to_be_alike() -> None:
    seen = outlook(*trial(None, None), runs=400)
    assert seen.alike
    assert seen.power < 0.08
    assert seen.reaches[-1].questions is None


def test_what_the_plan_is_too_short_for_is_told_beyond_its_end() -> None:
    made, blocks = trial(guess(10, 0.8), guess(30, 0.3), blocks=6)
    seen = outlook(made, blocks, runs=200)
    reach = seen.reaches[0]
    assert reach.questions is not None
    assert reach.days is not None
    assert seen.power < 0.5
    assert (reach.questions > 6, reach.planned, reach.days > made.days) == (True, False, True)
