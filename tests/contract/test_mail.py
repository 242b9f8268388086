"""Mail, tasks for people and the post office in memory keep the contracts of sending and receiving; mail does against real servers."""

from __future__ import annotations

import email.message
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import pytest

from houdun.channel.email.receiver import Receiver as MailReceiver
from houdun.channel.email.sender import Sender as MailSender
from houdun.channel.manual.sender import Medium
from houdun.channel.manual.sender import Sender as ManualSender
from houdun.channel.port import Fate, Receiver, Sender
from houdun.channel.wake import Wake
from houdun.testing.contracts.receiver import ReceiverContract
from houdun.testing.contracts.sender import SenderContract
from houdun.testing.mail_servers import USER, Dovecot, MailHouse, Outlet, Pymap, account, outlet
from houdun.testing.post import Post

NOBODY = 9
"""A port that is refused at once: nobody listens there."""


def mail(text: str, number: int) -> bytes:
    made = email.message.EmailMessage()
    made["Message-ID"], made["From"], made["To"] = f"<{number}@acme.example>", "Vera <vera@acme.example>", USER
    made["Date"], made["Subject"] = "Sat, 7 Mar 2026 21:04:11 +0800", "Re: 音画不同步"
    made.set_content(text)
    return made.as_bytes()


@pytest.fixture(scope="module")
def running_dovecot() -> Iterator[Dovecot]:
    if Dovecot.program() is None:
        pytest.skip("Dovecot is not installed here: scripts/get-servers")
    server = Dovecot()
    server.up()
    yield server
    server.down()


@pytest.fixture
def dovecot(running_dovecot: Dovecot) -> Dovecot:
    running_dovecot.empty()
    return running_dovecot


@pytest.fixture(scope="module")
def running_pymap() -> Iterator[Pymap]:
    server = Pymap()
    server.up()
    yield server
    server.down()


class MailSending(SenderContract):
    house: MailHouse
    outlet: Outlet

    @pytest.fixture(autouse=True)
    def listening(self) -> Iterator[None]:
        with outlet() as self.outlet:
            yield

    def sender(self) -> Sender:
        return MailSender(account(self.outlet.port, self.house.port))

    def got(self) -> Sequence[str]:
        return [email.message_from_bytes(data)["Message-ID"].strip("<>") for _, data in self.outlet.taken]

    def to_nobody(self) -> Sender:
        return MailSender(account(NOBODY, NOBODY))


class TestMailSendingWithDovecot(MailSending):
    @pytest.fixture(autouse=True)
    def housed(self, dovecot: Dovecot) -> None:
        self.house = dovecot


class TestMailSendingWithPymap(MailSending):
    @pytest.fixture(autouse=True)
    def housed(self, running_pymap: Pymap) -> None:
        running_pymap.empty()
        self.house = running_pymap


class MailReceiving(ReceiverContract):
    house: MailHouse
    number = 0

    def receiver(self, wake: Wake) -> Receiver:
        return MailReceiver(account(NOBODY, self.house.port), wake)

    def arrive(self, text: str) -> None:
        self.number += 1
        self.house.deliver(mail(text, self.number))

    def of_nobody(self, wake: Wake) -> Receiver:
        return MailReceiver(account(NOBODY, NOBODY), wake)


class TestMailReceivingFromDovecot(MailReceiving):
    @pytest.fixture(autouse=True)
    def housed(self, dovecot: Dovecot) -> None:
        self.house = dovecot


class TestMailReceivingFromPymapInMemory(MailReceiving):
    @pytest.fixture(autouse=True)
    def housed(self, running_pymap: Pymap) -> None:
        running_pymap.empty()
        self.house = running_pymap


class TestMailReceivingFromPymapOnAMaildir(MailReceiving):
    @pytest.fixture(autouse=True)
    def housed(self, tmp_path: Path) -> Iterator[None]:
        server = Pymap(tmp_path)
        server.up()
        self.house = server
        yield
        server.down()


class TestManualSending(SenderContract):
    fate: ClassVar[Fate] = Fate.ISSUED

    def sender(self) -> Sender:
        return ManualSender(Medium.WECHAT)

    def got(self) -> Sequence[str]:
        return []


class TestPostSending(SenderContract):
    @pytest.fixture(autouse=True)
    def post_office(self) -> None:
        self.post = Post()

    def sender(self) -> Sender:
        return self.post

    def got(self) -> Sequence[str]:
        return list(self.post.letters)


class TestPostReceiving(ReceiverContract):
    @pytest.fixture(autouse=True)
    def post_office(self) -> None:
        self.post = Post()

    def receiver(self, wake: Wake) -> Receiver:
        return self.post

    def arrive(self, text: str) -> None:
        self.post.arrive(text)
