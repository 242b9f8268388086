from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from houdun.errors import InputError, UsageError
from houdun.facts.time import HOUR, SECOND, Millis
from houdun.flow.blind.decisions import Decision, append
from houdun.flow.blind.packing import Packed, find, questions_of
from houdun.flow.blind.rounds import Returned, due, export
from houdun.flow.blind.sitting import LONGEST, RECENT, commit, judged, progress, seated, standing_grade
from houdun.store import Store
from houdun.testing.blind import BLOCKS, VENDORS
from tests.unit.flow.blind.conftest import NOW


def graded(store: Store, packed: Packed, rater: str, given: dict[str, Any], *, began: Millis, now: Millis) -> Returned:
    return commit(store, judged(store, packed, rater, given, began=began, now=now), now)


def packet(store: Store, root: Path, rater: str = "ann") -> Packed:
    """The next of this rater."""
    found = find(store, due(store, rater, questions_of(root), NOW)[0])
    assert found is not None
    return found


def answer(packed: Packed, **changed: object) -> dict[str, Any]:
    asked = packed.packet
    given: dict[str, Any] = {"depth": 1, "guess": "no idea"}
    given |= {"cause": False} if asked.cause else {}
    given |= {"remedy": False} if asked.remedy else {}
    return given | {"points": [False] * len(asked.points)} | changed


def test_the_order_is_that_of_an_export_and_a_commitment_takes_the_packet_out(packed: Store, tmp_path: Path) -> None:
    questions = questions_of(tmp_path)
    order = due(packed, "ann", questions, NOW)
    assert list(order) == [each["id"] for each in export(packed, "ann", questions, NOW)["packets"]]
    first = packet(packed, tmp_path)
    assert graded(packed, first, "ann", answer(first), began=NOW, now=NOW + 40 * SECOND).new == 1
    done = progress(packed, "ann", questions, NOW)
    assert (done.left, done.graded, done.seconds) == (order[1:], 1, 40.0)
    assert [each.packet for each in done.recent] == [first.packet.id]
    nobody = progress(packed, "bob", questions, NOW)
    assert (len(nobody.left), nobody.graded, nobody.recent, nobody.seconds) == (BLOCKS * len(VENDORS), 0, (), None)


def test_whoever_went_away_was_not_reading_and_a_clock_set_back_takes_no_time(packed: Store, tmp_path: Path) -> None:
    first = packet(packed, tmp_path)
    graded(packed, first, "ann", answer(first), began=NOW, now=NOW + 9 * HOUR)
    graded(packed, first, "bob", answer(first), began=NOW, now=NOW - HOUR)
    assert [grade and grade.seconds for grade in (standing_grade(packed, first.packet.id, who) for who in ("ann", "bob"))] == [
        LONGEST,
        0,
    ]


def test_a_correction_counts_as_one_and_its_time_comes_on_top(packed: Store, tmp_path: Path) -> None:
    first = packet(packed, tmp_path)
    graded(packed, first, "ann", answer(first), began=NOW, now=NOW + 40 * SECOND)
    for number, depth in enumerate((2, 1)):
        done = graded(packed, first, "ann", answer(first, depth=depth), began=NOW, now=NOW + 5 * SECOND)
        assert (done.new, done.corrected) == (0, 1)
        grade = standing_grade(packed, first.packet.id, "ann")
        assert grade is not None
        assert (grade.depth, grade.seconds) == (depth, 45 + 5 * number)


def test_a_grade_that_is_not_whole_is_refused_and_leaves_nothing(packed: Store, tmp_path: Path) -> None:
    first = packet(packed, tmp_path)
    with pytest.raises(InputError) as caught:
        graded(packed, first, "ann", answer(first, depth=5), began=NOW, now=NOW)
    assert caught.value.where == "depth"
    assert standing_grade(packed, first.packet.id, "ann") is None


def test_the_newest_grades_come_first_and_no_more_than_the_recent(packed: Store, tmp_path: Path) -> None:
    made = []
    while left := due(packed, "ann", questions_of(tmp_path), NOW):
        each = packet(packed, tmp_path)
        graded(packed, each, "ann", answer(each), began=NOW, now=NOW + len(left) * SECOND)
        made.append(each)
    graded(packed, made[0], "ann", answer(made[0], depth=4), began=NOW, now=NOW)
    recent = [each.packet for each in progress(packed, "ann", questions_of(tmp_path), NOW).recent]
    assert recent == [each.packet.id for each in (made[0], *made[:0:-1])][:RECENT]


def test_whoever_has_decided_a_packet_does_not_grade_it_any_more(packed: Store, tmp_path: Path) -> None:
    first = packet(packed, tmp_path)
    assert seated(packed, first.packet.id, "ann") == first
    append(packed, Decision(packet=first.packet.id, by="ann", depth=1, cause=None, reason="as it stands"), NOW)
    with pytest.raises(UsageError, match="seen how others graded it"):
        seated(packed, first.packet.id, "ann")
    assert seated(packed, first.packet.id, "bob") == first
    assert seated(packed, "nowhere", "bob") is None
