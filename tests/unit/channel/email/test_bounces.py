from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.email import bounces, mail
from houdun.channel.port import Undelivered
from houdun.inert import one_line

LETTER = "Message-ID: <q1@us.example>\r\nSubject: drift [#4712]\r\n"


def report(action: str, status: str, diagnostic: str, prose: str = "Sorry.") -> bytes:
    return (
        "From: MAILER-DAEMON@mx.us.example\r\nDate: Sat, 7 Mar 2026 21:04:11 +0800\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{prose}\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.us.example\r\n\r\n"
        f"Final-Recipient: rfc822; Support@acme.example\r\nAction: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {diagnostic}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{LETTER}\r\n--b--\r\n"
    ).encode()


def prose(words: str, charset: str = "utf-8") -> bytes:
    head = (
        f"From: PostMaster@qq.com\r\nDate: Sat, 7 Mar 2026 21:04:11 +0800\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
    )
    return head.encode() + words.encode(charset)


def read(data: bytes) -> Undelivered:
    found = bounces.undelivered(mail.parsed(data))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("action", "status", "diagnostic", "final", "reason"),
    [
        ("failed", "5.1.1", "550 5.1.1 <support@acme.example>: user unknown", True, "there is no such address"),
        ("failed", "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", True, "there is no such address"),
        ("failed", "5.2.2", "552 5.2.2 mailbox full", True, "the mailbox there is full"),
        ("delayed", "4.2.2", "452 4.2.2 over quota", False, "the mailbox there is full"),
        ("failed", "5.3.4", "552 message size exceeds limit", True, "the mail is too large"),
        ("failed", "5.7.1", "550 5.7.1 looks like spam", True, "it was taken for spam, or a rule forbids it"),
        (
            "delayed",
            "4.4.1",
            "connect to mx.acme.example: Connection timed out",
            False,
            "the mail server there could not be reached",
        ),
        ("failed", "5.0.0", "x-unix; because", True, "no reason is given"),
    ],
)
def test_a_report_says_whom_for_how_long_and_why(action: str, status: str, diagnostic: str, final: bool, reason: str) -> None:
    found = read(report(action, status, diagnostic))
    assert (found.recipient, found.final, found.reason.en) == ("support@acme.example", final, reason)
    assert status in found.said


@pytest.mark.parametrize(
    ("words", "recipient", "final", "reason"),
    [
        ("很抱歉您的邮件被退回。\n收件人（support@acme.example）的邮箱已满\n", "support@acme.example", True, "对方邮箱已满"),
        ("无法投递到 recipient: x@acme.example\nHost or domain 域名不存在", "x@acme.example", True, "收件地址不存在"),
        ("您的邮件暂时没有送达，系统将继续尝试。", "", False, "没有说明原因"),
        ("", "", True, "没有说明原因"),
    ],
)
def test_what_chinese_providers_say_in_prose_is_read_too(words: str, recipient: str, final: bool, reason: str) -> None:
    found = read(prose(words))
    assert (found.recipient, found.final, found.reason.zh) == (recipient, final, reason)


@pytest.mark.parametrize("action", ["delivered", "relayed", "Expanded"])
def test_a_report_of_a_letter_that_has_arrived_is_none_of_one_that_has_not(action: str) -> None:
    assert bounces.undelivered(mail.parsed(report(action, "2.1.5", "250 ok"))) is None


@pytest.mark.parametrize("kind", ["disposition-notification", "feedback-report"])
def test_that_it_was_opened_or_complained_of_does_not_say_that_it_has_not_arrived(kind: str) -> None:
    assert bounces.undelivered(mail.parsed(report("displayed", "", "").replace(b"delivery-status", kind.encode()))) is None


def test_a_label_that_lies_does_not_matter() -> None:
    found = read(prose("收件人：a@b.example 邮箱已满", "gb18030").replace(b"gb18030", b"utf-8"))
    assert found.reason is bounces.FULL


def test_the_failed_recipients_header_counts_where_there_is_no_report() -> None:
    data = b"From: mailer-daemon@g.example\r\nX-Failed-Recipients: a@b.example\r\n\r\nAddress not found"
    assert read(data).recipient == "a@b.example"


@given(
    st.text(max_size=60).filter(lambda each: each.strip().lower() not in bounces.ARRIVED),
    st.text(max_size=60),
    st.text(max_size=60),
)
def test_any_report_is_read_and_its_words_are_inert(action: str, status: str, diagnostic: str) -> None:
    found = read(report(action, status, diagnostic))
    assert all(found.reason)
    assert len(found.said) <= 160
    assert one_line(found.said, 160) == found.said
