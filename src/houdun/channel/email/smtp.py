"""Handing one mail to the outgoing server, and knowing what became of it."""

from __future__ import annotations

import contextlib
import smtplib
from collections.abc import Iterator
from typing import Final

from houdun.channel.email import said
from houdun.channel.email.settings import Server, Tls
from houdun.errors import HoudunError

PATIENCE: Final = 60.0
"""Seconds until a silent server counts as gone."""


class InDoubt(Exception):
    """The connection broke between the last byte of the mail and the server's answer to it: it may have been taken."""


def hand_over(server: Server, sender: str, recipient: str, mail: bytes) -> None:
    """Returns where the server took the mail. Raises InDoubt; and where it surely did not take it OutsideError (nobody there, or not
    now) or RefusedError (wrong password, no TLS, no such recipient, too large, the mailbox there full)."""
    with _session(server) as smtp:
        limit = smtp.esmtp_features.get("size", "")
        if limit.isdigit() and 0 < int(limit) < len(mail):
            raise said.refused(f"SIZE {limit}", server.where)
        for code, answer in (
            smtp.mail(sender, [f"SIZE={len(mail)}"] if "size" in smtp.esmtp_features else []),
            smtp.rcpt(recipient),
        ):
            if not 200 <= code < 300:
                raise _no(code, answer, server.where)
        try:
            code, answer = smtp.data(mail)
        except smtplib.SMTPDataError as error:
            raise _no(error.smtp_code, error.smtp_error, server.where) from None
        except (OSError, smtplib.SMTPException):
            raise InDoubt from None
        if code != 250:
            raise _no(code, answer, server.where)


@contextlib.contextmanager
def _session(server: Server) -> Iterator[smtplib.SMTP]:
    """A connection for one mail, greeted, encrypted and logged in."""
    with told(server), contextlib.ExitStack() as stack:
        smtp = connected(server)
        stack.callback(leave, smtp)
        yield smtp


@contextlib.contextmanager
def told(server: Server) -> Iterator[None]:
    """What goes wrong inside, as one of our errors."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        no = said.wrong_password if 500 <= error.smtp_code < 600 else said.busy
        raise no(error.smtp_error, server.where) from None
    except smtplib.SMTPResponseException as error:
        raise _no(error.smtp_code, error.smtp_error, server.where) from None
    except smtplib.SMTPServerDisconnected as error:
        raise said.gone(error, server.where) from None
    except smtplib.SMTPException as error:
        raise said.refused(str(error), server.where) from None
    except OSError as error:
        raise said.gone(error, server.where) from None
    except UnicodeError:
        raise said.wrong_password("non-ASCII", server.where) from None


def connected(server: Server) -> smtplib.SMTP:
    """A connection, greeted, encrypted and logged in. What it raises is told by `told`."""
    with contextlib.ExitStack() as stack:
        if server.tls is Tls.TLS:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=server.context())
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        stack.callback(leave, smtp)
        _secured(smtp, server)
        stack.pop_all()
    return smtp


def leave(smtp: smtplib.SMTP) -> None:
    """Takes leave, whether or not anybody is still there."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        smtp.quit()
    smtp.close()


def _secured(smtp: smtplib.SMTP, server: Server) -> None:
    smtp.ehlo_or_helo_if_needed()
    if server.tls is Tls.STARTTLS:
        if not smtp.has_extn("starttls"):
            raise said.untrusted("no STARTTLS", server.where)
        smtp.starttls(context=server.context())
        smtp.ehlo()
    if server.user:
        smtp.login(server.user, server.password.filled())


def _no(code: int, answer: bytes | str, where: str) -> HoudunError:
    """5xx is for good (RFC 5321, 4.2.1); 4xx is for now, and so is what makes no sense."""
    kind = said.refused if 500 <= code < 600 else said.busy
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return kind(f"{code} {text}", where)
