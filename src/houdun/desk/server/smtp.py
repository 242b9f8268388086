"""The customer's outgoing mail server: it takes mail to the support address, and in virtual time says what time it is."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from typing import Final

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from houdun.desk.server.desk import Desk
from houdun.facts.time import LATEST, Millis

LARGEST: Final = 32 * 1024 * 1024
"""Bytes of a mail that is taken."""
VERB: Final = "XVIRTUALTIME"

# The library tells of every stranger's mistake, and where nobody has set up logging, on stderr.
logging.getLogger("mail.log").addHandler(logging.NullHandler())
logging.getLogger("mail.log").propagate = False


class Door:
    """What is said at the door. Nobody but the account gets in, and nothing but mail to the support address.

    `heard` is called after each mail that was taken: something new may be due; `failed` with what is a bug of ours. `real_now` is
    None in virtual time.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        account: str,
        password: str,
        support: str,
        real_now: Callable[[], Millis] | None,
        heard: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._desk, self._support = desk, support.lower()
        self._account, self._password = account, password
        self._real_now, self._heard, self._failed = real_now, heard, failed

    def speaker(self) -> SMTP:
        """The protocol of one connection."""
        return _Speaker(
            self,
            hostname="localhost",
            ident="mail",
            data_size_limit=LARGEST,
            authenticator=self._authenticate,
            auth_require_tls=False,
        )

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return responses if self._real_now else [*responses[:-1], f"250-{VERB}", responses[-1]]

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        if address.lower() != self._account.lower():
            return "553 5.7.1 Not your address"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if address.lower() != self._support:
            return "550 5.1.1 No such user"
        if not envelope.rcpt_tos:
            envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        data = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            self._desk.take(data, self._real_now() if self._real_now else self._desk.now)
        except OSError:
            return "452 4.3.1 Insufficient system storage"
        self._heard()
        return "250 OK"

    async def handle_exception(self, error: Exception) -> str:
        self._failed(error)
        return "451 4.3.0 Local error, try again later"

    def time(self, session: Session, word: str) -> str:
        """The answer to the verb: the moment of the next act, `-` where there is none, once all that is due stands in the mailbox."""
        if self._real_now:
            return "502 5.5.1 This desk keeps real time"
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        if word == "?":
            return _moment(self._desk.next_due())
        if not (word.isascii() and word.isdigit() and len(word) < 15 and int(word) <= LATEST):
            return f"501 5.5.4 Syntax: {VERB} <ms since 1970> or ?"
        return _moment(self._desk.say_due(int(word)))

    def _authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        right = isinstance(data, LoginPassword) and all(
            [
                hmac.compare_digest(data.login, self._account.encode()),
                hmac.compare_digest(data.password, self._password.encode()),
            ]
        )
        return AuthResult(success=right, handled=False)


class _Speaker(SMTP):
    async def smtp_XVIRTUALTIME(self, arg: str | None) -> None:
        door, session = self.event_handler, self.session
        assert isinstance(door, Door)
        assert session is not None
        await self.push(door.time(session, (arg or "").strip()))


def _moment(at: Millis | None) -> str:
    return f"250 {'-' if at is None else at}"
