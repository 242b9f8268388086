"""Text is read whatever its label says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email.charsets import decode

SAID = "音画不同步，请尽快处理。"


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "utf-8"),
        ("gb18030", "gb2312"),
        ("gb18030", "GBK"),
        ("gb18030", "x-gbk"),
        ("gb18030", "utf-8"),
        ("gb18030", "unknown-8bit"),
        ("gb18030", "us-ascii"),
        ("gb18030", ""),
        ("utf-8", "gb2312"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "iso-2022-jp"),
        ("utf-8", "no such charset"),
        ("utf-16", "utf-16"),
        ("utf-7", "unicode-1-1-utf-7"),
        ("hz", "hz-gb-2312"),
    ],
)
def test_chinese_is_read_under_right_wrong_and_missing_labels(codec: str, label: str) -> None:
    assert decode(SAID.encode(codec), label) == SAID


def test_a_rare_character_of_gb18030_is_read_under_the_label_gb2312() -> None:
    assert decode("镕𠮷".encode("gb18030"), "gb2312") == "镕𠮷"


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("畫面停住了，請協助。", "big5", "big5"),
        ("画面が止まります", "iso2022_jp", "iso-2022-jp"),
        ("画面が止まります", "iso2022_jp", "us-ascii"),
        ("画面が止まります", "cp932", "shift_jis"),
        ("Grüße", "cp1252", "iso-8859-1"),
        ("“quoted”", "cp1252", "iso-8859-1"),
        ("화면이 멈춥니다", "cp949", "ks_c_5601-1987"),
    ],
)
def test_other_scripts_are_read_as_their_senders_mean(text: str, codec: str, label: str) -> None:
    assert decode(text.encode(codec), label) == text


def test_a_codec_that_is_no_charset_is_not_run() -> None:
    assert decode("é".encode(), "rot13") == "é"
    assert decode(b"hello \\x41", "unicode_escape") == "hello \\x41"
    assert decode(b"\x81", "undefined") == "\ufffd"


@given(st.binary(max_size=200), st.text(max_size=20) | st.sampled_from(["gb2312", "utf-7", "hz", "utf-16", "big5", "idna"]))
def test_any_bytes_under_any_label_become_text_that_can_be_kept(data: bytes, label: str) -> None:
    text = decode(data, label)
    text.encode("utf-8")
    assert "\0" not in text
    assert "\r" not in text
