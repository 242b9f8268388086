"""Pieces of information by name and by look."""

from __future__ import annotations

import pytest

from houdun.grading.pieces import GIVEN, NAMED
from houdun.grading.text import has


def test_what_can_be_given_has_a_name() -> None:
    assert set(GIVEN) <= set(NAMED)


@pytest.mark.parametrize(("piece", "text"), [
    ("version", "sdk 4.2.1"),
    ("version", "版本 4"),
    ("room", "房间号 88213"),
    ("user", "uid 1001"),
    ("stream", "rtmp://push.example/live/a"),
    ("time", "昨晚 21:40"),
    ("log", "日志已上传"),
    ("log", "app.xlog"),
    ("picture", "截图见附件,截图已发"),
    ("steps", "the demo is attached"),
    ("error", "错误码 -30021"),
])  # fmt: skip
def test_how_a_piece_looks(piece: str, text: str) -> None:
    assert has(text, GIVEN[piece])


@pytest.mark.parametrize("piece", GIVEN)
def test_a_bare_complaint_gives_nothing(piece: str) -> None:
    assert not has("audio and video drift apart, 音画不同步", GIVEN[piece])
