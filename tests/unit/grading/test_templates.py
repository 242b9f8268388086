"""How texts are compared and reading and typing are reckoned."""

from __future__ import annotations

import pytest

from houdun.grading.templates import letters, normalised


@pytest.mark.parametrize(("one", "other"), [
    ("Dear Ann, ticket 42 is received.", "Dear Bob, ticket #1700 is received!"),
    ("您好，工单 A-1 已受理。", "您好,工单 B-2 已受理"),
    ("See https://a.example/1", "see https://a.example/2"),
])  # fmt: skip
def test_names_numbers_and_addresses_do_not_make_another_text(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)


def test_other_words_do() -> None:
    assert normalised("It is received.") != normalised("It is closed.")


def test_a_chinese_character_takes_as_long_as_several_letters() -> None:
    assert letters("ab c") == 3
    assert letters("音画") == 5
    assert letters("https://a.example/long") == 0
