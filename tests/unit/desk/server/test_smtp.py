from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.channel.email.sender import Sender
from houdun.channel.port import Fate, Letter
from houdun.desk.server.serving import HOST
from houdun.desk.server.smtp import LARGEST
from houdun.errors import RefusedError
from tests.desk_given import CUSTOMER, OFFICE, PASSWORD, Echo, Served, served


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, Echo(), virtual=True) as running:
        yield running
        check_alive(running)


@pytest.fixture
def client(desk: Served) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(HOST, desk.ports.smtp, timeout=10) as made:
        made.ehlo()
        made.login(CUSTOMER, PASSWORD)
        yield made


def check_alive(desk: Served) -> None:
    """Whatever was done to it, it takes a good mail."""
    letter = Letter(id="alive@ourlive.example", tag="", to=OFFICE.support, subject="Sound", text="Room 8801")
    assert Sender(desk.settings).send(letter, 0).fate is Fate.SENT
    assert desk.told[-1].id == letter.id


def test_a_stranger_may_say_nothing(desk: Served) -> None:
    with smtplib.SMTP(HOST, desk.ports.smtp, timeout=10) as client:
        client.ehlo()
        assert client.mail(CUSTOMER)[0] == 530
        assert client.docmd("XVIRTUALTIME", "?")[0] == 530
        with pytest.raises(smtplib.SMTPAuthenticationError):
            client.login(CUSTOMER, "wrong")


def test_only_the_customer_writes_and_only_to_the_support_address(client: smtplib.SMTP) -> None:
    assert client.mail("somebody@else.example")[0] == 553
    assert client.mail(CUSTOMER)[0] == 250
    assert client.rcpt("boss@acme.example")[0] == 550
    assert client.rcpt(OFFICE.support.upper())[0] == 250


def test_ten_thousand_recipients_are_one(desk: Served, client: smtplib.SMTP) -> None:
    client.mail(CUSTOMER)
    for number in range(5_000):
        client.send(f"RCPT TO:<{OFFICE.support}>\r\nRCPT TO:<{number}@acme.example>\r\n")
        client.getreply()
        client.getreply()
    assert client.data(b"Subject: a\r\n\r\nb")[0] == 250
    assert len(desk.told) == 1


def test_a_mail_that_is_too_large_is_refused_before_and_after_it_is_sent(client: smtplib.SMTP) -> None:
    assert client.mail(CUSTOMER, [f"SIZE={LARGEST + 1}"])[0] == 552
    client.mail(CUSTOMER)
    client.rcpt(OFFICE.support)
    assert client.data(b"x" * 900 + b"\r\n" + (b"y" * 998 + b"\r\n") * (LARGEST // 1000 + 1))[0] == 552


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe", b"\r\n\r\n", b"Subject: \xff\r\n\r\n\xff", b"From: (((((\r\n\r\n"])
def test_a_mail_of_garbage_is_a_mail(desk: Served, client: smtplib.SMTP, data: bytes) -> None:
    client.mail(CUSTOMER)
    client.rcpt(OFFICE.support)
    assert client.data(data)[0] == 250
    assert len(desk.told) == 1


@pytest.mark.parametrize(
    "words", [b"\x00" * 5000 + b"\r\n", b"GET / HTTP/1.1\r\n" * 50, b"EHLO\r\nDATA\r\nAUTH PLAIN \xff\r\nAUTH\r\n", b""]
)
def test_a_client_that_talks_nonsense_harms_nobody(desk: Served, words: bytes) -> None:
    for port in (desk.ports.smtp, desk.ports.imap):
        with socket.create_connection((HOST, port), 10) as stranger:
            stranger.recv(100)
            stranger.sendall(words)


@pytest.mark.parametrize("word", ["", "soon", "-1", "1.5", "9" * 14, "9" * 300, "1 2"])
def test_a_time_that_is_none_is_refused(client: smtplib.SMTP, word: str) -> None:
    assert client.docmd("XVIRTUALTIME", word)[0] == 501


def test_in_real_time_there_is_no_such_verb(tmp_path: Path) -> None:
    with served(tmp_path, Echo()) as desk, smtplib.SMTP(HOST, desk.ports.smtp, timeout=10) as client:
        client.ehlo()
        client.login(CUSTOMER, PASSWORD)
        assert not client.has_extn("XVIRTUALTIME")
        assert client.docmd("XVIRTUALTIME", "?")[0] == 502


def test_a_letter_to_nobody_is_refused_for_good(desk: Served) -> None:
    letter = Letter(id="q1@ourlive.example", tag="", to="boss@acme.example", subject="Sound", text="Room 8801")
    with pytest.raises(RefusedError, match="No such user"):
        Sender(desk.settings).send(letter, 0)
