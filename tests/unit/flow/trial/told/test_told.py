from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from houdun.case.reading import read
from houdun.facts.promise import Terms
from houdun.facts.question import Sort
from houdun.facts.trial import Fate, Trial
from houdun.flow.grade import grade
from houdun.flow.trial import record
from houdun.flow.trial.told.told import tell
from houdun.scenario import question
from tests.trial_given import BLOCKS, TERMS
from tests.trial_told_given import Changed, ended, told_in, world

FIRST = BLOCKS[0].matters[0].case
BROKEN = next(block for block in BLOCKS if block.question.sort is Sort.FAULT)


def as_it_was(topic: str, key: str, data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    return data


def told(root: Path, changed: Changed = as_it_was) -> Trial:
    """Without signals: reading them takes longer than all the rest."""
    with told_in(root, changed) as store:
        trial = tell(store, question.load, {log.key: read(log, Terms()) for log in store.cases()})
    assert trial is not None
    return trial


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    with told_in(tmp_path_factory.mktemp("told")) as store:
        grade(store)
        trial = tell(store, question.load, {log.key: read(log, Terms()) for log in store.cases()})
    assert trial is not None
    return trial


def test_the_claim_stands_as_it_stood_when_the_trial_ended(whole: Trial) -> None:
    assert whole.standing == ended().course.standing()


def test_every_block_is_told_with_every_vendor_it_was_put_to(whole: Trial) -> None:
    assert [each.number for each in whole.rounds] == [block.number for block in BLOCKS]
    for each, block in zip(whole.rounds, BLOCKS, strict=True):
        assert each.fate is Fate.WHOLE
        assert [put.case.id for put in each.cases] == [matter.case for matter in block.matters]
        assert {(put.question, put.sort) for put in each.cases} == {(block.question.id, block.question.sort)}


def test_only_where_something_is_broken_a_cause_can_be_named_and_a_cure_proposed(whole: Trial) -> None:
    for put in whole.cases.values():
        assert (put.cause is None) == (put.sort not in (Sort.FAULT, Sort.CONTROL))
        assert (put.remedy is None) == (put.sort is not Sort.FAULT)


def test_what_the_probe_saw_after_a_remedy_is_told(whole: Trial) -> None:
    looked = {
        entry.key.rpartition("/")[0] for entry in world().shelf.journal.read(record.SHOWING) if not entry.key.endswith("/0")
    }
    broken = {put.case.id for put in whole.cases.values() if put.cured is not None}
    assert broken == looked & {matter.case for block in BLOCKS if block.question.sort is Sort.FAULT for matter in block.matters}
    assert broken


def test_files_that_were_sent_are_named_by_their_message(whole: Trial) -> None:
    named = {name for put in whole.cases.values() for names in put.files.values() for name in names}
    assert named
    letters = {entry.key for entry in world().shelf.journal.read(record.LETTER)}
    assert {uid for put in whole.cases.values() for uid in put.files} <= letters


def test_everybody_was_briefed(whole: Trial) -> None:
    assert set(whole.briefed) == set(TERMS.vendors)


def test_a_block_that_could_not_be_put_to_one_counts_for_nobody_and_says_why(tmp_path: Path) -> None:
    why = {"case": FIRST, "why": ["推不上去", "no endpoint"]}

    with told_in(tmp_path) as store:
        store.journal.append(record.TRIAL, "void/1", 1, why)
        trial = tell(store, question.load, {log.key: read(log, Terms()) for log in store.cases()})
    assert trial is not None
    assert trial.rounds[0].fate is Fate.VOID
    assert trial.standing.blocks == len(BLOCKS) - 1
    assert [put.why_not and put.why_not.en for put in trial.rounds[0].cases if put.case.id == FIRST] == ["no endpoint"]


def test_a_block_that_came_too_late_is_told_though_nobody_was_asked(tmp_path: Path) -> None:
    with told_in(tmp_path) as store:
        store.journal.append(record.TRIAL, "void/99", 1, {})
        trial = tell(store, question.load, {})
    assert trial is not None
    assert (trial.rounds[-1].number, trial.rounds[-1].fate, trial.rounds[-1].cases) == (99, Fate.VOID, ())


def test_half_a_block_decides_nothing_and_what_follows_waits_for_it(tmp_path: Path) -> None:
    second = BLOCKS[1].matters[0].case
    trial = told(tmp_path, lambda topic, key, data: None if (topic, key) == (record.OUTCOME, second) else data)
    assert trial.rounds[1].fate is Fate.BEGUN
    assert trial.standing.blocks == 1


def test_of_a_case_that_was_graded_anew_the_last_grade_stands(tmp_path: Path) -> None:
    with told_in(tmp_path) as store:
        store.journal.append(record.OUTCOME, f"{FIRST}/some-mail", 1, {"block": 1, "waited_ms": 77, "depth": 0, "by": "rule"})
        trial = tell(store, question.load, {log.key: read(log, Terms()) for log in store.cases()})
    assert trial is not None
    assert [put.outcome and put.outcome.waited_ms for put in trial.cases.values() if put.case.id == FIRST] == [77]


def test_a_workspace_without_a_trial_has_none(tmp_path: Path) -> None:
    with told_in(tmp_path, lambda topic, key, data: None) as store:
        assert tell(store, question.load, {}) is None


def test_the_onset_that_is_drawn_is_the_largest_that_is_still_legible(tmp_path: Path) -> None:
    small, large, far = (matter.case for matter in BROKEN.matters[:3])
    steps = {small: 60.0, large: -240.0, far: 7500.0}

    def changed(topic: str, key: str, data: Mapping[str, Any]) -> Mapping[str, Any] | None:
        case, _, number = key.rpartition("/")
        if topic != record.SHOWING or number != "0" or case not in steps:
            return data
        return {**data, "offsets": [[float(at), steps[case] if at >= 12 else 1.0] for at in range(30)]}

    onset = told(tmp_path, changed).onset
    assert onset is not None
    assert (onset.case.id, onset.onset_s, onset.detected_s) == (large, 12.0, 15.0)


def test_a_stream_whose_offset_stays_is_no_picture(whole: Trial) -> None:
    assert whole.onset is None
