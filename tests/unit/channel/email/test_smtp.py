from __future__ import annotations

import dataclasses
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun.channel.email.settings import Server, Tls
from houdun.channel.email.smtp import InDoubt, hand_over
from houdun.errors import OutsideError, RefusedError
from houdun.keys import Secret
from houdun.testing.certificates import certificate, serving
from houdun.testing.contracts.sender import check_shown
from houdun.testing.far_ends import Handler, listening, saying
from houdun.testing.mail_servers import USER, Outlet, account, outlet

MAIL = b"From: ops@us.example\r\nSubject: x\r\n\r\nhello\r\n"
TO = "support@acme.example"


def hangs_up(connection: socket.socket) -> None:
    """Without a word."""


@pytest.fixture
def open_outlet() -> Iterator[Outlet]:
    with outlet() as made:
        yield made


def at(port: int, **changes: object) -> Server:
    return dataclasses.replace(account(port, port).smtp, **changes)  # type: ignore[arg-type]  # a test names fields


def test_what_is_taken_is_taken_as_it_is(open_outlet: Outlet) -> None:
    hand_over(at(open_outlet.port), USER, TO, MAIL)
    assert open_outlet.taken == [(TO, MAIL)]


def test_a_line_of_a_dot_and_bare_line_ends_change_no_mail(open_outlet: Outlet) -> None:
    hand_over(at(open_outlet.port), USER, TO, b"Subject: x\r\n\r\n.\r\n..\r\n")
    assert open_outlet.taken[0][1] == b"Subject: x\r\n\r\n.\r\n..\r\n"


def test_a_wrong_password_is_refused_and_not_shown(open_outlet: Outlet) -> None:
    wrong = Secret("{key:WRONG}", {"HOUDUN_KEY_WRONG": "wr0ng-K3y"})
    with pytest.raises(RefusedError) as caught:
        hand_over(at(open_outlet.port, password=wrong), USER, TO, MAIL)
    check_shown(caught.value)
    assert "wr0ng" not in str(caught.value)
    assert "login" in caught.value.problem.en


def test_a_password_that_smtp_cannot_carry_is_refused(open_outlet: Outlet) -> None:
    with pytest.raises(RefusedError, match="non-ASCII"):
        hand_over(at(open_outlet.port, password=Secret("{key:ZH}", {"HOUDUN_KEY_ZH": "密码密码"})), USER, TO, MAIL)


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        ("451 4.3.0 try again later", OutsideError, "for now"),
        ("452 4.2.2 mailbox full", OutsideError, "mailbox full"),
        ("550 5.7.1 spam", RefusedError, "refuses"),
        ("552 5.2.2 over quota", RefusedError, "the mailbox there is full"),
    ],
)
def test_a_refusal_for_now_may_be_tried_again_and_one_for_good_not(
    open_outlet: Outlet, answer: str, kind: type[Exception], words: str
) -> None:
    for attribute in ("answer", "refuses"):
        setattr(open_outlet, attribute, answer)
        with pytest.raises(kind, match=words) as caught:
            hand_over(at(open_outlet.port), USER, TO, MAIL)
        assert type(caught.value) is kind
    assert open_outlet.taken == []


def test_what_is_larger_than_the_server_takes_is_not_even_sent() -> None:
    with outlet(largest=1000) as made, pytest.raises(RefusedError, match="SIZE 1000"):
        hand_over(at(made.port), USER, TO, MAIL + bytes(1000))


@pytest.mark.parametrize("dies", ["before taking it", "after taking it"])
def test_a_connection_that_breaks_before_the_answer_leaves_it_in_doubt(open_outlet: Outlet, dies: str) -> None:
    open_outlet.dies = dies
    with pytest.raises(InDoubt):
        hand_over(at(open_outlet.port), USER, TO, MAIL)


@pytest.mark.parametrize("handler", [hangs_up, saying(b"421 4.3.2 come back later\r\n"), saying(b"\x00\xff nonsense\r\n")])
def test_a_server_that_hangs_up_or_babbles_may_be_tried_again(handler: Handler) -> None:
    with listening(handler) as port, pytest.raises(OutsideError):
        hand_over(at(port), USER, TO, MAIL)


def test_over_tls_and_after_starttls_it_is_as_without(tmp_path: Path) -> None:
    file = certificate(tmp_path)
    for tls, made in ((Tls.TLS, outlet(tls=serving(file))), (Tls.STARTTLS, outlet(starttls=serving(file)))):
        with made as server:
            hand_over(at(server.port, host="localhost", tls=tls, trust=file), USER, TO, MAIL)
            assert len(server.taken) == 1


@pytest.mark.parametrize("tls", [Tls.TLS, Tls.STARTTLS])
def test_a_certificate_nobody_vouches_for_is_refused_before_the_password_is_said(tmp_path: Path, tls: Tls) -> None:
    context: ssl.SSLContext = serving(certificate(tmp_path))
    with outlet(tls=context) if tls is Tls.TLS else outlet(starttls=context) as made:
        with pytest.raises(RefusedError, match="TLS") as caught:
            hand_over(at(made.port, host="localhost", tls=tls), USER, TO, MAIL)
        check_shown(caught.value)
        assert made.taken == []


@pytest.mark.parametrize("tls", [Tls.TLS, Tls.STARTTLS])
def test_without_the_tls_that_is_wanted_nothing_is_said(open_outlet: Outlet, tls: Tls) -> None:
    with pytest.raises(RefusedError, match="TLS"):
        hand_over(at(open_outlet.port, host="localhost", tls=tls), USER, TO, MAIL)
    assert open_outlet.taken == []


def test_a_server_that_asks_for_a_login_it_does_not_offer_is_refused() -> None:
    lines = saying(b"220 hi\r\n250 hello\r\n250 again\r\n")
    with listening(lines) as port, pytest.raises(RefusedError):
        hand_over(at(port), USER, TO, MAIL)
