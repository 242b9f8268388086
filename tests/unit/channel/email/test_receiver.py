from __future__ import annotations

import email.message
import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun import clock
from houdun.channel.email import receiver as receiving
from houdun.channel.email.compose import VIRTUAL_TIME
from houdun.channel.email.imap import Arrival
from houdun.channel.email.receiver import Receiver, incoming
from houdun.channel.port import Incoming
from houdun.channel.wake import Wake
from houdun.errors import UsageError
from houdun.facts.time import EARLIEST, LATEST, SECOND
from houdun.testing.factories import MONDAY
from houdun.testing.mail_servers import Pymap, account

HEAD = (
    "Message-ID: <9@acme.example>\r\nFrom: Vera <Vera@acme.example>\r\nTo: ops@us.example\r\nDate: Mon, 3 Mar 2025 08:00:00 +0800\r\n"
    "Subject: Re: 音画不同步 [#4712] [Ticket#88]\r\nIn-Reply-To: <q1@us.example>\r\nReferences: <q0@us.example> <q1@us.example>\r\n"
)


def taken(
    head: str = HEAD, body: str = "请把 GOP 改成 2 秒。", kind: str = "text/plain; charset=utf-8", charset: str = "utf-8"
) -> Incoming:
    data = f"{head}Content-Type: {kind}\r\n\r\n".encode() + body.encode(charset)
    return incoming(data, Arrival(5, MONDAY + 7 * SECOND, len(data)), "here")


@pytest.fixture(scope="module")
def running() -> Iterator[Pymap]:
    server = Pymap()
    server.up()
    yield server
    server.down()


@pytest.fixture
def house(running: Pymap) -> Pymap:
    running.empty()
    return running


def test_it_says_who_when_what_and_in_answer_to_what() -> None:
    mail = taken()
    assert (mail.id, mail.author, mail.address) == ("9@acme.example", "Vera <vera@acme.example>", "vera@acme.example")
    assert (mail.at, mail.written_at) == (MONDAY + 7 * SECOND, MONDAY)
    assert (mail.answers, mail.tags) == (("q0@us.example", "q1@us.example"), ("4712", "88"))
    assert (mail.text, mail.automatic, mail.doubtful, mail.cursor, mail.cut) == ("请把 GOP 改成 2 秒。", "", "", "here", False)
    assert mail.source.blob == hashlib.sha256(mail.raw).hexdigest()


def test_a_reply_counts_from_its_arrival_whatever_its_date_says() -> None:
    assert taken(HEAD.replace("2025", "2020")).at == MONDAY + 7 * SECOND


def test_html_alone_is_read_as_its_text() -> None:
    html = '<html><style>p{}</style><p>请把 <b>GOP</b> 改成 2 秒。<img src="http://track.example/1"></p><script>x()</script><blockquote>旧</blockquote>'
    assert taken(body=html, kind="text/html; charset=utf-8").text == "请把 GOP 改成 2 秒。"


@pytest.mark.parametrize(
    ("words", "charset"),
    [
        ("キーフレーム間隔を二秒にしてください。", "iso-2022-jp"),
        ("请把关键帧间隔改成两秒。", "gb18030"),
        ("Bitte stellen Sie GOP auf 2 s für die Größe.", "iso-8859-1"),
    ],
)
def test_another_language_is_read_in_its_own_charset(words: str, charset: str) -> None:
    assert taken(body=words, kind=f"text/plain; charset={charset}", charset=charset).text == words


def test_an_automatic_reply_is_told_apart() -> None:
    assert taken(HEAD + "Auto-Submitted: auto-replied\r\n").automatic == "reply:auto_submitted"
    assert taken(body="您好，本邮件由系统自动发送，请勿回复。").doubtful == "body_says_automatic"


def test_a_bounce_says_which_letter_did_not_arrive_and_why() -> None:
    body = (
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; support@acme.example\r\n"
        "Action: failed\r\nStatus: 5.2.2\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <q1@us.example>\r\n\r\n--b--\r\n"
    )
    head = "From: MAILER-DAEMON@mx.example\r\nDate: Mon, 3 Mar 2025 08:00:00 +0800\r\nSubject: Undelivered\r\n"
    mail = taken(head, body, "multipart/report; boundary=b")
    assert mail.automatic.startswith("bounce:")
    assert mail.answers == ("q1@us.example",)
    assert mail.undelivered is not None
    assert (mail.undelivered.recipient, mail.undelivered.final, mail.undelivered.reason.zh) == (
        "support@acme.example",
        True,
        "对方邮箱已满",
    )


