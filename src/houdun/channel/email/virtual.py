"""Virtual time with a simulated desk on this machine: we say what time it is, and it says when it acts next."""

from __future__ import annotations

import smtplib
from typing import Final

from houdun.channel.email import smtp
from houdun.channel.email.settings import Settings
from houdun.errors import OutsideError, UsageError
from houdun.facts.time import Millis
from houdun.language import Bilingual

VERB: Final = "XVIRTUALTIME"


class Clock:
    """The clock of the desk behind a mailbox, over a connection that is kept and made anew once where it broke.

    Raises UsageError for a mailbox that is not on this machine, or a server that keeps real time; OutsideError where nobody is there, RefusedError
    where it says no.
    """

    def __init__(self, settings: Settings) -> None:
        settings.check_local()
        self._server = settings.smtp
        self._connection: smtplib.SMTP | None = None

    def next_due(self) -> Millis | None:
        """When the desk acts next, if nobody writes to it before; None where it has nothing to say."""
        return self._asked("?")

    def advance(self, to: Millis) -> Millis | None:
        """Time goes on to `to`: all that is due by then stands in the mailbox. Returns when the desk acts next. May be repeated."""
        return self._asked(str(to))

    def close(self) -> None:
        if self._connection is not None:
            smtp.leave(self._connection)
            self._connection = None

    def _asked(self, word: str) -> Millis | None:
        if self._connection is not None:
            try:
                return self._answer(self._connection, word)
            except OutsideError:
                self.close()
        return self._answer(self._open(), word)

    def _open(self) -> smtplib.SMTP:
        with smtp.told(self._server):
            self._connection = smtp.connected(self._server)
        if not self._connection.has_extn(VERB):
            self.close()
            raise self._real()
        return self._connection

    def _answer(self, connection: smtplib.SMTP, word: str) -> Millis | None:
        with smtp.told(self._server):
            code, answer = connection.docmd(VERB, word)
            if code != 250 or not (answer == b"-" or answer.isdigit()):
                raise smtplib.SMTPResponseException(code, answer)
        return None if answer == b"-" else int(answer)

    def _real(self) -> UsageError:
        return UsageError(
            Bilingual("这台邮件服务器走的是真实时间", "this mail server keeps real time"),
            Bilingual("请用 houdun desk --virtual 启动模拟服务台", "start the simulated desk by houdun desk --virtual"),
            where=self._server.where,
        )
