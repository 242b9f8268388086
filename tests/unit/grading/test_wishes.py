"""Lists of wishes are told from sentences with commas."""

from __future__ import annotations

import pytest

from houdun.facts.case import Role
from houdun.grading.text import Utterance
from houdun.grading.wishes import wishes


@pytest.mark.parametrize(("text", "pieces"), [
    ("Please send: version, room id, time.", {"version", "room", "time"}),
    ("region, app id, sdk, one room id, roughly when", {"region", "app", "version", "room", "time"}),
    ("机型、系统版本、房间号、日志，麻烦给一下", {"device", "version", "system", "room", "log"}),
])  # fmt: skip
def test_a_list_names_its_pieces(text: str, pieces: set[str]) -> None:
    asked = wishes(Utterance(text, Role.VENDOR, 0))
    assert asked is not None
    assert asked.pieces >= pieces


@pytest.mark.parametrize(
    "text", ["Please send the log.", "The room was closed, the log says so, and nothing came after that.", "您好，谢谢，再见"]
)
def test_what_is_no_list(text: str) -> None:
    assert wishes(Utterance(text, Role.VENDOR, 0)) is None
