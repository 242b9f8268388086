"""A desk keeps the contracts of sending and receiving with our real mailbox."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from houdun.channel.email.receiver import Receiver as MailReceiver
from houdun.channel.email.sender import Sender as MailSender
from houdun.channel.port import Letter, Receiver, Sender
from houdun.channel.wake import Wake
from houdun.desk.server.ledger import Side
from houdun.testing.contracts.receiver import ReceiverContract
from houdun.testing.contracts.sender import SenderContract
from tests.desk_given import NOBODY, OFFICE, Echo, Parrot, Served, mailbox, served


class TestSendingToADesk(SenderContract):
    desk: Served

    @pytest.fixture(autouse=True)
    def open(self, tmp_path: Path) -> Iterator[None]:
        with served(tmp_path, Parrot()) as self.desk:
            yield

    def sender(self) -> Sender:
        return MailSender(self.desk.settings)

    def got(self) -> Sequence[str]:
        return [told.id for told in self.desk.told if told.side is Side.HEARD and not told.again]

    def to_nobody(self) -> Sender:
        return MailSender(mailbox(NOBODY))


class TestReceivingFromADesk(ReceiverContract):
    """The desk answers at once, with the words that it was written."""

    desk: Served
    number = 0

    @pytest.fixture(autouse=True)
    def open(self, tmp_path: Path) -> Iterator[None]:
        with served(tmp_path, Echo()) as self.desk:
            yield

    def receiver(self, wake: Wake) -> Receiver:
        return MailReceiver(self.desk.settings, wake)

    def arrive(self, text: str) -> None:
        self.number += 1
        letter = Letter(id=f"{self.number}@ourlive.example", tag="", to=OFFICE.support, subject="Sound", text=text)
        MailSender(self.desk.settings).send(letter, 0)
        assert len(self.desk.said(self.number)) == self.number

    def of_nobody(self, wake: Wake) -> Receiver:
        return MailReceiver(mailbox(NOBODY), wake)
