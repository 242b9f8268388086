from __future__ import annotations

import pytest

from houdun.facts.case import Message, Role
from houdun.facts.happening import Happening
from houdun.facts.time import HOUR, MINUTE
from houdun.facts.vendor import Vendor
from houdun.flow.trial import operator, record, virtual
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.moves import End, Meaning
from houdun.flow.trial.operator import Order
from houdun.flow.trial.trial import Trial
from houdun.testing.factories import message
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS

NOW = BLOCKS[0].due + 10 * MINUTE


@pytest.fixture
def trial() -> Trial:
    """A trial a few minutes into its first block."""
    world = World(TERMS, BLOCKS, PERSONAS, questions(), seed=2)
    made = world.trial()
    virtual.run(made, world.inboxes(), world.posts, until=NOW)
    return made


def brief(trial: Trial, vendor: Vendor) -> str:
    """The key of the task that asks about this vendor's brief."""
    key = operator.unanswered(trial.means.journal, f"brief/{vendor}")
    trial.means.journal.append_all([Happening(record.TASK, key, NOW, {"kind": "brief", "vendor": str(vendor)})])
    return key


def test_a_paused_trial_begins_nothing_until_it_is_resumed(trial: Trial) -> None:
    operator.order(trial.means.journal, Order.PAUSE, NOW)
    trial.look(NOW)
    assert trial.course.due() is None
    operator.order(trial.means.journal, Order.RESUME, NOW + 1)
    trial.look(NOW + 1)
    assert trial.course.due() == BLOCKS[1].due


def test_a_stopped_trial_ends_its_cases_and_asks_nothing_more(trial: Trial) -> None:
    operator.order(trial.means.journal, Order.STOP, NOW)
    trial.look(NOW)
    assert trial.course.is_over()
    assert {case.state.end.end for case in trial.cases.values() if case.state.end} >= {End.STOPPED}
    assert not any(True for _ in trial.open_cases())


def test_a_block_that_waited_for_approval_begins_as_soon_as_it_has_it(trial: Trial) -> None:
    block = BLOCKS[1]
    trial.course.later[block.number] = block.due + HOUR
    operator.order(trial.means.journal, Order.APPROVE, NOW, block=block.number)
    trial.look(NOW)
    assert trial.course.due() == block.due


def test_a_block_is_approved_by_its_number(trial: Trial) -> None:
    operator.order(trial.means.journal, Order.APPROVE, NOW, block=2)
    trial.look(NOW)
    assert trial.course.approved == {2}


def test_several_blocks_are_approved_at_once_and_again_that_changes_nothing(trial: Trial) -> None:
    journal = trial.means.journal
    for _ in range(2):
        operator.approve(journal, (2, 3), NOW)
    trial.look(NOW)
    assert trial.course.approved == {2, 3}
    assert len(list(journal.read(record.ORDER))) == 2


def test_what_was_pasted_is_heard_once(trial: Trial) -> None:
    case = next(iter(trial.open_cases()))
    words = message("We are looking at your stream now.", NOW, Role.VENDOR)
    before = len(case.said)
    for _ in range(2):
        operator.pasted(trial.means.journal, case.id, words, NOW)
        trial.look(NOW)
    assert [each.uid for each in case.said[before:]] == [words.uid]
    assert isinstance(case.said[-1], Message)


def test_an_answer_about_a_case_that_nobody_knows_changes_nothing(trial: Trial) -> None:
    operator.decided(trial.means.journal, "99999999/m1", Meaning(), NOW)
    operator.confirmed(trial.means.journal, "99999999/letter/0", NOW, 0, NOW)
    trial.look(NOW)


def test_what_an_operator_did_is_done_again_after_a_restart(trial: Trial) -> None:
    operator.order(trial.means.journal, Order.PAUSE, NOW)
    trial.look(NOW)
    trial.look(NOW)
    assert trial.course.paused


def test_what_a_person_has_only_seen_waits_no_more_and_changes_nothing(trial: Trial) -> None:
    journal, case = trial.means.journal, next(iter(trial.cases))
    for key in (f"{case}/leak/0", "mailbox/a/0"):
        journal.append_all([Happening(record.TASK, key, NOW, {"kind": "leak"})])
        operator.seen(journal, key, NOW)
    trial.look(NOW)
    assert not list(operator.tasks(journal))


def test_a_brief_that_a_person_has_sent_is_not_posted_again() -> None:
    world = World(TERMS, BLOCKS, PERSONAS, questions(), seed=2)
    trial = world.trial()
    vendor = trial.terms.vendors[0]
    operator.confirmed(trial.means.journal, brief(trial, vendor), NOW, 0, NOW)
    trial.look(NOW)
    assert trial.briefs[vendor].ids
    trial.start(NOW)
    trial.tick("", NOW)
    posts = 0
    while (job := trial.agenda.next_job("")) is not None:
        job(NOW)(NOW)
        posts += 1
    assert posts == len(trial.terms.vendors) - 1


def test_a_brief_that_did_not_go_out_is_posted() -> None:
    world = World(TERMS, BLOCKS, PERSONAS, questions(), seed=2)
    trial = world.trial()
    vendor = trial.terms.vendors[0]
    operator.not_sent(trial.means.journal, brief(trial, vendor), NOW)
    trial.look(NOW)
    job = trial.agenda.next_job("")
    assert job is not None
    job(NOW)(NOW)
    assert trial.means.journal.find(record.TRIAL, f"brief/{vendor}")
