"""The contract of `Sender`: a channel's test inherits it, says how to make one, and adds its own."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from typing import ClassVar

import pytest

from houdun.channel.port import Attachment, Fate, Letter, Sender
from houdun.errors import HoudunError, OutsideError
from houdun.facts.time import HOUR, Millis
from houdun.testing.factories import MONDAY
from houdun.testing.mail_servers import PASSWORD

NOW: Millis = MONDAY


def letter(number: int = 1, **changes: object) -> Letter:
    """A question about drifting sound, with a log."""
    fields: dict[str, object] = {
        "id": f"q{number}@us.example",
        "tag": f"{4711 + number}",
        "to": "support@acme.example",
        "subject": "连麦二十分钟后音画不同步",
        "text": "房间 8801，推流 1080p30，20:40 起音频比画面快约 700 ms。\n\nRoom 8801, since 20:40.",
        "attachments": (Attachment("publisher.log", "text/plain", b"20:40:01 sent 30\n"),),
    }
    return Letter(**(fields | changes))  # type: ignore[arg-type]  # a test names fields of a Letter


class SenderContract:
    """Give `sender`, what the other side `got` (the ids of letters, in order), and one `to_nobody` (None where nobody has to be there)."""

    fate: ClassVar[Fate] = Fate.SENT
    """What a letter has met with after the first try."""

    def sender(self) -> Sender:
        raise NotImplementedError

    def got(self) -> Sequence[str]:
        raise NotImplementedError

    def to_nobody(self) -> Sender | None:
        return None

    def test_it_is_a_sender_that_says_its_kind(self) -> None:
        assert isinstance(self.sender(), Sender)
        assert self.sender().kind.isidentifier()

    def test_a_letter_goes_out_and_its_time_is_known_once_it_is_out(self) -> None:
        delivery = self.sender().send(letter(), NOW)
        assert delivery.fate is self.fate
        assert delivery.at == (NOW if self.fate is Fate.SENT else None)
        assert list(self.got()) == ([letter().id] if self.fate is Fate.SENT else [])

    def test_sent_again_after_a_crash_it_is_not_sent_twice(self) -> None:
        self.sender().send(letter(), NOW)
        for later in (1, HOUR):
            again = self.sender().send(letter(), NOW + later, attempted_at=NOW)
            assert again.fate is self.fate
        assert len(self.got()) == (1 if self.fate is Fate.SENT else 0)

    def test_letters_are_told_apart(self) -> None:
        sender = self.sender()
        for number in (1, 2, 3):
            assert sender.send(letter(number), NOW + number).fate is self.fate
        assert list(self.got()) == ([letter(number).id for number in (1, 2, 3)] if self.fate is Fate.SENT else [])

    def test_where_nobody_is_there_it_says_so_and_shows_no_password(self) -> None:
        sender = self.to_nobody()
        if sender is None:
            pytest.skip("nobody has to be there")
        with pytest.raises(OutsideError) as caught:
            sender.send(letter(), NOW)
        check_shown(caught.value, sender)


def check_shown(error: HoudunError, *holders: object) -> None:
    """An error a user can act on, and no password in anything that could be printed."""
    assert all((*error.problem, *error.mend, error.where))
    shown = [*traceback.format_exception(error), *(f"{each} {each!r}" for each in (error, *holders))]
    assert PASSWORD not in "".join(shown)
