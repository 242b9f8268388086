from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from houdun.facts.happening import Happening
from houdun.facts.time import MINUTE
from houdun.flow.trial import operator, record, virtual
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.attended import GLANCE, Attended
from houdun.flow.trial.course import LATEST
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.operator import Order
from houdun.flow.trial.trial import TRIAL, Trial
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS

NOW = BLOCKS[0].due + 10 * MINUTE
DUE = BLOCKS[1].due


@dataclass
class Said:
    """A wall at which nobody waits: after so many waits, something is said."""

    after: int = 0
    say: Callable[[], object] = lambda: None
    is_set: bool = False
    waited: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        if len(self.waited) == self.after:
            self.say()

    def leave(self) -> None:
        self.is_set = True


@pytest.fixture
def trial() -> Trial:
    """A trial a few minutes into its first block; the others are still to be approved."""
    world = World(TERMS, BLOCKS, PERSONAS, questions(), seed=2)
    made = world.trial()
    virtual.run(made, world.inboxes(), world.posts, until=NOW)
    made.terms = made.course.terms = replace(TERMS, conduct=replace(TERMS.conduct, approval=True))
    return made


def order(trial: Trial, what: Order, at: int = NOW, block: int = 0) -> None:
    operator.order(trial.means.journal, what, at, block)


def test_the_clock_stands_before_a_block_until_it_is_approved(trial: Trial) -> None:
    wall = Said()
    attended = Attended(trial, wall)
    assert not attended.let(TRIAL, NOW, DUE)
    assert wall.waited == [GLANCE]
    order(trial, Order.APPROVE, block=BLOCKS[1].number)
    attended.look(NOW)
    assert attended.let(TRIAL, NOW, DUE)


def test_neither_a_vendor_nor_an_open_case_waits_for_the_next_block(trial: Trial) -> None:
    attended, case = Attended(trial, Said()), next(trial.open_cases())
    assert attended.let(None, NOW, DUE)
    assert attended.let(case.id, NOW, DUE)


def test_a_block_that_is_too_late_is_given_up_and_keeps_nobody_waiting(trial: Trial) -> None:
    assert Attended(trial, Said()).let(TRIAL, NOW, DUE + LATEST + 1)


def test_where_nothing_is_to_be_approved_nothing_waits(trial: Trial) -> None:
    trial.terms = TERMS
    assert Attended(trial, Said()).let(TRIAL, NOW, DUE)


def test_a_paused_clock_stands_until_it_is_resumed_whatever_else_was_said(trial: Trial) -> None:
    order(trial, Order.PAUSE)
    wall = Said(3, lambda: order(trial, Order.RESUME, NOW + 1))
    Attended(trial, wall).look(NOW)
    assert wall.waited == [GLANCE] * 3
    assert trial.course.due() == DUE


def test_a_trial_that_is_stopped_or_left_while_it_is_paused_waits_no_more(trial: Trial) -> None:
    order(trial, Order.PAUSE)
    left = Said()
    left.say, left.after = left.leave, 2
    attended = Attended(trial, left)
    attended.look(NOW)
    assert (attended.is_left, len(left.waited)) == (True, 2)
    stopped = Said(1, lambda: order(trial, Order.STOP))
    Attended(trial, stopped).look(NOW)
    assert trial.course.is_over()
    assert len(stopped.waited) == 1


def test_a_case_is_not_given_up_while_it_waits_for_a_person(trial: Trial) -> None:
    attended, case, journal = Attended(trial, Said()), next(trial.open_cases()), trial.means.journal
    end = case.state.last_at + case.matter.rules.patience
    assert attended.let(case.id, NOW, end)
    key = f"{case.id}/m1"
    journal.append_all([Happening(record.TASK, key, NOW, {"kind": "meaning", "case": case.id})])
    assert not attended.let(case.id, NOW, end)
    assert attended.let(case.id, NOW, end - 1)
    operator.decided(journal, key, Meaning(person=False), NOW)
    assert attended.let(case.id, NOW, end)


def test_a_task_that_holds_up_nothing_keeps_no_case_waiting(trial: Trial) -> None:
    case, journal = next(trial.open_cases()), trial.means.journal
    journal.append_all([Happening(record.TASK, f"{case.id}/leak/1", NOW, {"kind": "leak", "case": case.id})])
    journal.append_all([Happening(record.TASK, "other/m1", NOW, {"kind": "meaning", "case": "other"})])
    assert Attended(trial, Said()).let(case.id, NOW, case.state.last_at + case.matter.rules.patience)


def test_nothing_is_looked_for_twice(trial: Trial) -> None:
    attended = Attended(trial, Said())
    attended.look(NOW)
    trial.course.paused = True
    order(trial, Order.RESUME)
    attended.look(NOW)
    assert not trial.course.paused
    trial.course.approved.clear()
    attended.look(NOW)
    assert not trial.course.approved


@pytest.mark.parametrize(("pace", "waited"), [(0, []), (250, [0.25])])
def test_a_jump_takes_the_pace_and_what_is_due_at_the_same_moment_takes_none(
    trial: Trial, pace: int, waited: list[float]
) -> None:
    wall = Said()
    attended = Attended(trial, wall, pace)
    assert attended.let(None, NOW, DUE)
    assert attended.let(None, DUE, DUE)
    assert wall.waited == waited


def test_each_look_is_a_sign_of_life_also_while_the_clock_stands(trial: Trial) -> None:
    order(trial, Order.PAUSE)
    beats, wall = list[int](), Said(3, lambda: order(trial, Order.RESUME, NOW + 1))
    Attended(trial, wall, beat=lambda: beats.append(1)).look(NOW)
    assert len(beats) == 4
