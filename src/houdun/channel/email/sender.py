"""Sending by mail: each letter once, looked up in the Sent folder where nobody knows whether it went out."""

from __future__ import annotations

from typing import ClassVar, Final

from houdun.channel.email import smtp
from houdun.channel.email.compose import compose
from houdun.channel.email.imap import Box
from houdun.channel.email.settings import Copies, Settings
from houdun.channel.port import Delivery, Fate, Letter
from houdun.errors import HoudunError, UsageError
from houdun.facts.time import MINUTE, Millis
from houdun.language import Bilingual

SETTLING: Final[Millis] = 2 * MINUTE
"""A server that has taken a mail has filed its copy by then. Until then a copy that is not there says nothing."""


class Sender:
    """A `Sender` by SMTP. In virtual time it speaks to this machine alone: anything else is a UsageError.

    Where the provider files copies (`Copies.SERVER`), a letter in doubt that is not in the Sent folder after two minutes was not
    taken, and goes out again. Where we file them, it is for a person to find out.
    """

    kind: ClassVar[str] = "email"

    def __init__(self, settings: Settings, *, virtual: bool = False) -> None:
        if virtual:
            settings.check_local()
        self._settings, self._virtual = settings, virtual

    def send(self, letter: Letter, now: Millis, attempted_at: Millis | None = None) -> Delivery:
        mail = compose(letter, self._settings, now, virtual=self._virtual)
        if attempted_at is not None:
            known = self._look_up(letter.id, attempted_at, now)
            if known is not None:
                return known
        try:
            smtp.hand_over(self._settings.smtp, self._settings.address, letter.to, mail)
        except smtp.InDoubt:
            return Delivery(fate=Fate.PENDING, again_at=now + SETTLING)
        return Delivery(fate=Fate.SENT, at=now, trouble=self._file(mail, now))

    def _look_up(self, id: str, attempted_at: Millis, now: Millis) -> Delivery | None:
        """What became of an earlier try; None where it surely did not go out."""
        box = Box(self._settings.imap)
        try:
            found = box.newest_ids(box.sent_folder(self._settings.sent)).get(id)
        except UsageError:
            found = None
        finally:
            box.close()
        if found is not None:
            return Delivery(fate=Fate.SENT, at=attempted_at if self._virtual else found)
        if now < attempted_at + SETTLING:
            return Delivery(fate=Fate.PENDING, again_at=attempted_at + SETTLING, looked=True)
        return None if self._settings.copies is Copies.SERVER else Delivery(fate=Fate.UNKNOWN, looked=True)

    def _file(self, mail: bytes, now: Millis) -> Bilingual | None:
        """Files the copy, where that is ours to do. The letter is out: what fails here is told, not raised."""
        if self._settings.copies is Copies.SERVER:
            return None
        try:
            box = Box(self._settings.imap)
            try:
                box.file(box.sent_folder(self._settings.sent), mail, now)
            finally:
                box.close()
        except HoudunError as error:
            return Bilingual(
                f"已发出，但没有存入已发送：{error.problem.zh}", f"sent, but not filed under Sent: {error.problem.en}"
            )
        return None
