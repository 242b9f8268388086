"""Instructions that last are told from those for now."""

from __future__ import annotations

import pytest

from houdun.facts.case import Role
from houdun.grading.instructions import instructions
from houdun.grading.text import Utterance


def kinds(text: str) -> list[bool]:
    """Of every instruction in the text, whether it is for now."""
    return [found.temporary for found in instructions(Utterance(text, Role.VENDOR, 0))]


@pytest.mark.parametrize(("text", "expected"), [
    ("Please set gop=2.", [False]),
    ("For now, switch to RTMP.", [True]),
    ("Please set gop=2. Until then, use the backup line.", [False, True]),
    ("请把码率改为 4000。", [False]),
    ("暂时可以先走备用线路。", [True]),
    ("Could you set gop=2?", []),
    ("We have changed it already.", []),
    ("参数我们已改好。", []),
    ("请提供版本、机型、房间号。", []),
])  # fmt: skip
def test_instructions(text: str, expected: list[bool]) -> None:
    assert kinds(text) == expected
