from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from houdun.facts.claim import Outcome
from houdun.facts.time import MINUTE, SECOND
from houdun.facts.vendor import Vendor
from houdun.flow.trial.course import AGAIN, LATEST, Course, Fate
from houdun.flow.trial.plan import schedule
from houdun.testing.trials import ACME, BRIO, contact, questions, terms

QUICK, SLOW = Outcome(20 * SECOND, 4), Outcome(None, 0)


def course(**changes: object) -> Course:
    made = terms(**changes)
    return Course(made, schedule(made, questions()))


def played(made: Course, acme: Outcome, brio: Outcome, blocks: int) -> None:
    for block in made.blocks[:blocks]:
        matters = made.begin(made.due() or 0, {})
        for matter in matters:
            made.graded(block.number, matter.vendor, acme if matter.vendor == ACME else brio)


def test_a_block_begins_when_it_is_due_and_then_the_next_one_is() -> None:
    made = course()
    first, second = made.blocks[:2]
    assert made.due() == first.due
    assert made.begin(first.due - 1, {}) == ()
    assert made.begin(first.due, {}) == first.matters
    assert made.due() == second.due
    assert [made.fate(block) for block in (first, second)] == [Fate.BEGUN, Fate.PLANNED]


def test_a_block_that_was_not_approved_waits_and_is_given_up_when_its_hour_is_past() -> None:
    made = course()
    made.terms = replace(made.terms, conduct=replace(made.terms.conduct, approval=True))
    first = made.blocks[0]
    assert made.begin(first.due, {}) == ()
    assert made.due() == first.due + AGAIN
    made.approved.add(first.number)
    assert made.begin(first.due + AGAIN, {}) == first.matters
    second = made.blocks[1]
    assert made.begin(second.due, {}) == ()
    assert made.begin(second.due + LATEST + MINUTE, {}) == ()
    assert made.fate(second) is Fate.VOID
    assert made.due() == made.blocks[2].due


def test_no_vendor_has_more_questions_open_than_the_conduct_allows() -> None:
    made = course()
    full = {BRIO: made.terms.conduct.open_questions}
    assert made.begin(made.blocks[0].due, full) == ()
    assert made.begin(made.blocks[0].due + AGAIN, {BRIO: 1}) == made.blocks[0].matters


def test_while_it_is_paused_nothing_is_due() -> None:
    made = course()
    made.paused = True
    assert made.due() is None
    assert made.begin(made.blocks[0].due, {}) == ()
    made.paused = False
    assert made.due() == made.blocks[0].due


def test_blocks_enter_in_the_order_asked_each_when_it_is_whole() -> None:
    made = course()
    for block in made.blocks[:3]:
        made.begin(block.due, {})
    made.graded(2, ACME, QUICK)
    made.graded(2, BRIO, SLOW)
    assert made.standing().blocks == 0
    made.graded(1, ACME, QUICK)
    assert made.standing().blocks == 0
    made.graded(1, BRIO, SLOW)
    assert made.standing().blocks == 2
    assert [made.fate(block) for block in made.blocks[:3]] == [Fate.GRADED, Fate.GRADED, Fate.BEGUN]


def test_a_block_that_could_not_be_put_to_everybody_counts_for_nobody() -> None:
    made = course()
    made.begin(made.blocks[0].due, {})
    made.graded(1, ACME, QUICK)
    made.not_asked(1)
    made.begin(made.blocks[1].due, {})
    made.graded(2, ACME, QUICK)
    made.graded(2, BRIO, SLOW)
    assert made.standing().blocks == 1
    assert made.fate(made.blocks[0]) is Fate.VOID


def test_after_the_claim_nobody_is_asked_any_more() -> None:
    made = course()
    played(made, QUICK, SLOW, 12)
    assert made.standing().winner == ACME
    assert made.is_over()
    assert made.due() is None


def test_a_vendor_that_has_lost_is_not_asked_again() -> None:
    carlo = replace(BRIO, name="Carlo")
    made = course(contacts=(contact(ACME), contact(BRIO), contact(carlo)))
    for number in range(1, 13):
        matters = made.begin(made.due() or 0, {})
        if carlo not in {matter.vendor for matter in matters}:
            break
        for matter in matters:
            made.graded(number, matter.vendor, SLOW if matter.vendor == carlo else QUICK)
    assert made.asked() == (ACME, BRIO)
    assert {matter.vendor for matter in matters} == {ACME, BRIO}
    assert not made.is_over()


def test_a_later_grade_replaces_an_earlier_one() -> None:
    made = course()
    played(made, QUICK, QUICK, 1)
    even = made.standing().wealth[ACME][BRIO]
    made.graded(1, BRIO, SLOW)
    assert made.standing().wealth[ACME][BRIO] > even


def test_whom_earlier_grades_had_dropped_stays_out_though_a_later_grade_would_have_kept_it() -> None:
    carlo = replace(BRIO, name="Carlo")
    made = course(contacts=(contact(ACME), contact(BRIO), contact(carlo)))
    while carlo in made.asked():
        block = made.begin(made.due() or 0, {})
        for matter in block:
            made.graded(matter.block, matter.vendor, SLOW if matter.vendor == carlo else QUICK)
    for matter in made.begin(made.due() or 0, {}):
        made.graded(matter.block, matter.vendor, QUICK)
    made.graded(1, carlo, QUICK)
    assert made.asked() == (ACME, BRIO)
    assert made.standing().blocks == len(made.begun)


def test_one_vendor_alone_is_asked_to_the_end() -> None:
    made = course(contacts=(contact(ACME),))
    played(made, QUICK, SLOW, 20)
    assert made.is_over()
    assert all(made.fate(block) is Fate.GRADED for block in made.blocks)


def test_a_stopped_trial_asks_nothing_more() -> None:
    made = course()
    made.stopped = True
    assert made.is_over()
    assert made.due() is None


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from((ACME, BRIO)), st.sampled_from((QUICK, SLOW)), st.booleans()), max_size=30
    )
)
def test_the_standing_is_that_of_all_that_is_known_in_whatever_order_it_came(
    told: list[tuple[int, Vendor, Outcome, bool]],
) -> None:
    made, whole = course(), course()
    for each in (made, whole):
        for block in each.blocks[:6]:
            each.begun[block.number] = block.matters
    for place, vendor, outcome, void in told:
        number = made.blocks[place].number
        for each in (made, whole):
            if void and vendor == BRIO:
                each.not_asked(number)
            else:
                each.graded(number, vendor, outcome)
        made.due()
    assert made.standing() == whole.standing()
    assert made.due() == whole.due()
