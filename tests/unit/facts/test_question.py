from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.facts.question import Letter, Lexicon, Terms, Wording
from houdun.language import Language

KEYS = Terms(
    zh=(("关键帧请求", "PLI", "FIR"), ("没有", "不")), en=(("pli", "fir", "key frame request"), ("ignore", "not answer"))
)


@pytest.mark.parametrize(
    "text",
    [
        "推流端没有处理 PLI",
        "收到ＰＬＩ之后不响应",
        "The publisher ignores every key frame\n   request.",
        "PLIs are ignored",
        "your side does not answer FIR",
    ],
)
def test_a_thing_is_said_when_every_group_of_a_language_is_met(text: str) -> None:
    assert KEYS.said_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PLI",
        "We ignored it at first",
        "compliance was ignored",
        "推流端 ignores 画面",
    ],
)
def test_a_thing_is_not_said_by_half_of_it_or_by_letters_inside_other_words(text: str) -> None:
    assert not KEYS.said_in(text)


def test_groups_of_two_languages_do_not_complete_each_other() -> None:
    assert not Terms(zh=(("甲",), ("乙",)), en=(("a",), ("b",))).said_in("甲 b")


def test_longer_terms_may_go_on_and_short_ones_may_be_plural_only() -> None:
    terms = Terms(zh=(("跳变",),), en=(("jump", "cap"),))
    assert terms.said_in("the stamps jumped")
    assert terms.said_in("two caps")
    assert not terms.said_in("we captured it")


def test_terms_without_groups_say_nothing() -> None:
    assert not Terms((), ()).said_in("anything")


def test_the_first_groups_terms_are_named_wherever_they_stand() -> None:
    assert list(KEYS.named_in("谁不发 PLI？ A FIR.")) == ["PLI", "FIR", "pli", "fir"]


@given(st.text(), st.text())
def test_more_words_around_never_unsay_a_thing(before: str, after: str) -> None:
    assert KEYS.said_in(f"{before}。没有处理关键帧请求。{after}")


OTHERS = Terms(zh=(("码率",), ("太高",)), en=(("bit rate",), ("too high",)))
LEXICON = Lexicon((KEYS, OTHERS))
SENTENCES = st.lists(
    st.sampled_from(
        ["没有处理 PLI", "码率太高", "码率", "太高了", "FIR", "nobody ignores it", "the bit rate is too high", "too", "high", ""]
    )
)


@given(SENTENCES)
def test_what_several_sentences_say_is_told_by_what_is_held_in_each(sentences: list[str]) -> None:
    held = 0
    for each in sentences:
        held |= LEXICON.held(each)
    whole = ", ".join(sentences)
    assert [bool(LEXICON.spoken(thing, held)) for thing in LEXICON.things] == [thing.said_in(whole) for thing in LEXICON.things]


def test_a_thing_is_spoken_in_the_languages_whose_groups_are_all_held() -> None:
    assert LEXICON.spoken(OTHERS, LEXICON.held("码率太高: the bit rate")) == (OTHERS.zh,)
    assert LEXICON.spoken(KEYS, LEXICON.held("码率太高")) == ()


def test_a_thing_without_groups_is_never_spoken() -> None:
    empty = Terms((), ())
    assert Lexicon((empty,)).spoken(empty, -1) == ()


def test_a_lexicon_serves_in_another_process_too() -> None:
    assert LEXICON.held("码率太高")
    there = pickle.loads(pickle.dumps(LEXICON))
    assert there.spoken(there.things[1], there.held("码率太高")) == (OTHERS.zh,)


def test_a_wording_has_a_letter_for_each_language() -> None:
    wording = Wording(zh=Letter("标题", "正文"), en=Letter("subject", "text"))
    assert [wording.to(language).subject for language in Language] == ["标题", "subject"]
