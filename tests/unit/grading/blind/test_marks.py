from __future__ import annotations

import pytest

from houdun.grading.blind.marks import Mark, language_of, spelt_out, taken_up
from houdun.language import Language


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("mark", Mark)
def test_a_mark_is_spelt_out_and_taken_up_again(mark: Mark, language: Language) -> None:
    words = spelt_out(f"a{mark.code}b", language)
    assert words == f"a{mark.value.to(language)}b"
    assert taken_up(words) == f"a{mark.code}b"


def test_the_same_mark_in_a_row_is_said_once() -> None:
    code = Mark.VENDOR.code
    assert spelt_out(f"{code} / {code}（{code}）{Mark.LINK.code}", Language.EN) == "[vendor]）[link]"


def test_the_language_is_chinese_as_soon_as_any_character_is() -> None:
    assert language_of("NTP 校时") is Language.ZH
    assert language_of("NTP, 24/7 – “ok”") is Language.EN
