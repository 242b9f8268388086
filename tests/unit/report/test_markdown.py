from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.language import Language
from houdun.report.markdown import escape


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("<b>&", r"\<b\>&amp;"),
        ("@everyone", "@<!-- -->everyone"),
        ("https://a.example", r"https:\//a.example"),
        ("www.a.example", r"www\.a.example"),
        ("# not a heading", r"\# not a heading"),
        ("- not an item", r"\- not an item"),
        ("1. not an item", r"1\. not an item"),
        ("two\n\nlines", "two lines"),
        ("15 min – 30 min", "15 min – 30 min"),
    ],
)
def test_text_stays_text(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@settings(max_examples=200)
@given(st.text(alphabet="ab|<>[]()!@#`*_~\\$&\n :/w."))
def test_no_text_opens_markup(text: str) -> None:
    bare = re.sub(r"\\[\\`*_{}\[\]<>|~#!$/.]|@<!-- -->|&amp;", "·", escape(text))
    assert not set(bare) & set("\\`*_[]<>|~#!$@&\n")
    assert "://" not in bare


def test_every_table_is_whole(kind: str, language: Language, rendered: Callable[..., bytes]) -> None:
    for block in rendered(kind, "md", language).decode().split("\n\n"):
        lines = block.splitlines()
        if lines and lines[0].startswith("|"):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in lines}
            assert len(widths) == 1
            assert set(lines[1]) <= set("|-: ")


def test_the_report_begins_with_its_title_and_holds_every_section(rendered: Callable[..., bytes]) -> None:
    text = rendered("three", "md", Language.ZH).decode()
    assert text.startswith("# 出了事，谁的售后靠得住？\n")
    assert re.findall(r'^<a id="([a-z-]+)"></a>$', text, re.MULTILINE)[0] == "overview"
    assert "## 响应机制：云桥 Cloudbridge" in text


def test_hostile_words_open_nothing(rendered: Callable[..., bytes]) -> None:
    text = rendered("hostile", "md").decode()
    assert not re.search(r"(?<!\\)<script", text)
    assert r"\<script\>" in text
    assert not re.search(r"@everyone", text)
    assert not re.search(r"\]\(<?(?!#|<https://)", text)
