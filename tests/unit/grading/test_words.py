"""The rules' small language means what its docstring says."""

from __future__ import annotations

import re

import pytest

from houdun.grading.words import any_of, either, frames


def found(pattern: str, text: str) -> str | None:
    match = frames(pattern)[0].search(text)
    return match[0] if match else None


@pytest.mark.parametrize(("words", "text", "hit"), [
    ("log, trace", "a log of it", "log"),
    ("log", "catalogue, login", None),
    ("log*", "the logs", "logs"),
    ("日志", "请发日志给我", "日志"),
    ("sdk", "看下sdk版本", "sdk"),
    ("on your end", "it is on  your end", "on  your end"),
    ("a{2,3}, b", "aaa", "aaa"),
    ("x[,;]y, z", "x,y", "x,y"),
    ("主播 ?id", "看下主播id", "主播id"),
    ("主播 ?id", "看下主播 id", "主播 id"),
])  # fmt: skip
def test_a_vocabulary_finds_whole_words(words: str, text: str, hit: str | None) -> None:
    assert found(any_of(words), text) == hit


def test_gaps_are_bounded() -> None:
    assert found("a … b", "a" + "-" * 50 + "b")
    assert not found("a … b", "a" + "-" * 51 + "b")
    assert found("a .. b", "a" + "-" * 12 + "b")
    assert not found("a .. b", "a" + "-" * 13 + "b")


def test_between_the_parts_of_a_frame_white_space_is_optional() -> None:
    give, log = any_of("给, send"), any_of("日志, logs")
    assert found(f"{give} {log}", "给日志")
    assert found(f"{give} {log}", "send logs")


def test_parts_may_be_joined() -> None:
    assert re.search(either(any_of("a"), any_of("b")), "b")
