from __future__ import annotations

import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houdun.report.outside import address, brief, name, shown


@settings(max_examples=200)
@given(st.text())
def test_whatever_is_shown_is_one_well_formed_text_without_hidden_characters(text: str) -> None:
    result = shown(text)
    assert not {character for character in result if unicodedata.category(character) in {"Cs", "Co"} or character == "\u202e"}
    element = ElementTree.Element("text")
    element.text = result
    assert (ElementTree.fromstring(ElementTree.tostring(element)).text or "") == result


def test_what_is_no_character_is_spelled_out() -> None:
    assert shown("a\uffffb\ufdd0\U0001fffe") == "a⟨U+FFFF⟩b⟨U+FDD0⟩⟨U+1FFFE⟩"


def test_a_long_name_is_cut_and_whole_in_its_note() -> None:
    span = name("A" * 5000)
    assert len(span.text) == 32
    assert span.text.endswith("…")
    assert len(span.note) == 500
    assert name("Acme").note == ""


def test_a_brief_text_stands_on_one_line() -> None:
    assert brief("a\n\n b\tc") == "a b c"


@pytest.mark.parametrize("url", ["https://a.example/x?y=1#z", "http://a.example"])
def test_a_web_address_is_linked(url: str) -> None:
    assert address(url) == url


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " https://a.example", 'https://a.example/"x', "https://a/<b>", "//a.example", "file:///etc", "https://a\n.example", "https://" + "a" * 3000]
)  # fmt: skip
def test_anything_else_is_not(url: str) -> None:
    assert address(url) == ""
