from __future__ import annotations

from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.time import DAY, HOUR
from houdun.flow.blind.packing import asked, find, masks, packets, prepare, questions_of, threads, vendors_known
from houdun.grading.blind.mask import blind
from houdun.store import Store
from houdun.testing.blind import BLOCKS, VENDORS, put_questions
from houdun.testing.factories import MONDAY


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.create(tmp_path)
    put_questions(store)
    return store


def test_a_case_becomes_a_packet_at_its_horizon_and_not_before(store: Store, tmp_path: Path) -> None:
    questions = questions_of(tmp_path)
    assert len(asked(store)) == BLOCKS * len(VENDORS)
    assert prepare(store, questions, MONDAY + 20 * HOUR) == 0
    assert prepare(store, questions, MONDAY + 9 * DAY) == BLOCKS * len(VENDORS)


def test_a_packet_is_made_once_and_stays_as_it_was_shown(store: Store, tmp_path: Path) -> None:
    prepare(store, questions_of(tmp_path), MONDAY + 9 * DAY)
    first = packets(store)
    assert prepare(store, questions_of(tmp_path), MONDAY + 90 * DAY) == 0
    assert packets(store) == first
    assert len({each.packet.id for each in first}) == len(first)
    assert find(store, first[0].packet.id) == first[0]
    assert find(store, "nowhere") is None


def test_no_packet_names_a_vendor_of_the_trial_or_anybody_who_wrote_in_it(store: Store, tmp_path: Path) -> None:
    prepare(store, questions_of(tmp_path), MONDAY + 9 * DAY)
    for each, log in threads(store, packets(store)):
        shown = " ".join(line.text for line in each.packet.thread).casefold()
        told = [*(vendor.name for vendor in VENDORS), "晨风", "vera", log.key.id]
        assert [name for name in told if name.casefold() in shown] == []


def test_a_vendor_is_not_known_by_its_address_either(store: Store) -> None:
    data = {"instance": "slow_first_picture-0a1b2c3d-1", "vendor": "云联", "horizon": DAY, "aliases": ["help@cloudling.example"]}
    store.journal.append("question", "more", MONDAY, data)
    log = next(log for log in store.cases() if log.key.vendor.name == "云联")
    assert "cloudling" not in blind("请在 cloudling 控制台看，流 cloudling-7", masks(log, vendors_known(asked(store)))).casefold()


def test_a_question_of_ones_own_is_found_in_the_workspace_and_one_that_is_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"folder questions"):
        questions_of(tmp_path)("of_our_own")
    assert questions_of(tmp_path)("jerky_and_behind").id == "jerky_and_behind"
