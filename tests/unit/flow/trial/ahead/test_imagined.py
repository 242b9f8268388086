from __future__ import annotations

import gc
from dataclasses import replace
from functools import cache
from weakref import ref

import pytest

from houdun.facts.case import CaseLog, Message, Milestone, Role, Stamp
from houdun.facts.happening import Happening
from houdun.facts.occasion import Occasion, OccasionKind
from houdun.facts.question import Sort, _kept
from houdun.facts.time import DAY, HOUR, SECOND
from houdun.flow.trial import record
from houdun.flow.trial.ahead.imagined import Imagined, Person, World, play
from houdun.flow.trial.moves import End
from houdun.flow.trial.plan import schedule
from houdun.flow.trial.reading.rules import _found
from houdun.flow.trial.stage.port import Order
from houdun.flow.trial.trial import Trial
from houdun.grading.keyed.clauses import _read, sentences
from houdun.grading.text import _cut
from houdun.grading.words import _known
from houdun.language import Language
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS


@cache
def played() -> tuple[Trial, tuple[CaseLog, ...]]:
    return play(TERMS, BLOCKS, PERSONAS, questions(), seed=5)


def test_every_planned_question_is_put_to_every_vendor_once() -> None:
    trial, cases = played()
    assert {log.key.id for log in cases} == {matter.case for block in BLOCKS for matter in block.matters}
    for case in trial.cases.values():
        openings = [message for message in case.said if message.role is Role.CUSTOMER][:1]
        assert [message.at - case.matter.due < 120 * SECOND for message in openings] == [True]


def test_what_is_remembered_of_other_trials_changes_nothing() -> None:
    blocks, played_twice = BLOCKS[:2], list[object]()
    for forgets in (True, False):
        if forgets:
            for remembered in (_known, _cut, _found, sentences, _read, _kept):
                remembered.cache_clear()
        trial, cases = play(TERMS, blocks, PERSONAS, questions(), seed=7)
        heard = {case.id: dict(case.state.heard) for case in trial.cases.values()}
        played_twice.append((cases, heard, trial.course.outcomes, trial.course.standing()))
        play(TERMS, blocks, PERSONAS, questions(), seed=8)
    assert played_twice[0] == played_twice[1]


def test_a_trial_that_nobody_holds_is_forgotten_at_once() -> None:
    gc.disable()
    try:
        forgotten = ref(play(TERMS, BLOCKS[:2], PERSONAS, questions(), seed=1)[0])
        assert forgotten() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("looks", [True, False])
def test_whether_garbage_is_looked_for_is_afterwards_as_before(looks: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if looks else gc.disable)()
        play(TERMS, (), PERSONAS, questions(), seed=1)
        assert gc.isenabled() is looks
    finally:
        (gc.enable if before else gc.disable)()


def test_every_block_is_graded_and_enters_the_claim() -> None:
    trial, _ = played()
    assert trial.course.standing().blocks == len(BLOCKS)
    assert set(trial.course.outcomes) == {block.number for block in BLOCKS}


def test_the_case_log_holds_what_was_said_and_what_the_probe_saw() -> None:
    _, cases = played()
    broken = {matter.case for block in BLOCKS if block.question.sort is Sort.FAULT for matter in block.matters}
    for log in cases:
        stamps = {entry.milestone for entry in log.entries if isinstance(entry, Stamp)}
        assert (Milestone.IMPACT_STARTED in stamps) == (log.key.id in broken)
        assert any(isinstance(entry, Message) and entry.role is Role.CUSTOMER for entry in log.entries)
    assert any(isinstance(entry, Message) and entry.role is Role.VENDOR for log in cases for entry in log.entries)


def test_every_case_comes_to_an_end() -> None:
    trial, _ = played()
    ends = {case.state.end.end for case in trial.cases.values() if case.state.end}
    assert len([case for case in trial.cases.values() if case.state.end]) == len(trial.cases)
    assert End.NOT_ASKED not in ends


def test_the_same_seed_tells_the_same_trial_and_another_another() -> None:
    small = replace(TERMS, days=1, blocks=2)
    blocks = schedule(small, questions())
    one, other, third = (play(small, blocks, PERSONAS, questions(), seed=seed)[1] for seed in (1, 1, 2))
    assert one == other
    assert one != third


def test_in_chinese_too() -> None:
    small = replace(TERMS, days=1, blocks=2, language=Language.ZH)
    _, cases = play(small, schedule(small, questions()), PERSONAS, questions(), seed=3)
    texts = [entry.text for log in cases for entry in log.entries if isinstance(entry, Message) and entry.role is Role.VENDOR]
    assert texts
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in texts)


def test_vendors_are_told_once_what_they_have_to_do_with() -> None:
    trial, _ = played()
    briefs = [entry.key for entry in trial.means.journal.read(record.TRIAL) if entry.key.startswith("brief/")]
    assert sorted(briefs) == sorted(f"brief/{vendor}" for vendor in PERSONAS)


def test_on_the_imagined_stage_the_probe_says_what_the_answer_key_does() -> None:
    matter = next(block.matters[0] for block in BLOCKS if block.question.sort is Sort.FAULT)
    stage, order = Imagined(), Order(case="1", instance=matter.instance, publish="", play="")
    shown = stage.show(order, 1000)
    assert shown.detected_at is not None
    assert not shown.healthy
    for proposal in matter.instance.question.key.proposals:
        assert stage.show(replace(order, remedies=(proposal.id,)), 1000).healthy == proposal.cures


def test_a_world_keeps_its_journal_when_the_trial_is_made_anew() -> None:
    world = World(TERMS, BLOCKS, PERSONAS, questions(), seed=1)
    assert world.trial().means.journal is world.trial().means.journal


def test_what_the_rules_cannot_tell_is_answered_by_a_person() -> None:
    world = World(TERMS, BLOCKS, PERSONAS, questions(), seed=1)
    trial = world.trial()
    journal, task = trial.means.journal, {"kind": "meaning", "suggestion": {"other_change": False}}
    change = {"kind": "meaning", "suggestion": {"other_change": True}}
    journal.append_all([Happening(record.TASK, "1/a", 5, task), Happening(record.TASK, "1/b", 5, change)])
    Person(trial).look(10)
    (answer,) = journal.read(record.ANSWER)
    assert (answer.key, answer.data["meaning"]["brief"], answer.data["meaning"]["reproduction"]) == ("1/a", True, True)


def test_who_is_told_of_occasions_warns_of_some() -> None:
    small = replace(TERMS, days=3, blocks=2)
    start = small.start + DAY
    gala = Occasion(start=start, end=start + HOUR, uid="1", kind=OccasionKind.PEAK, name="Gala")
    told = [
        play(small, schedule(small, questions()), PERSONAS, questions(), seed=2, occasions=given)[0].means.journal.read(
            record.UNASKED
        )
        for given in ((), (gala,))
    ]
    assert [bool(list(each)) for each in told] == [False, True]
