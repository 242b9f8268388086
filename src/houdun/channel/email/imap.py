"""One logged-in connection to a mailbox. What is read is never marked as read, and nothing is ever deleted."""

from __future__ import annotations

import contextlib
import datetime as dt
import imaplib
import re
import ssl
from collections.abc import Iterator
from typing import Final, NamedTuple

import imap_tools
from imap_tools.errors import ImapToolsError, UnexpectedCommandStatusError

from houdun.channel.email import headers, said
from houdun.channel.email.settings import Server, Tls
from houdun.channel.wake import Wake
from houdun.errors import HoudunError, UsageError
from houdun.facts.time import Millis, from_millis, to_millis
from houdun.language import Bilingual

PATIENCE: Final = 30.0
"""Seconds until a silent server counts as gone."""
LATEST: Final = 300
"""So many of the newest mails of the Sent folder are looked through for one."""

_UID: Final = re.compile(rb"\bUID (\d+)")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE: Final = re.compile(rb'\bINTERNALDATE "([^"]+)"')
_NUMBER: Final = re.compile(rb"\d+")


class State(NamedTuple):
    """A folder as it stands: while `validity` stays, a uid means the same mail for ever, and new ones get `next` and more."""

    validity: int
    next: int
    mails: int


class Arrival(NamedTuple):
    """A mail in a folder: when the server took it (whole seconds), and its size in bytes."""

    uid: int
    at: Millis
    size: int


class Box:
    """Opening it connects and logs in.

    Everything raises OutsideError where the server is gone or busy, RefusedError where it says no, UsageError for a folder that is not there.
    """

    def __init__(self, server: Server) -> None:
        self._where = server.where
        with self._told(), contextlib.ExitStack() as stack:
            self._box = _connected(server)
            stack.callback(self.close)
            self._log_in(server)
            self._capabilities = _one_line(self._box.client.capability()).upper().split()
            if "ID" in self._capabilities:
                # NetEase opens no folder to a client that has not said its name.
                self._box.client.xatom("ID", '("name" "mail client" "version" "1.0")')
            stack.pop_all()

    def _log_in(self, server: Server) -> None:
        password = server.password.filled()
        try:
            if (server.user + password).isascii():
                self._box.login(server.user, password, initial_folder=None)
            else:
                self._box.login_utf8(server.user, password, initial_folder=None)
        except imaplib.IMAP4.abort:
            raise
        except (imaplib.IMAP4.error, UnexpectedCommandStatusError) as error:
            answer = _answer(error)
            wrong = said.busy if said.is_for_now(answer) else said.wrong_password
            raise wrong(answer, self._where) from None

    def examine(self, folder: str) -> State:
        """Opens a folder for reading."""
        with self._told(folder):
            self._box.folder.set(folder, readonly=True)
            validity, following, count = (self._number(name) for name in ("UIDVALIDITY", "UIDNEXT", "EXISTS"))
        return State(validity, following, count)

    def _number(self, name: str) -> int:
        found = _NUMBER.search(_one_line(self._box.client.response(name)).encode())
        return int(found[0]) if found else 0

    def arrivals(self, after: int) -> list[Arrival]:
        """What the open folder holds behind that uid, in order."""
        with self._told():
            found = [_arrival(line) for line in self._fetched("UID", f"{after + 1}:*", "(UID INTERNALDATE RFC822.SIZE)")]
        return sorted({each for each in found if each is not None and each.uid > after})

    def read(self, uid: int, largest: int) -> bytes | None:
        """The first `largest` bytes of a mail; None where it is gone by now."""
        with self._told():
            for item in self._fetched("UID", str(uid), f"(UID BODY.PEEK[]<0.{largest}>)"):
                if isinstance(item, tuple) and b"BODY[" in item[0].upper():
                    return bytes(item[1])
        return None

    def newest_ids(self, folder: str) -> dict[str, Millis]:
        """When the server took each of the newest mails of a folder, by Message-ID."""
        count = self.examine(folder).mails
        if not count:
            return {}
        with self._told(folder):
            span = f"{max(1, count - LATEST + 1)}:*"
            items = self._fetched("", span, "(UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")
        return {id: at for line in items for id, at in _dated_ids(line)}

    def sent_folder(self, named: str) -> str:
        """The folder of what was sent: the one named, else the one that the server marks, else "Sent"."""
        if named:
            return named
        with self._told():
            folders = self._box.folder.list()
        return next((each.name for each in folders if "\\sent" in [flag.lower() for flag in each.flags]), "Sent")

    def file(self, folder: str, mail: bytes, at: Millis) -> None:
        """Puts a mail into a folder, as read; makes the folder where it is not there."""
        with self._told(folder):
            if not self._box.folder.exists(folder):
                self._box.folder.create(folder)
            self._box.append(mail, folder, from_millis(at), ("\\Seen",))

    @property
    def can_idle(self) -> bool:
        return "IDLE" in self._capabilities

    def idle(self, seconds: float, wake: Wake) -> None:
        """Returns when the server tells of a change in the open folder, when woken, or after so many seconds."""
        with self._told():
            self._box.idle.start()  # type: ignore[no-untyped-call]  # imap-tools gives it no types
            if not self._has_more():
                wake.wait(seconds, self._box.client.sock)
            self._box.idle.stop()  # type: ignore[no-untyped-call]  # the same

    def _has_more(self) -> bool:
        """Whether something was read from the socket that nobody has looked at: then the socket itself would stay silent."""
        sock = self._box.client.sock
        sock.settimeout(0)
        try:
            return bool(self._box.client.file.peek(1))  # type: ignore[union-attr]  # a BufferedReader, made by makefile("rb")
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            sock.settimeout(PATIENCE)

    def _fetched(self, kind: str, which: str, parts: str) -> list[bytes | tuple[bytes, bytes]]:
        client = self._box.client
        status, items = client.uid("FETCH", which, parts) if kind else client.fetch(which, parts)
        if status != "OK":
            raise imaplib.IMAP4.error(_one_line((status, items)))
        return [item for item in items if item]

    @contextlib.contextmanager
    def _told(self, folder: str = "") -> Iterator[None]:
        """What goes wrong inside, as one of our errors."""
        try:
            yield
        except (imaplib.IMAP4.abort, OSError, EOFError) as error:
            raise said.gone(error, self._where) from None
        except (imaplib.IMAP4.error, ImapToolsError) as error:
            raise self._no(_answer(error), folder) from None

    def _no(self, answer: str, folder: str) -> HoudunError:
        if folder and re.search(
            r"\[(?:NONEXISTENT|TRYCREATE)\]|(?:doesn'?t|does not|not) exist|no such|unknown mailbox", answer, re.IGNORECASE
        ):
            return UsageError(
                Bilingual(f"邮箱里没有名为 {said.words(folder)} 的文件夹", f"the mailbox has no folder {said.words(folder)}"),
                Bilingual("请核对 folders 与 sent", "check folders and sent"),
                where=self._where,
            )
        return said.busy(answer, self._where)

    def close(self) -> None:
        """Leaves, without waiting for a server that is gone."""
        with contextlib.suppress(imaplib.IMAP4.error, OSError, ImapToolsError):
            self._box.client.sock.settimeout(1.0)
            self._box.client.logout()
        _cut_off(self._box)


