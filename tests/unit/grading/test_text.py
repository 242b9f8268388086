"""A message is cut into sentences and clauses whose places are those of the original."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.facts.case import Role
from houdun.grading.text import LONGEST, LONGEST_SENTENCE, Evidence, Sentence, Utterance
from houdun.grading.words import any_of, frames

LOG = frames(any_of("log, 日志"))
NO = frames(any_of("no, 不"))


def said(text: str) -> Utterance:
    return Utterance(text, Role.VENDOR, 0)


@pytest.mark.parametrize(("text", "sentences"), [
    ("Fix is in 2.30.3. See you!", ["fix is in 2.30.3.", "see you!"]),
    ("好的。请发日志！谢谢", ["好的。", "请发日志!", "谢谢"]),
    ("really?! yes", ["really?!", "yes"]),
    ("one\n\ntwo", ["one\n\n", "two"]),
    ("e.g. this one", ["e.g. this one"]),
    ("   ", []),
])  # fmt: skip
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in said(text).sentences] == sentences


def test_the_words_of_an_address_are_nobody_s() -> None:
    assert said("see https://a.example/log").evidence(LOG) is None


def test_code_blocks_and_quoted_lines_are_not_what_the_speaker_says() -> None:
    assert said("```\nthe log\n```\n> the log\nhello").evidence(LOG) is None
    assert said("```\nhello\n```\nthe log").evidence(LOG) == Evidence(18, 21)


def test_an_exclusion_reaches_the_clauses_that_the_match_touches() -> None:
    assert said("no log").evidence(LOG, NO) is None
    assert said("no, the log").evidence(LOG, NO)
    assert said("no log, send the log").evidence(LOG, NO) == Evidence(17, 20)


def test_the_clauses_around_a_place() -> None:
    sentence = Sentence("one, two, three", 0)
    assert sentence.around(5, 6) == " two,"
    assert sentence.around(2, 6) == "one, two,"


def test_only_so_much_is_read() -> None:
    assert said("a" * LONGEST + " log").evidence(LOG) is None
    assert max(len(sentence.text) for sentence in said("a" * LONGEST).sentences) == LONGEST_SENTENCE


@pytest.mark.parametrize(("text", "chinese"), [("看下 SDK 版本", True), ("see the SDK", False)])
def test_chinese_is_told_by_its_characters(text: str, chinese: bool) -> None:
    assert said(text).chinese is chinese


@settings(max_examples=150)
@given(st.text(alphabet="a日。.!?\n,> `:/", max_size=80))
def test_sentences_stand_where_they_say(text: str) -> None:
    utterance = said(text)
    for sentence in utterance.sentences:
        assert sentence.end <= len(text)
        assert sentence.text.strip()
