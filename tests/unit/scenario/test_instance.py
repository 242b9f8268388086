from __future__ import annotations

import string
from dataclasses import replace

import pytest

from houdun.facts.question import Given, Sort
from houdun.language import Language
from houdun.scenario.instance import instances, letter
from houdun.scenario.leak import leaks
from houdun.scenario.question import load, load_all, packaged

QUESTIONS = load_all(packaged())
ALL = instances(QUESTIONS)
RUN = {Given.STREAM: "room-a", Given.SINCE: "21:04", Given.PUBLISHED: "1280×720", Given.PLAYED: "https://play.example/a"}


def test_the_questions_that_come_along_give_more_than_120_instances_each_of_its_own() -> None:
    assert len(ALL) == len({each.id for each in ALL}) >= 120
    for language in Language:
        put = {(letter(each, language, RUN), tuple(each.values.items())) for each in ALL}
        assert len(put) == len(ALL)


def test_situations_alone_outnumber_the_questions() -> None:
    assert len({each.situation for each in ALL}) > len(QUESTIONS)


def test_ids_are_the_same_in_every_run_and_do_not_change_when_values_are_added() -> None:
    question = load("lips_before_words")
    before = [each.id for each in instances([question])]
    assert before == [each.id for each in instances([load("lips_before_words")])]
    more = replace(question, values={"delay_ms": (95.0, *question.values["delay_ms"])})
    assert [each.id for each in instances([more])][4:] == before


def test_an_id_tells_no_parameter() -> None:
    ids = {each.situation for each in instances([load("broken_now_and_then")])}
    assert len(ids) == 4
    assert all(set(id.removeprefix("broken_now_and_then-")) <= set(string.hexdigits) for id in ids)


@pytest.mark.parametrize("language", list(Language))
def test_every_letter_is_filled_in_says_what_is_given_and_gives_nothing_away(language: Language) -> None:
    for each in ALL:
        written = letter(each, language, RUN)
        assert "{" not in written.text
        assert all(RUN[given] in written.text for given in each.question.given)
        assert all(detail.to(language) in written.text for detail in each.details.values())
        assert not leaks(each.question, each.question.wordings[each.wording].to(language).text)


def test_what_the_wording_does_not_mention_stands_in_lines_below() -> None:
    first = instances([load("lips_before_words")])[0]
    assert letter(first, Language.EN, RUN).text.split("\n\n")[-1].splitlines() == [
        "Stream: room-a",
        "Since: 21:04",
        "Published as: 1280×720",
        "Watched at: https://play.example/a",
    ]
    chatty = instances([load("lips_before_words")])[1]
    assert letter(chatty, Language.ZH, RUN).text.split("\n\n")[-1].splitlines() == [
        "推流参数：1280×720",
        "观看地址：https://play.example/a",
    ]


def test_braces_in_the_run_s_words_stay_as_they_are() -> None:
    first = instances([load("lips_before_words")])[1]
    assert "{0.__class__}" in letter(first, Language.EN, RUN | {Given.STREAM: "{0.__class__}"}).text


def test_a_run_that_lacks_something_given_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        letter(ALL[0], Language.EN, {})


def test_advice_is_asked_without_a_stream() -> None:
    asked = [each for each in ALL if each.question.sort in (Sort.ADVICE, Sort.REFERENCES)]
    assert asked
    assert all(letter(each, Language.EN, {}).text for each in asked)