def _connected(server: Server) -> imap_tools.BaseMailBox:
    if server.tls is Tls.TLS:
        return imap_tools.MailBox(server.host, server.port, timeout=PATIENCE, ssl_context=server.context())
    box = imap_tools.MailBoxUnencrypted(server.host, server.port, timeout=PATIENCE)
    if server.tls is Tls.STARTTLS:
        with contextlib.ExitStack() as stack:
            stack.callback(_cut_off, box)
            if "STARTTLS" not in box.client.capabilities:
                raise said.untrusted("no STARTTLS", server.where)
            box.client.starttls(server.context())
            stack.pop_all()
    return box


def _cut_off(box: imap_tools.BaseMailBox) -> None:
    with contextlib.suppress(OSError):
        box.client.shutdown()


def _answer(error: Exception) -> str:
    """The server's words in an exception of the libraries."""
    if isinstance(error, UnexpectedCommandStatusError):
        return _one_line(error.command_result)
    return str(error.args[0]) if error.args else ""


def _one_line(answer: tuple[str, object]) -> str:
    """The data of a response as text."""
    data = answer[1] if isinstance(answer[1], list) else [answer[1]]
    return " ".join(each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each) for each in data if each)


def _head(item: bytes | tuple[bytes, bytes]) -> bytes:
    return item[0] if isinstance(item, tuple) else item


def _moment(line: bytes) -> Millis:
    found = _DATE.search(line)
    if not found:
        return 0
    try:
        return to_millis(dt.datetime.strptime(found[1].decode("ascii", "replace").strip(), "%d-%b-%Y %H:%M:%S %z"))
    except ValueError:
        return 0


def _arrival(item: bytes | tuple[bytes, bytes]) -> Arrival | None:
    line = _head(item)
    uid, size = _UID.search(line), _SIZE.search(line)
    return Arrival(int(uid[1]), _moment(line), int(size[1]) if size else 0) if uid else None


def _dated_ids(item: bytes | tuple[bytes, bytes]) -> Iterator[tuple[str, Millis]]:
    if isinstance(item, tuple):
        for id in headers.ids(item[1].decode("latin-1").partition(":")[2]):
            yield id, _moment(item[0])
