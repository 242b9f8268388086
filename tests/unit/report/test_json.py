from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable

from houdun.language import Language
from houdun.testing.hostile import EVIL


def test_the_data_comes_with_the_title_and_the_answer(kind: str, language: Language, rendered: Callable[..., bytes]) -> None:
    told = json.loads(rendered(kind, "json", language))
    assert told["language"] == language.value
    assert told["title"]
    assert told["answer"]
    assert told["format"] == "houdun.comparison/1"


def test_chinese_stays_readable(rendered: Callable[..., bytes]) -> None:
    assert "云桥 Cloudbridge@enterprise" in rendered("three", "json").decode()


def test_hostile_text_keeps_its_value_and_hides_nothing(rendered: Callable[..., bytes]) -> None:
    source = rendered("hostile", "json").decode()
    assert not [character for character in source if unicodedata.category(character) in {"Cf", "Cs"} or character == "\x1b"]
    assert json.loads(source)["provenance"]["run_by"] == EVIL
