from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from houdun.case.reading import read
from houdun.channel.manual.told import Told
from houdun.facts.case import CaseKey
from houdun.facts.grade import Grade
from houdun.facts.promise import Terms
from houdun.facts.question import Sort
from houdun.facts.reading import CaseReading
from houdun.facts.time import DAY, HOUR
from houdun.facts.trial import CHANNEL
from houdun.flow.blind.packing import packets, prepare, secret_of
from houdun.flow.blind.rounds import record
from houdun.flow.grade import as_graded
from houdun.flow.trial import persons
from houdun.flow.trial.moves import Matter
from houdun.flow.trial.rehearse import Shelf
from houdun.flow.trial.told.one import Tried, part_of, tried
from houdun.flow.trial.told.told import tell
from houdun.scenario import question
from houdun.store import Store
from houdun.testing.factories import log
from tests.trial_given import BLOCKS, TERMS
from tests.trial_told_given import told_in

BROKEN = next(block for block in BLOCKS if block.question.sort is Sort.FAULT)
LATER = TERMS.end + 30 * DAY


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with told_in(tmp_path_factory.mktemp("one")) as made:
        yield made


def key(matter: Matter) -> CaseKey:
    return CaseKey(matter.vendor, CHANNEL, matter.case)


def reading(store: Store, matter: Matter) -> CaseReading:
    kept = store.case(key(matter))
    assert kept is not None
    return read(as_graded(kept), Terms())


def known(store: Store, matter: Matter, now: int = LATER) -> Tried:
    found = tried(store, question.load, reading(store, matter), now)
    assert found is not None
    return found


@pytest.mark.parametrize("matter", BROKEN.matters, ids=lambda matter: str(matter.vendor))
def test_what_was_asked_and_seen_is_told(store: Store, matter: Matter) -> None:
    case = known(store, matter)
    assert case.instance == matter.instance
    assert (case.question.id, case.block) == (BROKEN.question.id, BROKEN.number)
    first = case.looks[0]
    assert (first.number, first.remedies) == (0, ())
    assert first.onset_s is not None
    assert first.detected_s is not None
    assert first.detected_s >= first.onset_s


def test_the_rule_judges_as_the_report_does(store: Store) -> None:
    readings = {kept.key: read(as_graded(kept), Terms()) for kept in store.cases()}
    trial = tell(store, question.load, readings)
    assert trial is not None
    for case, put in trial.cases.items():
        found = tried(store, question.load, readings[case], LATER)
        assert found is not None
        assert found.outcome == put.outcome
        assert found.ruled is not None
        if put.sort in (Sort.FAULT, Sort.CONTROL):
            assert found.ruled.cause == put.cause


def test_before_the_horizon_the_rule_says_nothing(store: Store) -> None:
    whole = reading(store, BROKEN.matters[0])
    early = replace(whole, log=replace(whole.log, horizon=whole.opened_at + HOUR))
    found = tried(store, question.load, early, whole.opened_at + HOUR)
    assert found is not None
    assert found.ruled is None


def test_a_trial_in_virtual_time_is_over_for_us(store: Store) -> None:
    assert not known(store, BROKEN.matters[0], TERMS.start).runs


def test_a_case_of_no_trial_knows_nothing(store: Store) -> None:
    assert tried(store, question.load, read(log(), Terms()), LATER) is None
    assert part_of(store.journal, log().key) is None


def test_pasted_words_wait_until_the_trial_takes_them(store: Store) -> None:
    matter = BROKEN.matters[1]
    moment = Told(LATER)
    persons.paste(store.journal, Shelf(store), key(matter), "It is the encoder.", "Vera", moment, LATER)
    (waits,) = known(store, matter).pasted
    assert (waits.text, waits.author) == ("It is the encoder.", "Vera")
    assert known(store, BROKEN.matters[0]).pasted == ()


def test_grades_are_those_of_this_case_and_graders_are_all(store: Store) -> None:
    prepare(store, question.load, LATER)
    assert secret_of(store, LATER)
    mine = {each.case: each.packet.id for each in packets(store)}
    record(store, [Grade(packet=mine[key(BROKEN.matters[0])], rater="Cora", depth=3)], LATER)
    assert [each.rater for each in known(store, BROKEN.matters[0]).grades] == ["Cora"]
    assert known(store, BROKEN.matters[1]).grades == ()
    assert known(store, BROKEN.matters[1]).graders == {"Cora"}
