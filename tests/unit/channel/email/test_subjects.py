"""Subjects of one conversation are told as one."""

from __future__ import annotations

import pytest

from houdun.channel.email import subjects


@pytest.mark.parametrize(
    "subject",
    [
        "音画不同步",
        "Re: 音画不同步",
        "RE：音画不同步",
        "回复：音画不同步",
        "回复: Re: 答复：音画不同步",
        "转发：音画不同步",
        "Fwd: FW: 音画不同步",
        "AW: WG: 音画不同步",
        "RE[2]: 音画不同步",
        "Re(3): 音画不同步",
        "[Ticket#123] 音画不同步",
        "Re: [Ticket#123] Re: 音画不同步",
        "回复：【工单号：20260307-12】音画不同步",
        "  音画不同步  (#4711)",
    ],
)
def test_prefixes_and_tags_do_not_count(subject: str) -> None:
    assert subjects.core(subject) == "音画不同步"


@pytest.mark.parametrize("subject", ["Reboot needed", "Regarding audio", "回复率太低", "AWS outage", "[live] drift", "第 3 期"])
def test_words_that_begin_like_a_prefix_stay(subject: str) -> None:
    assert subjects.core(subject) == subject.casefold()
    assert not subjects.is_reply(subject)


@pytest.mark.parametrize(
    ("subject", "tag"),
    [
        ("[Ticket#123] a", "123"),
        ("Re: [Case: ABC-9] a", "abc-9"),
        ("【工单号：77】a", "77"),
        ("a (#4711)", "4711"),
        ("a [live]", ""),
        ("a", ""),
    ],
)
def test_a_ticket_systems_tag_is_read(subject: str, tag: str) -> None:
    assert subjects.tag(subject) == tag


def test_replies_and_forwards_are_told_apart() -> None:
    assert subjects.is_reply("[#12] Re: a")
    assert subjects.is_forward("转发：a")
    assert not subjects.is_forward("Re: Fwd: a")


def test_a_title_keeps_the_tag_and_drops_the_prefix() -> None:
    assert subjects.title("Re: 回复：[Ticket#1]  A  b") == "[Ticket#1] A b"
