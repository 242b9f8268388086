from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.app import cases, create
from houdun.app.workspace import Workspace
from houdun.channel.manual.told import Told
from houdun.errors import InputError, UsageError
from houdun.facts.case import Basis, CaseLog, Message, Milestone, Role, Stamp
from houdun.facts.time import MINUTE, SECOND
from houdun.store import RawName
from houdun.store.reference import ref_of
from houdun.testing.factories import MONDAY, log, message, millis

OPENED = log(message("黑屏了", "10:00"), message("在看了", "10:05", Role.VENDOR))
REF = ref_of(OPENED.key)
NOW = millis("12:00")


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    with create(tmp_path) as made:
        with made.store.importing("chat", [RawName("x", "0" * 64)], MONDAY) as run:
            run.add(OPENED)
        yield made


def kept(space: Workspace) -> CaseLog:
    found = space.store.case(OPENED.key)
    assert found is not None
    return found


def test_an_imported_case_stands_at_its_horizon_and_nothing_ticks(space: Workspace) -> None:
    case = cases.shown(space, REF, NOW)
    assert case is not None
    assert case.reading.log.horizon == OPENED.horizon
    assert not case.runs
    assert case.ticking == ()
    assert case.tried is None


@pytest.mark.parametrize("ref", ["0" * 32, "", "../..", "zz"])
def test_what_is_not_there_is_none(space: Workspace, ref: str) -> None:
    assert cases.shown(space, ref, NOW) is None


def test_a_stamp_moves_the_milestone_of_any_case(space: Workspace) -> None:
    assert cases.stamp(space, OPENED.key, Milestone.MITIGATED, Basis.OBSERVED, Told(NOW, MINUTE))
    case = cases.shown(space, REF, NOW)
    assert case is not None
    moment = case.reading.milestones[Milestone.MITIGATED]
    assert (moment.observed_at, moment.observed_until, moment.claimed_at) == (NOW - MINUTE, NOW + MINUTE, None)


def test_nothing_is_told_of_a_time_before_the_case_began(space: Workspace) -> None:
    early = Told(min(entry.at for entry in kept(space).entries) - MINUTE)
    with pytest.raises(UsageError, match="had not begun"):
        cases.stamp(space, OPENED.key, Milestone.MITIGATED, Basis.OBSERVED, early)
    with pytest.raises(UsageError, match="had not begun"):
        cases.paste(space, OPENED.key, "We look into it.", "", early, NOW)
    assert len(kept(space).entries) == len(OPENED.entries)


def test_an_answer_by_telephone_stops_the_clock_of_the_first_human_reply(space: Workspace) -> None:
    cases.stamp(space, OPENED.key, Milestone.FIRST_RESPONSE, Basis.CLAIMED, Told(millis("10:02")))
    case = cases.shown(space, REF, NOW)
    assert case is not None
    clock = case.reading.clock("time_to_first_response_human")
    assert clock is not None
    assert clock.wall_ms == 2 * MINUTE


def test_a_finger_that_comes_down_twice_stamps_once(space: Workspace) -> None:
    told = [
        cases.stamp(space, OPENED.key, Milestone.LOCATED, Basis.CLAIMED, Told(NOW + each * SECOND)) for each in (0, 1, 29, 31)
    ]
    assert told == [True, False, False, True]
    assert sum(isinstance(entry, Stamp) for entry in kept(space).entries) == 2


def test_pasted_words_stand_in_the_log_at_once_and_their_bytes_are_kept(space: Workspace) -> None:
    assert cases.paste(space, OPENED.key, "  重启推流即可  ", "小陈", Told(NOW), NOW)
    assert not cases.paste(space, OPENED.key, "重启推流即可", "小陈", Told(NOW + SECOND), NOW)
    said = [each for each in kept(space).entries if isinstance(each, Message)][-1]
    assert (said.text, said.author, said.role) == ("重启推流即可", "小陈", Role.VENDOR)
    assert space.store.evidence(said.source.blob).read_text(encoding="utf-8") == said.text


def test_for_an_imported_case_it_is_as_late_as_for_us(space: Workspace) -> None:
    assert cases.present(space, OPENED, NOW) == NOW


def test_nothing_pasted_is_told(space: Workspace) -> None:
    with pytest.raises(InputError):
        cases.paste(space, OPENED.key, " \n", "", Told(NOW), NOW)


def test_files_are_those_that_the_case_names(space: Workspace) -> None:
    cases.paste(space, OPENED.key, "来电说已修复", "", Told(NOW), NOW)
    case = cases.shown(space, REF, NOW)
    assert case is not None
    assert set(case.files.values()) == {cases.RAW}
    assert cases.clip(space, case, next(iter(case.files))) is None
