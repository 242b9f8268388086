from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from houdun.errors import InputError, UsageError
from houdun.facts.time import DAY
from houdun.flow.blind.packing import questions_of
from houdun.flow.blind.rounds import Returned, bring_back, export, grades
from houdun.store import Store
from houdun.testing.blind import BLOCKS, VENDORS, put_questions
from houdun.testing.factories import MONDAY

NOW = MONDAY + 30 * DAY
PACKETS = BLOCKS * len(VENDORS)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.create(tmp_path)
    put_questions(store)
    return store


def out(store: Store, tmp_path: Path, rater: str = "annegret") -> dict[str, Any]:
    return json.loads(json.dumps(export(store, rater, questions_of(tmp_path), NOW)))  # type: ignore[no-any-return]  # JSON has no types


def filled(exported: dict[str, Any], **changed: object) -> dict[str, Any]:
    for packet in exported["packets"]:
        given = {"depth": 1, "cause": False, "remedy": False, "points": [False] * 7, "guess": "no idea", "seconds": 30} | changed
        packet["answer"] |= {key: value for key, value in given.items() if key in packet["answer"]}
    return exported


def back(store: Store, tmp_path: Path, held: dict[str, Any]) -> Returned:
    path = tmp_path / "back.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    return bring_back(store, path, NOW)


def test_what_goes_out_holds_no_vendor_but_in_the_list_to_guess_from(store: Store, tmp_path: Path) -> None:
    exported = out(store, tmp_path)
    assert exported.pop("vendors") == ["Qiushi", "云联", "晨风云直播@Pro", "no idea"]
    text = json.dumps(exported, ensure_ascii=False).casefold()
    assert [name for name in ("qiushi", "云联", "晨风", "c0ffee", "block") if name in text] == []
    assert len(exported["packets"]) == PACKETS


def test_only_what_the_rater_has_not_graded_goes_out_and_nobody_s_grade(store: Store, tmp_path: Path) -> None:
    mine = filled(out(store, tmp_path))
    mine["packets"] = mine["packets"][:5]
    assert back(store, tmp_path, mine).new == 5
    rest = out(store, tmp_path)
    assert len(rest["packets"]) == PACKETS - 5
    assert not {each["id"] for each in mine["packets"]} & {each["id"] for each in rest["packets"]}
    others = out(store, tmp_path, "bob")
    assert len(others["packets"]) == PACKETS
    assert all(
        value is None for each in others["packets"] for key, value in each["answer"].items() if key in ("depth", "cause", "guess")
    )
    assert "annegret" not in json.dumps(others)


def test_each_rater_has_another_order_and_the_same_one_again(store: Store, tmp_path: Path) -> None:
    ann, again, bob = (
        [each["id"] for each in out(store, tmp_path, rater)["packets"]] for rater in ("annegret", "annegret", "bob")
    )
    assert ann == again
    assert ann != bob
    assert sorted(ann) == sorted(bob)


def test_the_same_file_again_changes_nothing_and_a_correction_is_a_new_entry_that_an_old_file_does_not_undo(
    store: Store, tmp_path: Path
) -> None:
    first = filled(out(store, tmp_path))
    assert back(store, tmp_path, first) == Returned(rater="annegret", new=PACKETS, corrected=0, known=0, older=0, left=0)
    assert back(store, tmp_path, first).known == PACKETS
    second = json.loads(json.dumps(first))
    second["packets"][0]["answer"]["depth"] = 2
    assert back(store, tmp_path, second) == Returned(rater="annegret", new=0, corrected=1, known=PACKETS - 1, older=0, left=0)
    assert back(store, tmp_path, first) == Returned(rater="annegret", new=0, corrected=0, known=PACKETS - 1, older=1, left=0)
    assert len(list(grades(store))) == PACKETS + 1


def test_a_file_with_one_mistake_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    held = filled(out(store, tmp_path))
    held["packets"][-1]["answer"]["depth"] = 9
    with pytest.raises(InputError) as caught:
        back(store, tmp_path, held)
    assert caught.value.where.endswith(f"packets[{PACKETS - 1}].answer.depth")
    assert list(grades(store)) == []


def test_a_name_that_nobody_has_and_a_file_that_is_not_there_are_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="rater"):
        export(store, " ", questions_of(tmp_path), NOW)
    with pytest.raises(InputError, match="cannot be read"):
        bring_back(store, tmp_path / "nowhere.json", NOW)
