"""Header fields are read as they are meant, however broken they come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email import headers
from houdun.channel.email.headers import Address
from houdun.facts.time import iso


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("plain subject", "plain subject"),
        ("=?utf-8?B?6Z+z55S75LiN5ZCM5q2l?=", "音画不同步"),
        ("Re: =?gb2312?B?0vS7rbK7zayyvQ==?= again", "Re: 音画不同步 again"),
        ("=?utf-8?Q?=E9=9F=B3=E7=94=BB?=\r\n =?utf-8?Q?=E4=B8=8D=E5=90=8C?=", "音画不同"),
        ("=?utf-8?B?6Z+z55S?= =?utf-8?B?75LiN?=", "音画不"),
        ("=?utf-8?Q?=E9=9F?= =?utf-8?Q?=B3=E7=94=BB?=", "音画"),
        ("=?utf-8?B?6Z+z55S75LiN5ZCM5q2l", "=?utf-8?B?6Z+z55S75LiN5ZCM5q2l"),
        ("=?utf-8?B?6Z+z55S75LiN5Z!C?=", "音画不\ufffd"),
        ("=?utf-8*zh?Q?=E9=9F=B3?=", "音"),
        ("=?no-such?Q?abc_d?=", "abc d"),
        ("=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"),
        ("音画".encode("gb18030").decode("ascii", "surrogateescape"), "音画"),
        ("音画".encode().decode("ascii", "surrogateescape"), "音画"),
    ],
)
def test_encoded_words_are_decoded(raw: str, meant: str) -> None:
    assert headers.text(raw) == meant


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("a@b.example", Address("", "a@b.example")),
        ("Ann Li <Ann@B.Example>", Address("Ann Li", "ann@b.example")),
        ('"Li, Ann" <ann@b.example>', Address("Li, Ann", "ann@b.example")),
        ('"ann@b.example" <other@c.example>', Address("ann@b.example", "other@c.example")),
        ("=?utf-8?B?5byg5LiJ?= <z@us.example>", Address("张三", "z@us.example")),
        ("<>", Address("", "")),
        ("MAILER-DAEMON (Mail Delivery)", Address("MAILER-DAEMON (Mail Delivery)", "")),
        ("", Address("", "")),
    ],
)
def test_a_sender_has_a_name_and_an_address(raw: str, meant: Address) -> None:
    assert headers.sender(raw) == meant


def test_an_address_is_shown_with_its_name_once() -> None:
    assert str(Address("Ann", "a@b.example")) == "Ann <a@b.example>"
    assert str(Address("a@b.example", "a@b.example")) == "a@b.example"
    assert str(Address("Ann", "")) == "Ann"


def test_recipients_are_collected_from_lists_and_groups() -> None:
    raw = 'team: "b@x.example" <A@x.example>, c@x.example;\r\n d@x.example, <A@x.example>'
    assert headers.addresses([raw]) == ("a@x.example", "c@x.example", "d@x.example")


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("<a@x>\r\n <b@x>", ("a@x", "b@x")),
        ("a@x b@x", ("a@x", "b@x")),
        ("message of Tue <a@x> and more", ("a@x",)),
        ("nothing here", ()),
        (f"<{'a' * 300}@x>", ()),
    ],
)
def test_message_ids_are_found(raw: str, meant: tuple[str, ...]) -> None:
    assert headers.ids(raw) == meant


@pytest.mark.parametrize(
    ("raw", "at", "sure"),
    [
        ("Sat, 7 Mar 2026 21:04:11 +0800", "2026-03-07T13:04:11Z", True),
        ("Sat, 7 Mar 2026 21:04:11 +0800 (CST)", "2026-03-07T13:04:11Z", True),
        ("7 Mar 26 21:04 GMT", "2026-03-07T21:04:00Z", True),
        ("Sat, 7 Mar 2026 21:04:11 CST", "2026-03-08T03:04:11Z", False),
        ("Sat, 7 Mar 2026 21:04:11", "2026-03-07T21:04:11Z", False),
        ("from a by b; Sat, 7 Mar 2026 21:04:11 -0500", "2026-03-08T02:04:11Z", True),
    ],
)
def test_times_are_read_with_their_zones(raw: str, at: str, sure: bool) -> None:
    found = headers.moment(raw)
    assert found is not None
    assert (iso(found.at), found.sure) == (at, sure)


@pytest.mark.parametrize(
    "raw", ["", "yesterday", "29-04-2017 23:34", "Sat, 32 Mar 2026 21:04:11 +0800", "1 Jan 1900 00:00 GMT", "1 Jan 9999 0:0 GMT"]
)
def test_what_is_no_time_of_ours_is_none(raw: str) -> None:
    assert headers.moment(raw) is None


@given(st.text(st.sampled_from('=?utf-8BQqb_ <>@".,;()\\\r\n\t+0音\udcff\x00'), max_size=120))
def test_any_value_is_read_without_a_trace(raw: str) -> None:
    headers.moment(raw)
    for text in (headers.text(raw), str(headers.sender(raw)), *headers.addresses([raw]), *headers.ids(raw)):
        text.encode("utf-8")
        assert "\0" not in text
