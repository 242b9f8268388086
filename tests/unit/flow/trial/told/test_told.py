from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from houdun.case.reading import read
from houdun.errors import UsageError
from houdun.facts.grade import Grade
from houdun.facts.happening import Happening
from houdun.facts.promise import Terms
from houdun.facts.question import Sort
from houdun.facts.time import DAY
from houdun.facts.trial import Fate, Trial
from houdun.flow.blind import rounds
from houdun.flow.blind.packing import packets, prepare
from houdun.flow.grade import grade
from houdun.flow.trial import record, several
from houdun.flow.trial.told.declared import declare
from houdun.flow.trial.told.told import tell
from houdun.scenario import question
from houdun.store import Store
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


def two(root: Path) -> Store:
    """The trial, and beside it another that has begun its first block with one vendor."""
    store = told_in(root)
    journal = several.journal_of(store.journal, "summer")
    several.enlist(store.journal, "summer", TERMS.end)
    matter = replace(BLOCKS[0].matters[0], case="11111111")
    asked = {"instance": matter.instance.id, "vendor": str(matter.vendor), "block": 1, "horizon": DAY}
    journal.append_all(
        [
            declare(replace(TERMS, name="summer"), TERMS.end),
            Happening(record.TRIAL, "block/1", TERMS.end, {"cases": [matter.case]}),
            Happening(record.QUESTION, matter.case, TERMS.end, asked),
        ]
    )
    return store


def test_of_several_trials_the_newest_is_told_or_the_one_that_is_named(tmp_path: Path) -> None:
    with two(tmp_path) as store:
        readings = {log.key: read(log, Terms()) for log in store.cases()}
        newest, named = tell(store, question.load, readings), tell(store, question.load, readings, TERMS.name)
        with pytest.raises(UsageError, match="no trial 'autumn'"):
            tell(store, question.load, readings, "autumn")
    assert newest is not None
    assert named is not None
    assert (newest.declared.name, newest.others) == ("summer", (TERMS.name,))
    assert [put.case.id for put in newest.cases.values()] == ["11111111"]
    assert (named.declared.name, named.others, named.standing) == (TERMS.name, ("summer",), ended().course.standing())
    assert "11111111" not in {case.id for case in named.cases}
    assert set(newest.everywhere) == set(named.everywhere) == {*newest.cases, *named.cases}


def test_what_raters_said_of_another_trial_is_no_word_on_this_one(tmp_path: Path) -> None:
    with two(tmp_path) as store:
        prepare(store, question.load, TERMS.end + 9 * DAY)
        made = next(each for each in packets(store) if each.case.id == FIRST)
        rounds.record(store, [Grade(packet=made.packet.id, rater="ann", depth=2)], TERMS.end)
        newest, named = tell(store, question.load, {}), tell(store, question.load, {}, TERMS.name)
    assert newest is not None
    assert named is not None
    assert (newest.blindness, named.blindness is None) == (None, False)
