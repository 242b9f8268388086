from __future__ import annotations

import string

import pytest

from houdun.facts.attestation import Assurance
from houdun.facts.case import Milestone, Role, Severity
from houdun.facts.signals import Derived, Signal
from houdun.facts.verdict import GateStatus
from houdun.language import Language
from houdun.report.document import Span, Style
from houdun.report.words import Words, join, plain, texts

ZH, EN = texts(Language.ZH), texts(Language.EN)


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_both_languages_have_the_same_keys() -> None:
    assert set(ZH) == set(EN)


@pytest.mark.parametrize("key", sorted(EN))
def test_both_languages_fill_the_same_placeholders(key: str) -> None:
    assert placeholders(ZH[key]) == placeholders(EN[key])


def test_every_name_of_the_facts_has_its_words() -> None:
    names = [("milestone", Milestone), ("severity", Severity), ("role", Role), ("gate", GateStatus), ("assurance", Assurance)]
    names += [("signal", Signal), ("signal", Derived)]
    assert {f"{prefix}.{member.value}" for prefix, members in names for member in members} <= set(EN)


def test_a_chinese_sentence_is_chinese_and_an_english_one_is_not() -> None:
    marked = {key for key, text in EN.items() if any("\u4e00" <= character <= "\u9fff" for character in text)}
    assert marked == {"label.brand"}


def test_a_value_is_never_read_as_a_template() -> None:
    assert "{leader.__class__}" in Words(Language.EN).say("none.needed", what="{leader.__class__}")


def test_a_placeholder_keeps_the_style_of_its_span() -> None:
    line = Words(Language.EN).line("answer.alone", vendor=Span("Acme", Style.STRONG))
    assert line[0] == Span("Acme", Style.STRONG)
    assert plain(line).startswith("Acme is the only vendor")


def test_chinese_and_latin_words_keep_their_distance_and_english_is_left_alone() -> None:
    assert Words(Language.ZH).say("attest.by", who="Ada", day="2025-03-03") == "Ada 登记，2025-03-03"
    assert Words(Language.ZH).say("attest.by", who="采购部", day="2025-03-03") == "采购部登记，2025-03-03"
    assert Words(Language.EN).say("attest.by", who="采购部", day="x") == "recorded by 采购部, x"


def test_one_case_is_not_one_cases() -> None:
    assert [Words(Language.EN).count("case", n) for n in (0, 1, 1200)] == ["0 cases", "1 case", "1,200 cases"]


def test_an_unknown_key_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        Words(Language.EN).say("no.such.key")


def test_a_name_newer_than_the_words_is_shown_as_it_is() -> None:
    assert Words(Language.ZH).known("signal.sings_a_song", "sings_a_song") == "sings_a_song"


def test_lines_are_joined_with_text_between() -> None:
    assert plain(join([(Span("a"),), (Span("b"),)], ", ")) == "a, b"
    assert join([], ", ") == ()


def test_words_under_a_prefix_lose_it() -> None:
    assert Words(Language.EN).under("weekday")["0"] == "Mon"
