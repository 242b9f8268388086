from __future__ import annotations

import dataclasses
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from houdun import clock
from houdun.channel.email.imap import Arrival, Box
from houdun.channel.email.settings import Server, Tls
from houdun.channel.wake import Wake
from houdun.errors import OutsideError, RefusedError, UsageError
from houdun.keys import Secret
from houdun.testing.certificates import certificate
from houdun.testing.contracts.sender import check_shown
from houdun.testing.factories import MONDAY
from houdun.testing.far_ends import Handler, listening, saying
from houdun.testing.mail_servers import PASSWORD, Pymap, account

USUAL: Mapping[str, str] = {
    "CAPABILITY": "* CAPABILITY IMAP4rev1 IDLE\r\n{tag} OK done\r\n",
    "EXAMINE": "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 4] .\r\n{tag} OK [READ-ONLY] done\r\n",
}


class Script:
    """An IMAP server that answers by rote: for a command the lines given, else OK. `heard` are the commands without their tags."""

    def __init__(self, greeting: str = "* OK hi\r\n", **answers: str) -> None:
        self.greeting, self.answers = greeting, {**USUAL, **answers}
        self.heard: list[str] = []

    def __call__(self, connection: socket.socket) -> None:
        with connection.makefile("rwb") as stream:
            stream.write(self.greeting.encode())
            stream.flush()
            for line in stream:
                tag, _, command = line.decode().strip().partition(" ")
                self.heard.append(command or tag)
                name = command.removeprefix("UID ").partition(" ")[0].upper() or "DONE"
                answer = self.answers.get(name, "{tag} OK done\r\n").replace("{tag}", self.idling if name == "DONE" else tag)
                self.idling = tag if name == "IDLE" else ""
                stream.write(answer.encode())
                stream.flush()
                if name == "LOGOUT" or not answer:
                    return

    idling = ""


def at(port: int, **changes: object) -> Server:
    return dataclasses.replace(account(port, port).imap, **changes)  # type: ignore[arg-type]  # a test names fields


@contextmanager
def opened(handler: Handler) -> Iterator[Box]:
    with listening(handler) as port:
        box = Box(at(port))
        try:
            yield box
        finally:
            box.close()


@pytest.fixture(scope="module")
def pymap() -> Iterator[Pymap]:
    server = Pymap()
    server.up()
    yield server
    server.down()


def test_a_wrong_password_is_refused_and_shown_nowhere_even_if_the_server_repeats_it() -> None:
    script = Script(LOGIN=f"{{tag}} NO [AUTHENTICATIONFAILED] {PASSWORD} is wrong\r\n")
    with listening(script) as port, pytest.raises(RefusedError, match="refuses the login") as caught:
        Box(at(port))
    check_shown(caught.value)


@pytest.mark.parametrize(
    "answer", ["{tag} NO [UNAVAILABLE] backend down\r\n", "{tag} NO 登录过于频繁，请稍后再试\r\n", "* BYE shutting down\r\n", ""]
)
def test_a_login_that_fails_for_now_may_be_tried_again(answer: str) -> None:
    with listening(Script(LOGIN=answer)) as port, pytest.raises(OutsideError) as caught:
        Box(at(port))
    check_shown(caught.value)


@pytest.mark.parametrize("greeting", ["* BYE too many connections\r\n", "HTTP/1.1 400 Bad Request\r\n", "\r\n"])
def test_what_does_not_greet_like_a_mail_server_may_be_tried_again(greeting: str) -> None:
    with listening(Script(greeting)) as port, pytest.raises(OutsideError):
        Box(at(port))


def test_a_server_that_wants_to_know_who_is_there_is_told_before_a_folder_is_opened() -> None:
    script = Script(CAPABILITY="* CAPABILITY IMAP4rev1 ID\r\n{tag} OK done\r\n")
    with opened(script) as box:
        box.examine("INBOX")
        assert not box.can_idle
    names = [command.partition(" ")[0] for command in script.heard]
    assert names.index("LOGIN") < names.index("ID") < names.index("EXAMINE")


def test_a_password_in_chinese_goes_by_the_way_that_can_carry_it() -> None:
    script = Script(AUTHENTICATE="+ \r\n")
    secret = Secret("{key:ZH}", {"HOUDUN_KEY_ZH": "密码密码"})
    with listening(script) as port, pytest.raises(OutsideError):
        Box(at(port, password=secret))
    assert "AUTHENTICATE PLAIN" in script.heard


def test_a_folder_that_is_not_there_is_named() -> None:
    with (
        opened(Script(EXAMINE="{tag} NO [NONEXISTENT] Unknown Mailbox\r\n")) as box,
        pytest.raises(UsageError, match="垃圾") as caught,
    ):
        box.examine("垃圾")
    assert caught.value.where


def test_a_folder_that_cannot_be_opened_for_now_may_be_tried_again() -> None:
    with opened(Script(EXAMINE="{tag} NO [INUSE] locked\r\n")) as box, pytest.raises(OutsideError):
        box.examine("INBOX")


