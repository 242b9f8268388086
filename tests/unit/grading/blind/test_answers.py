from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import InputError
from houdun.facts.grade import Grade
from houdun.facts.question import Sort
from houdun.grading.blind.answers import empty, grade, is_name, read
from houdun.grading.blind.packet import Packet
from houdun.grading.blind.postmortem import ITEMS
from houdun.language import Bilingual

DEPTH = (Bilingual("级", "level"),) * 5
FAULT = Packet(id="aa", sort=Sort.FAULT, thread=(), depth=DEPTH, cause=True, remedy=True, postmortem=True)
ADVICE = Packet(id="bb", sort=Sort.ADVICE, thread=(), depth=DEPTH, points=(Bilingual("一", "one"), Bilingual("二", "two")))
PACKETS = {"aa": FAULT, "bb": ADVICE}
GOOD: dict[str, Any] = {
    "depth": 3,
    "cause": True,
    "remedy": False,
    "postmortem": dict.fromkeys(ITEMS, 2),
    "guess": "acme",
    "seconds": 40,
    "note": "好",
}
GOOD_ADVICE: dict[str, Any] = {"depth": 1, "points": [True, False], "guess": "no idea", "seconds": 12.5, "note": ""}


def file(*answers: tuple[str, object], **root: object) -> bytes:
    document = {"rater": "ann", "packets": [{"id": id, "answer": answer} for id, answer in answers]} | root
    return json.dumps(document, ensure_ascii=False).encode()


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(data, "ann.json", PACKETS)
    return caught.value.where


def test_a_filled_in_file_becomes_grades_and_what_is_empty_is_counted() -> None:
    grades, left = read(file(("aa", GOOD), ("bb", empty(ADVICE))), "ann.json", PACKETS)
    assert left == 1
    assert grades == (
        Grade(
            packet="aa",
            rater="ann",
            depth=3,
            cause=True,
            remedy=False,
            postmortem=dict.fromkeys(ITEMS, 2),
            guess="acme",
            seconds=40.0,
            note="好",
        ),
    )
    ((advice,), _) = read(file(("bb", GOOD_ADVICE)), "ann.json", PACKETS)
    assert (advice.points, advice.guess, advice.cause, advice.remedy) == ((True, False), "", None, None)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"depth": 5}, "depth"),
        ({"depth": -1}, "depth"),
        ({"depth": True}, "depth"),
        ({"depth": 2.0}, "depth"),
        ({"depth": None}, "depth"),
        ({"cause": "yes"}, "cause"),
        ({"remedy": None}, "remedy"),
        ({"guess": "x" * 121}, "guess"),
        ({"guess": None}, "guess"),
        ({"guess": " "}, "guess"),
        ({"seconds": -1}, "seconds"),
        ({"seconds": float("nan")}, "seconds"),
        ({"seconds": 10**9}, "seconds"),
        ({"note": "x" * 2001}, "note"),
        ({"note": None}, "note"),
        ({"postmortem": {}}, "postmortem"),
        ({"postmortem": dict.fromkeys(ITEMS, 4)}, "postmortem.summary"),
        ({"surprise": 1}, "surprise"),
        ({"points": []}, "points"),
    ],
)
def test_a_mistake_is_refused_with_its_packet_and_field(changed: dict[str, Any], field: str) -> None:
    assert refused(file(("bb", GOOD_ADVICE), ("aa", GOOD | changed))) == f"ann.json packets[1].answer.{field}"


@pytest.mark.parametrize(("points", "place"), [([True], "points"), ([True, 1], "points[1]"), (None, "points")])
def test_every_key_point_needs_its_word(points: object, place: str) -> None:
    assert refused(file(("bb", GOOD_ADVICE | {"points": points}))) == f"ann.json packets[0].answer.{place}"


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"", "ann.json"),
        (b"\xff\xfe", "ann.json"),
        (b"[]", "ann.json"),
        (b"[" * 100_000, "ann.json"),
        (file(rater=""), "ann.json rater"),
        (file(rater="a\nb"), "ann.json rater"),
        (file(packets={}), "ann.json packets"),
        (file(packets=[3]), "ann.json packets[0].id"),
        (file(("zz", GOOD)), "ann.json packets[0].id"),
        (file(("aa", None)), "ann.json packets[0].answer"),
        (file(("aa", GOOD), ("aa", GOOD)), "ann.json packets[1].answer"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_with_its_place(data: bytes, where: str) -> None:
    assert refused(data) == where


@pytest.mark.parametrize(
    ("said", "held"), [(" 声网？", "声网？"), ("nobody that I know", "nobody that I know"), ("No idea ", "")]
)
def test_a_guess_is_in_the_raters_own_words(said: str, held: str) -> None:
    assert grade(FAULT, GOOD | {"guess": said}, "ann").guess == held


def test_one_answer_is_read_as_strictly_as_a_file() -> None:
    with pytest.raises(InputError) as caught:
        grade(FAULT, GOOD | {"postmortem": dict.fromkeys(ITEMS, 4)}, "ann")
    assert caught.value.where == "postmortem.summary"


def test_a_note_alone_is_no_grade() -> None:
    assert read(file(("aa", empty(FAULT) | {"note": "later"})), "ann.json", PACKETS) == ((), 1)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(
    st.one_of(
        st.binary(max_size=60),
        JSON.map(lambda held: json.dumps(held).encode()),
        st.dictionaries(st.sampled_from(list(GOOD)), JSON).map(lambda held: file(("aa", held))),
    )
)
def test_whatever_is_handed_in_is_read_or_refused_and_never_breaks(data: bytes) -> None:
    found: tuple[tuple[Grade, ...], int] = ((), 0)
    with suppress(InputError):
        found = read(data, "ann.json", PACKETS)
    assert all(0 <= grade.depth <= 4 for grade in found[0])


def test_a_rater_s_name_is_short_and_visible() -> None:
    assert is_name("安 Ann")
    assert not any(map(is_name, ("", " ann", "a\tb", "x" * 61, "a\u202eb")))
