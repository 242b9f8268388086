from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from houdun import clock
from houdun.desk.server.reading import VIRTUAL_TIME, read

PLAIN = (
    b"Message-ID: <q1@ourlive.example>\r\nReferences: <a@x> <b@x>\r\nIn-Reply-To: <b@x>\r\nFrom: Cora <ops@ourlive.example>\r\n"
    b"Subject: =?utf-8?b?6L+e6bqm?=\r\n [#4712]\r\nX-Houdun-Time: 1772888651000\r\n\r\nRoom 8801\r\n> old\r\n"
)


def test_a_mail_says_who_what_and_in_answer_to_which() -> None:
    mail = read(PLAIN)
    assert (mail.id, mail.answers, mail.author, mail.address) == (
        "q1@ourlive.example",
        ("a@x", "b@x"),
        "Cora",
        "ops@ourlive.example",
    )
    assert (mail.subject, mail.text, mail.automatic, mail.virtual_at) == ("连麦 [#4712]", "Room 8801", False, 1772888651000)


def test_attachments_are_known_by_name_and_never_read_as_its_text() -> None:
    mail = EmailMessage()
    mail.set_content("见附件")
    mail.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="高峰.ics")
    mail.add_attachment("a log", filename="publisher.log")
    found = read(mail.as_bytes())
    assert (found.text, found.files) == ("见附件", ("高峰.ics", "publisher.log"))


@pytest.mark.parametrize("stamp", ["", "soon", "-1", "9" * 14, "9" * 500, "１７７２８８８６５１０００"])
def test_a_time_that_is_none_is_none(stamp: str) -> None:
    assert read(f"{VIRTUAL_TIME}: {stamp}\r\n\r\n".encode()).virtual_at is None


def test_a_mail_without_an_id_has_one_of_its_own_and_keeps_it() -> None:
    assert read(b"Subject: a\r\n\r\n").id == read(b"Subject: a\r\n\r\n").id != read(b"Subject: b\r\n\r\n").id


HOSTILE = [
    b"",
    b"\x00\xff" * 1000,
    b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"a" * 500_000 + b"-zzz",
    b"Content-Type: text/plain; charset=undefined\r\n\r\nwords",
    b"Content-Type: text/plain; charset*0*=\xff''x\r\n\r\nwords",
    b"Subject: =?undefined?q?x?=\r\n\r\n",
    b"From: " + b"(" * 100_000 + b"\r\n\r\n",
    b"Message-ID: <" + b"x" * 1_000_000 + b">\r\n\r\n",
    b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(20_000)),
    b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
    b"Content-Disposition: attachment; filename*0*=utf-8''%ff; filename*5=x\r\n\r\n",
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_mail_is_read_in_no_time(data: bytes) -> None:
    began = clock.steady()
    assert "@" in read(data).id
    assert clock.steady() - began < 2


@given(st.binary(max_size=300))
@example(PLAIN)
def test_whatever_the_bytes_it_reads_them_the_same_again(data: bytes) -> None:
    assert read(data) == read(data)
    assert read(PLAIN[:200] + data) == read(PLAIN[:200] + data)