def test_thirty_megabytes_hang_on_unopened_by_name_and_size() -> None:
    made = email.message.EmailMessage()
    made["From"], made["Date"] = "vera@acme.example", "Mon, 3 Mar 2025 08:00:00 +0800"
    made.set_content("日志见附件")
    made.add_attachment(bytes(30 * 2**20), maintype="application", subtype="zip", filename="../../root/.bashrc")
    data = made.as_bytes()
    mail = incoming(data, Arrival(5, MONDAY, len(data)), "here")
    assert mail.text == "日志见附件\n\n[attachment ../../root/.bashrc, 31457280 bytes]"
    assert not mail.cut


def test_what_is_larger_than_is_taken_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "WHOLE", 600)
    data = f"{HEAD}Content-Type: text/plain\r\n\r\n".encode() + b"word " * 1000
    mail = incoming(data[:600], Arrival(5, MONDAY, len(data)), "here")
    assert mail.cut
    assert mail.text.startswith("word word")


def test_without_a_date_it_was_written_when_it_arrived() -> None:
    mail = taken("From: vera@acme.example\r\n")
    assert mail.written_at == mail.at == MONDAY + 7 * SECOND


def test_what_nobody_can_parse_is_handed_on_for_a_person() -> None:
    mail = incoming(b"\x00\xff no header at all", Arrival(5, MONDAY, 21), "here")
    assert (mail.doubtful, mail.answers, mail.at) == ("unreadable", (), MONDAY)
    assert mail.raw


@given(st.binary(max_size=300))
def test_any_bytes_can_be_kept(data: bytes) -> None:
    mail = incoming(data, Arrival(5, MONDAY, len(data)), "here")
    for text in (mail.uid, mail.id, mail.author, mail.subject, mail.text):
        text.encode()
        assert "\0" not in text
    assert mail.uid
    assert EARLIEST <= mail.at <= LATEST


def test_virtual_time_is_believed_of_this_machine_only(house: Pymap) -> None:
    house.deliver(f"{VIRTUAL_TIME}: {MONDAY + 5}\r\n{HEAD}\r\nhello".encode())
    mine = account(9, house.port)
    for virtual in (True, False):
        with Wake() as wake:
            receiver = Receiver(mine, wake, virtual=virtual)
            (mail,) = receiver.new("")
            receiver.close()
        assert (mail.at == MONDAY + 5) is virtual
    with Wake() as wake, pytest.raises(UsageError):
        Receiver(replace(mine, imap=replace(mine.imap, host="imap.acme.example")), wake, virtual=True)


@pytest.mark.parametrize("stated", ["", "soon", "-5", "9" * 14, "9" * 30, "١٢٣"])
def test_a_virtual_time_that_is_none_is_passed_over(stated: str) -> None:
    data = f"{VIRTUAL_TIME}: {stated}\r\n{HEAD}\r\nhello".encode()
    assert incoming(data, Arrival(5, MONDAY, 1), "", virtual=True).at == MONDAY


def test_every_folder_is_looked_at_and_each_goes_forward_apart(house: Pymap) -> None:
    for folder in ("INBOX", "Junk", "INBOX"):
        house.deliver(f"{HEAD}\r\nin {folder}".encode(), folder)
    with Wake() as wake:
        receiver = Receiver(replace(account(9, house.port), folders=("INBOX", "Junk")), wake)
        mails = list(receiver.new(""))
        assert [mail.text for mail in mails] == ["in INBOX", "in INBOX", "in Junk"]
        house.deliver(f"{HEAD}\r\nagain".encode(), "Junk")
        assert [mail.text for mail in receiver.new(mails[1].cursor)] == ["in Junk", "again"]
        assert [mail.text for mail in receiver.new(mails[2].cursor)] == ["again"]
        receiver.close()


def test_a_folder_that_is_not_there_is_a_usage_error(house: Pymap) -> None:
    with Wake() as wake, pytest.raises(UsageError, match="Nowhere"):
        list(Receiver(replace(account(9, house.port), folders=("Nowhere",)), wake).new(""))


def test_a_server_without_idle_is_asked_again_when_the_time_is_up(house: Pymap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("houdun.channel.email.imap.Box.can_idle", False)
    with Wake() as wake:
        receiver = Receiver(account(9, house.port), wake)
        list(receiver.new(""))
        began = clock.steady()
        receiver.wait(0.05)
        assert 0.04 < clock.steady() - began < 5
        house.deliver(f"{HEAD}\r\nhello".encode())
        receiver.wait(30)
        assert [mail.text for mail in receiver.new("")] == ["hello"]
        assert clock.steady() - began < 10
        receiver.close()


def test_the_time_of_arrival_is_the_servers(house: Pymap) -> None:
    before = clock.now()
    house.deliver(f"{HEAD}\r\nhello".encode())
    with Wake() as wake:
        receiver = Receiver(account(9, house.port), wake)
        (mail,) = receiver.new("")
        receiver.close()
    assert before - SECOND <= mail.at <= clock.now() + SECOND
