from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email import quotes
from houdun.desk.server.quoting import Quoted, angled, own_words, under_fields

OLD = Quoted(
    author="Cora", address="ops@ourlive.example", to="support@acme.example", at=dt.datetime(2026, 3, 7, 21, 4, tzinfo=dt.UTC),
    subject="连麦二十分钟后音画不同步 [#4712]", text="房间 8801 的声音越来越早。\n\n推流 1080p30，附日志。",
)  # fmt: skip
TEXT = "您好，\n\n原因是采样率不一致。\n\n林晓\n技术支持"


@pytest.mark.parametrize("quote", [angled, under_fields])
@pytest.mark.parametrize("chinese", [True, False])
def test_a_reply_is_told_apart_from_the_old_mail_below_it_by_the_desk_and_by_whoever_gets_it(
    quote: Callable[[Quoted, bool], str], chinese: bool
) -> None:
    mail = f"{TEXT}\n\n{quote(OLD, chinese)}\n"
    assert own_words(mail) == TEXT
    assert quotes.own_words(mail) == TEXT
    assert "1080p30" in mail


def test_words_between_old_ones_are_kept_and_a_signature_is_not() -> None:
    assert own_words("> which room?\n8801\n> since when?\n20:40\n-- \nCora") == "8801\n20:40"


@given(st.text())
def test_whatever_the_text_its_own_words_are_the_same_when_read_again(text: str) -> None:
    assert own_words(own_words(text)) == own_words(text)
