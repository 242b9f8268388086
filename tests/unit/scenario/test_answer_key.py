from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from houdun.errors import UsageError
from houdun.facts.question import Question, Sort
from houdun.scenario import catalogue
from houdun.scenario.answer_key import read_key
from houdun.scenario.question import load, packaged
from houdun.toml_file import read_toml

QUESTIONS = [load(name) for name in packaged()]
CAUSED = [question for question in QUESTIONS if question.key.cause]
REPLIES = tomllib.loads((Path(__file__).parent / "replies.toml").read_text(encoding="utf-8"))
DEPTH = 'depth = [{zh="零",en="0"},{zh="一",en="1"},{zh="二",en="2"},{zh="三",en="3"},{zh="四",en="4"}]\n'


def ids(question: Question) -> str:
    return question.id


@pytest.mark.parametrize("question", CAUSED, ids=ids)
def test_the_cause_is_named_from_depth_three_on_and_not_before(question: Question) -> None:
    cause = question.key.cause
    assert cause
    for text in (text for depth in question.key.depth[:3] for text in depth):
        assert not cause.terms.said_in(text), text
    assert all(cause.terms.said_in(text) for text in question.key.depth[3])


@pytest.mark.parametrize("question", CAUSED, ids=ids)
def test_whoever_tells_the_true_cause_is_not_heard_to_name_a_wrong_one(question: Question) -> None:
    cause, mistaken = question.key.cause, question.key.mistaken
    assert cause
    assert mistaken
    assert cause not in mistaken
    assert [wrong.id for wrong in mistaken for text in cause.tells if wrong.terms.said_in(text)] == []


@pytest.mark.parametrize("question", CAUSED, ids=ids)
def test_a_right_reply_in_a_desk_s_own_words_is_recognised_and_no_wrong_cause_is_heard_in_it(question: Question) -> None:
    assert question.key.cause
    for text in REPLIES["right"][question.id].values():
        assert question.key.cause.terms.said_in(text), text
        assert [wrong.id for wrong in question.key.mistaken if wrong.terms.said_in(text)] == [], text


@pytest.mark.parametrize("question", CAUSED, ids=ids)
def test_a_reply_that_names_nothing_is_taken_for_nothing(question: Question) -> None:
    assert question.key.cause
    assert [text for text in REPLIES["nothing"] if question.key.cause.terms.said_in(text)] == []


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.fault], ids=ids)
def test_a_fault_s_key_has_its_remedies_some_of_which_work_and_some_do_not(question: Question) -> None:
    key, facts = question.key, catalogue.find(question.fault).facts
    assert [(each.id, each.cures) for each in key.proposals] == [(each.id, each.cures) for each in facts.remedies]
    assert {each.cures for each in key.proposals} == {True, False}


@pytest.mark.parametrize("question", [q for q in QUESTIONS if not q.key.cause], ids=ids)
def test_advice_and_references_go_by_points_alone(question: Question) -> None:
    key = question.key
    assert len(key.points) >= 3
    assert not key.mistaken
    assert not key.proposals
    assert len({point.what for point in key.points}) == len(key.points)


@pytest.mark.parametrize(
    ("sort", "text", "key"),
    [
        (Sort.FAULT, DEPTH.replace(',{zh="四",en="4"}', "") + "mistaken = []", "depth"),
        (Sort.FAULT, DEPTH.replace('zh="二",', "") + "mistaken = []", "depth[2].zh"),
        (Sort.FAULT, DEPTH + 'mistaken = ["aliens"]', "mistaken"),
        (Sort.FAULT, DEPTH + 'mistaken = []\ncause = "black"', "cause"),
        (Sort.CONTROL, DEPTH + "mistaken = []", "truth"),
        (Sort.CONTROL, DEPTH + 'mistaken = []\n[truth]\nzh = [["甲"]]\nen = [["a"]]', "truth.tells"),
        (Sort.ADVICE, DEPTH + "points = []", "points"),
        (
            Sort.ADVICE,
            DEPTH + 'points = [{weight=0,zh="一",en="1"},{weight=1,zh="二",en="2"},{weight=1,zh="三",en="3"}]',
            "points[0].weight",
        ),
    ],
)
def test_a_mistake_in_a_key_is_named_with_its_place(tmp_path: Path, sort: Sort, text: str, key: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_key(read_toml(path), sort, "muted" if sort is Sort.FAULT else "")
    assert caught.value.where == f"{path} [{key}]"
    assert caught.value.mend.zh
