"""A desk keeps the contracts of sending and receiving with our real mailbox."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from houdun.channel.email.receiver import Receiver as MailReceiver
from houdun.channel.email.sender import Sender as MailSender
from houdun.channel.email.virtual import Clock
from houdun.channel.port import Incoming, Letter, Receiver, Sender
from houdun.channel.wake import Wake
from houdun.desk.server.ledger import Side
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND
from houdun.testing.contracts.receiver import ReceiverContract
from houdun.testing.contracts.sender import SenderContract, letter
from houdun.testing.factories import MONDAY
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


class TestADeskInVirtualTime:
    @pytest.fixture(autouse=True)
    def open(self, tmp_path: Path) -> Iterator[None]:
        with served(tmp_path, Parrot(warns_at=MONDAY + HOUR), virtual=True) as self.desk, Wake() as self.wake:
            yield

    def taken(self) -> list[Incoming]:
        with contextlib.closing(MailReceiver(self.desk.settings, self.wake, virtual=True)) as receiver:
            return list(receiver.new(""))

    def test_what_it_says_stands_at_its_virtual_moment_in_the_thread_that_it_answers(self) -> None:
        MailSender(self.desk.settings, virtual=True).send(letter(), MONDAY)
        with contextlib.closing(Clock(self.desk.settings)) as ours:
            assert ours.advance(MONDAY + MINUTE) == MONDAY + 10 * MINUTE
            assert ours.advance(MONDAY + DAY) is None
        acknowledged, answer, warning = self.taken()
        assert [each.at - MONDAY for each in (acknowledged, answer, warning)] == [3 * SECOND, 10 * MINUTE, HOUR]
        assert [each.written_at for each in (acknowledged, answer)] == [each.at for each in (acknowledged, answer)]
        assert (acknowledged.automatic, answer.automatic, warning.automatic) == ("reply:auto_submitted", "", "")
        assert acknowledged.answers[0] == answer.answers[0] == letter().id
        assert answer.text == f"答复第 1 封：{letter().text}\n附件：publisher.log"
        assert answer.tags[0] == letter().tag.casefold() != answer.tags[1] == acknowledged.tags[1]
        assert (warning.answers, warning.tags, warning.author) == ((), (), "Mai <support@acme.example>")

    def test_our_reply_goes_on_in_its_thread(self) -> None:
        sender = MailSender(self.desk.settings, virtual=True)
        sender.send(letter(), MONDAY)
        with contextlib.closing(Clock(self.desk.settings)) as ours:
            ours.advance(MONDAY + 10 * MINUTE)
            answer = self.taken()[1]
            sender.send(letter(2, tag=letter().tag, answers=(letter().id, answer.id), text="Tried: no change."), MONDAY + DAY)
            ours.advance(MONDAY + 2 * DAY)
        again = self.taken()[-1]
        assert again.text.startswith("答复第 2 封：Tried: no change.")
        assert (again.at, again.tags) == (MONDAY + DAY + 10 * MINUTE, answer.tags)
