"""What the headers declare is sure, what subject or body say is doubtful, and what a person writes is a person's."""

from __future__ import annotations

import email
from email.message import Message

import pytest

from houdun.channel.email import automatic, headers
from houdun.channel.email.automatic import Kind


def told(fields: str, subject: str = "Re: drift", sender: str = "support@acme.example") -> automatic.Machine | None:
    mail: Message = email.message_from_string(f"{fields}\n\nbody")
    return automatic.machine(mail, headers.sender(sender), subject)


@pytest.mark.parametrize(
    ("fields", "kind", "rule"),
    [
        ("Auto-Submitted: auto-replied", Kind.REPLY, "auto_submitted"),
        ("Auto-Submitted: Auto-Replied; vacation", Kind.REPLY, "auto_submitted"),
        ("Auto-Submitted: auto-generated (ticket)", Kind.NOTICE, "auto_submitted"),
        ("X-Autoreply: yes", Kind.REPLY, "x_autoreply"),
        ("X-Autorespond: drift", Kind.REPLY, "x_autorespond"),
        ("Precedence: auto_reply", Kind.REPLY, "precedence"),
        ("Precedence: bulk", Kind.NOTICE, "precedence"),
        ("Precedence: junk", Kind.NOTICE, "precedence"),
        ("Precedence: list", Kind.NOTICE, "precedence"),
        ("Return-Path: <>", Kind.REPLY, "empty_return_path"),
        ("Return-Path: < >", Kind.REPLY, "empty_return_path"),
        ('Content-Type: multipart/report; report-type="delivery-status"', Kind.BOUNCE, "multipart_report"),
        ("X-Failed-Recipients: a@b.example", Kind.BOUNCE, "failed_recipients"),
    ],
)
def test_a_header_that_declares_a_machine_is_believed(fields: str, kind: Kind, rule: str) -> None:
    assert told(fields) == automatic.Machine(kind, rule)


@pytest.mark.parametrize(
    "fields",
    [
        "Subject: x",
        "Auto-Submitted: no",
        "X-Auto-Response-Suppress: All",
        "Precedence: normal",
        "X-Autoreply: no",
        "Return-Path: <vera@acme.example>",
        "Subject: x\n\nAuto-Submitted: auto-replied\nReturn-Path: <>",
    ],
)
def test_other_headers_and_those_of_an_enclosed_mail_declare_nothing(fields: str) -> None:
    assert told(fields) is None


@pytest.mark.parametrize(
    "sender", ["MAILER-DAEMON@mx.example", "Mail Delivery <postmaster@mx.example>", "MAILER-DAEMON", "X <MAILER-DAEMON>"]
)
def test_a_mail_daemon_bounces(sender: str) -> None:
    machine = told("Subject: x", sender=sender)
    assert machine
    assert machine.kind is Kind.BOUNCE


@pytest.mark.parametrize(
    "sender", ["no-reply@acme.example", "noreply@acme.example", "do-not-reply@acme.example", "ticket+noreply@acme.example"]
)
def test_an_address_that_takes_no_reply_is_a_machines(sender: str) -> None:
    assert told("Subject: x", sender=sender) == automatic.Machine(Kind.NOTICE, "bot_address")


@pytest.mark.parametrize("sender", ["noreplyman@acme.example", "postmaster.li@acme.example.cn", "nora@acme.example"])
def test_a_persons_address_is_a_persons(sender: str) -> None:
    assert told("Subject: x", sender=sender) is None


@pytest.mark.parametrize(
    "subject", ["Undelivered Mail Returned to Sender", "系统退信", "failure notice", "Delivery Status Notification (Failure)"]
)
def test_an_automatic_mail_about_delivery_is_a_bounce(subject: str) -> None:
    machine = told("Auto-Submitted: auto-replied", subject)
    assert machine
    assert machine.name == "bounce:auto_submitted"


@pytest.mark.parametrize(
    ("subject", "words", "rule"),
    [
        ("自动回复: 音画不同步", "", "subject_says_automatic"),
        ("[自动回复] 已收到", "", "subject_says_automatic"),
        ("Automatic reply: drift", "", "subject_says_automatic"),
        ("Out of Office: drift", "", "subject_says_automatic"),
        ("Undeliverable: drift", "", "subject_says_bounce"),
        ("退信通知", "", "subject_says_bounce"),
        ("Re: drift", "您的工单已收到。本邮件由系统自动发送，请勿回复。", "body_says_automatic"),
        ("Re: drift", "This is an automated message. Please do not reply to this email.", "body_says_automatic"),
        ("Re: drift", "我目前在休假，三月九日回来。", "body_says_automatic"),
        ("Re: drift", "I am currently out of the office until Monday.", "body_says_automatic"),
    ],
)
def test_subjects_and_bodies_of_machines_raise_a_doubt(subject: str, words: str, rule: str) -> None:
    assert automatic.doubtful(subject, words) == rule


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Re: drift", "请把 GOP 改成 2 秒。"),
        ("Re: autoscaling fails", "The encoder reconnects automatically."),
        ("回复：自动录制没有生效", "自动录制需要在控制台打开。"),
        ("Re: Delivery failure on HLS", "We look into it."),
        ("HLS delivery fails", "Since 21:00."),
        ("Re: the office stream", "Delivery of the HLS segments is late."),
    ],
)
def test_a_persons_words_raise_none(subject: str, words: str) -> None:
    assert automatic.doubtful(subject, words) == ""
