"""Folding keeps every character's place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.grading.folding import fold


@pytest.mark.parametrize(("text", "folded"), [
    ("SDK Log", "sdk log"),
    ("ＳＤＫ：４．２", "sdk:4.2"),
    ("請匯出診斷檔給我，謝謝", "请汇出诊断档给我,谢谢"),
    ("don’t “ask”", "don't \"ask\""),
])  # fmt: skip
def test_case_width_and_script_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(max_examples=200)
@given(st.text())
def test_folding_keeps_places_and_is_stable(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
