from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from houdun.inert import inert, one_line


def test_ansi_codes_become_visible() -> None:
    assert inert("a\x1b[31mred") == "a⟨U+001B⟩[31mred"


def test_a_turned_reading_direction_becomes_visible() -> None:
    assert inert("abc\u202egnp.exe") == "abc⟨U+202E⟩gnp.exe"


def test_chinese_and_joined_emoji_stay_as_they_are() -> None:
    assert inert("音画不同步 👩‍💻") == "音画不同步 👩‍💻"


@given(st.text(alphabet=st.characters()))
def test_nothing_hidden_is_left(text: str) -> None:
    left = {unicodedata.category(c) for c in inert(text) if c not in "\n\t\u200d\ufe0f"}
    assert not left & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@given(st.text(alphabet=st.characters()), st.integers(min_value=2, max_value=50))
def test_one_line_is_one_line_and_short(text: str, width: int) -> None:
    assert "\n" not in one_line(text, width)
    assert len(one_line(text, width)) <= width
