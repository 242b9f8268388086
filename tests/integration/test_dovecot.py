"""Mail through a real Dovecot: a whole exchange, a server that dies, uids given anew, a mail of forty megabytes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from houdun import clock
from houdun.channel.email.imap import Box
from houdun.channel.email.parties import Parties, Side, Supplier
from houdun.channel.email.receiver import Receiver
from houdun.channel.email.sender import Sender
from houdun.channel.email.settings import Copies
from houdun.channel.email.ties import By, OpenCase, tie
from houdun.channel.listening import listen
from houdun.channel.port import Fate, Incoming
from houdun.channel.wake import Wake
from houdun.errors import OutsideError
from houdun.facts.case import CaseKey
from houdun.facts.time import HOUR
from houdun.facts.vendor import Vendor
from houdun.testing.contracts.sender import NOW, letter
from houdun.testing.mail_servers import Dovecot, Outlet, account, outlet

SOON = 2.0
"""Seconds from a mail's arrival to its being taken."""


def answer(number: int, text: str, headers: str = "In-Reply-To: <q1@us.example>\r\n") -> bytes:
    return (
        f"Message-ID: <{number}@acme.example>\r\nFrom: Vera <vera@acme.example>\r\nTo: ops@us.example\r\n"
        f"Date: Mon, 3 Mar 2025 08:00:00 +0800\r\nSubject: Re: drift\r\n{headers}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    if Dovecot.program() is None:
        pytest.skip("Dovecot is not installed here: scripts/get-servers")
    server = Dovecot()
    server.up()
    yield server
    server.down()


@pytest.fixture
def out() -> Iterator[Outlet]:
    with outlet() as made:
        yield made


def test_a_question_goes_out_and_its_answer_is_tied_to_it_within_two_seconds(dovecot: Dovecot, out: Outlet) -> None:
    mine = account(out.port, dovecot.port)
    arrived: list[float] = []

    def vendor_answers(recipient: str, mail: bytes) -> None:
        dovecot.deliver(answer(1, "请把 GOP 改成 2 秒。"))
        arrived.append(clock.steady())

    out.then = vendor_answers
    with Wake() as wake:
        receiver = Receiver(mine, wake)
        cursor = receiver.end()
        asking = threading.Timer(0.3, Sender(mine).send, [letter(), NOW])
        asking.start()
        taken = next(listen(receiver, cursor, wake, lambda error, seconds: None))
        assert clock.steady() - arrived[0] < SOON
        asking.join()
        receiver.close()
    parties = Parties(
        Side(domains=frozenset({"us.example"})), Supplier(Vendor("acme"), Side(domains=frozenset({"acme.example"})))
    )
    case = OpenCase(CaseKey(Vendor("acme"), "email", "c1"), frozenset({letter().id}), frozenset(), parties)
    assert tie(taken, [case]).by is By.HEADERS


def test_copies_go_to_the_folder_that_the_server_marks_and_are_found_there(dovecot: Dovecot, out: Outlet) -> None:
    mine = account(out.port, dovecot.port)
    Sender(mine).send(letter(), NOW)
    box = Box(mine.imap)
    assert box.newest_ids("Gesendet") == {letter().id: NOW}
    box.close()
    assert Sender(replace(mine, copies=Copies.SERVER)).send(letter(), NOW + HOUR, attempted_at=NOW).fate is Fate.SENT
    assert len(out.taken) == 1


def test_a_server_that_is_killed_and_comes_back_costs_nothing(dovecot: Dovecot) -> None:
    troubles: list[OutsideError] = []
    with Wake() as wake:

        def trouble(error: OutsideError, seconds: float) -> None:
            troubles.append(error)
            dovecot.deliver(answer(2, "while you were away"))
            dovecot.up()

        receiver = Receiver(account(9, dovecot.port), wake)
        dovecot.deliver(answer(1, "before"))
        listening = listen(receiver, "", wake, trouble)
        assert next(listening).text == "before"
        dovecot.halt()
        assert next(listening).text == "while you were away"
        assert len(troubles) == 1
        receiver.close()


def test_uids_given_anew_lose_nothing_and_known_mails_are_known_again(dovecot: Dovecot) -> None:
    mine = account(9, dovecot.port)
    dovecot.deliver(answer(1, "one"))
    dovecot.deliver(answer(2, "two"))

    def take(cursor: str) -> list[Incoming]:
        with Wake() as wake:
            receiver = Receiver(mine, wake)
            mails = list(receiver.new(cursor))
            receiver.close()
        return mails

    before = take("")
    dovecot.halt()
    dovecot.rebuild()
    dovecot.deliver(answer(3, "three"))
    dovecot.up()
    after = take(before[-1].cursor)
    assert {each.uid for each in before} < {each.uid for each in after}
    assert {each.text for each in after} == {"one", "two", "three"}
    assert take(after[-1].cursor) == []


def test_forty_megabytes_are_taken_whole_and_the_next_mail_too(dovecot: Dovecot) -> None:
    dovecot.deliver(answer(1, "a log\r\n" + "x" * 76 + ("\r\n" + "y" * 76) * 540_000))
    dovecot.deliver(answer(2, "sorry for that"))
    with Wake() as wake:
        receiver = Receiver(account(9, dovecot.port), wake)
        large, small = receiver.new("")
        receiver.close()
    assert len(large.raw) > 40 * 2**20
    assert not large.cut
    assert small.text == "sorry for that"
