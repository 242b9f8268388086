"""What a user sees is written in both languages: no sentence is missing, left untranslated or in the wrong one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "houdun"
CJK = re.compile(r"[\u4e00-\u9fff]")
FIELD = "⟨…⟩"


def _pairs() -> list[tuple[str, str, str]]:
    """(place, zh, en) of every `Bilingual(zh, en)` and `say(zh, en)` written in the source; a field of an f-string is a ⟨…⟩."""
    found = []
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Bilingual", "say"} and len(node.args) == 2:
                texts = [_text(argument) for argument in node.args]
                if None not in texts:
                    found.append((f"{path.name}:{node.lineno}", str(texts[0]), str(texts[1])))
    return found


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else FIELD for part in node.values)
    return None


def test_there_are_sentences_to_look_at() -> None:
    assert len(_pairs()) > 50


def test_no_english_sentence_holds_chinese() -> None:
    quoted = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^)]*\)")
    assert [place for place, _, en in _pairs() if CJK.search(quoted.sub("", en))] == []


def test_every_chinese_sentence_is_chinese() -> None:
    assert [(place, zh) for place, zh, en in _pairs() if len(en.split()) > 2 and not CJK.search(zh)] == []


def test_both_halves_are_there() -> None:
    assert [place for place, zh, en in _pairs() if bool(zh.strip()) != bool(en.strip())] == []