def test_a_line_that_breaks_in_the_middle_of_a_mail_is_an_outage() -> None:
    with opened(Script(FETCH="* 1 FETCH (UID 3 BODY[]<0> {500}\r\nhalf")) as box:
        box.examine("INBOX")
        box._box.client.sock.settimeout(0.2)
        with pytest.raises(OutsideError):
            box.read(3, 1000)


FETCHED = (
    '* 2 FETCH (FLAGS (\\Seen))\r\n* 3 FETCH (UID 9 INTERNALDATE " 3-Mar-2025 00:00:00 +0000" RFC822.SIZE 100)\r\n'
    '* 1 FETCH (RFC822.SIZE 5 UID 3 INTERNALDATE "nonsense")\r\n* 2 FETCH (UID 7 RFC822.SIZE 6 INTERNALDATE "03-Mar-2025 08:00:00 +0800")\r\n{tag} OK done\r\n'
)


def test_arrivals_come_in_order_whatever_else_the_server_says() -> None:
    with opened(Script(FETCH=FETCHED)) as box:
        box.examine("INBOX")
        assert box.arrivals(3) == [Arrival(7, MONDAY, 6), Arrival(9, MONDAY, 100)]
        assert box.arrivals(0)[0] == Arrival(3, 0, 5)


def test_a_mail_that_is_gone_by_now_is_none() -> None:
    with opened(Script(FETCH="* 1 FETCH (FLAGS ())\r\n{tag} OK done\r\n")) as box:
        box.examine("INBOX")
        assert box.read(3, 1000) is None


def test_nothing_is_marked_as_read() -> None:
    script = Script(FETCH="* 1 FETCH (UID 3 BODY[]<0> {2}\r\nhi)\r\n{tag} OK done\r\n")
    with opened(script) as box:
        box.examine("INBOX")
        assert box.read(3, 1000) == b"hi"
    assert not any("SELECT" in command or "STORE" in command for command in script.heard)
    assert all(".PEEK" in command for command in script.heard if "BODY" in command)


def test_news_that_come_in_one_breath_with_the_consent_to_wait_end_the_wait() -> None:
    with opened(Script(IDLE="+ idling\r\n* 2 EXISTS\r\n", DONE="{tag} OK done\r\n")) as box, Wake() as wake:
        box.examine("INBOX")
        began = clock.steady()
        box.idle(30, wake)
        assert clock.steady() - began < 5


def test_a_wait_is_ended_by_another_thread() -> None:
    with opened(Script(IDLE="+ idling\r\n", DONE="{tag} OK done\r\n")) as box, Wake() as wake:
        box.examine("INBOX")
        waiting = threading.Thread(target=box.idle, args=(30, wake))
        waiting.start()
        wake.set()
        waiting.join(5)
        assert not waiting.is_alive()


@pytest.mark.parametrize("answer", ["+ idling\r\n* BYE going down\r\n", "{tag} NO not now\r\n", "* 2 EXISTS\r\n+ idling\r\n"])
def test_a_wait_that_the_server_breaks_off_is_an_outage(answer: str) -> None:
    with opened(Script(IDLE=answer, DONE="")) as box, Wake() as wake:
        box.examine("INBOX")
        with pytest.raises(OutsideError):
            box.idle(30, wake)


def test_a_silent_server_does_not_hold_up_leaving() -> None:
    with listening(Script(LOGOUT="* silence\r\n")) as port:
        box = Box(at(port))
        began = clock.steady()
        box.close()
        assert clock.steady() - began < 5


def test_starttls_taken_away_is_refused_before_the_password_is_said(tmp_path: Path) -> None:
    script = Script()
    with listening(script) as port, pytest.raises(RefusedError, match="TLS"):
        Box(at(port, tls=Tls.STARTTLS, host="localhost"))
    assert not any("LOGIN" in command for command in script.heard)


def test_a_port_that_speaks_no_tls_is_refused() -> None:
    with listening(saying(b"* OK hi\r\n")) as port, pytest.raises(RefusedError, match="TLS"):
        Box(at(port, tls=Tls.TLS, host="localhost"))


def test_after_starttls_it_is_as_without_and_a_stranger_s_certificate_is_refused(tmp_path: Path) -> None:
    file = certificate(tmp_path)
    server = Pymap(certificate=file)
    server.up()
    try:
        box = Box(at(server.port, host="localhost", tls=Tls.STARTTLS, trust=file))
        assert box.examine("INBOX").mails == 0
        box.close()
        with pytest.raises(RefusedError, match="TLS"):
            Box(at(server.port, host="localhost", tls=Tls.STARTTLS))
    finally:
        server.down()


def test_what_is_filed_is_found_by_its_id_with_the_time_it_was_given(pymap: Pymap) -> None:
    box = Box(at(pymap.port))
    try:
        folder = box.sent_folder("")
        assert folder == "Sent"
        for number in range(3):
            box.file(folder, f"Message-ID:\r\n <{number}@us.example>\r\n\r\nx\r\n".encode(), MONDAY + number * 1000)
        assert box.newest_ids(folder) == {f"{number}@us.example": MONDAY + number * 1000 for number in range(3)}
        assert box.newest_ids("INBOX") == {}
        assert box.sent_folder("已发送") == "已发送"
    finally:
        box.close()
