"""Mail servers on loopback, for tests: SMTP in, and three that speak IMAP (a real Dovecot, pymap in memory, pymap on a Maildir)."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import mailbox
import os
import pwd
import shutil
import signal
import ssl
import tempfile
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import imap_tools
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pymap.backend import maildir
from pymap.backend.dict import DictBackend
from pymap.frozen import frozendict
from pymap.imap import IMAPService
from pymap.interfaces.backend import BackendInterface
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

from houdun.channel.email.settings import Server, Settings, Tls
from houdun.keys import Secret
from houdun.media.servers.process import HOST, Process, free_port

USER, PASSWORD = "ops@us.example", "s3cr3t-K3y"
"""The one account of every server here."""


def account(smtp: int, imap: int, **changes: object) -> Settings:
    """The account's settings, for servers at these ports of loopback; a change is of a field of `Settings`."""
    secret = Secret("{key:MAIL}", {"HOUDUN_KEY_MAIL": PASSWORD})
    servers = [Server(host=HOST, port=port, tls=Tls.NONE, user=USER, password=secret) for port in (smtp, imap)]
    return dataclasses.replace(Settings(address=USER, name="Cora", smtp=servers[0], imap=servers[1]), **changes)  # type: ignore[arg-type]  # a test names fields


class MailHouse(Protocol):
    """A server with the one account."""

    port: int

    def deliver(self, mail: bytes, folder: str = "INBOX") -> None:
        """As mail from outside arrives."""


class Outlet:
    """An outgoing server. `taken` is (recipient, mail) of all it took; `then` is told of each (files a copy, delivers it). What is set on
    it makes the next mail fail: `answer` is what it says after the data; `dies` breaks the connection instead, the mail taken or not."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.then: Callable[[str, bytes], None] = lambda recipient, mail: None
        self.answer, self.refuses = "", ""
        self.dies: str | None = None
        self.port = 0

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.login == USER.encode() and data.password == PASSWORD.encode()
        return AuthResult(success=right, handled=False)

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer, dies = self.answer, self.dies
        self.answer, self.dies = "", None
        if answer:
            return answer
        if dies != "before taking it":
            mail = envelope.content if isinstance(envelope.content, bytes) else b""
            self.taken.append((envelope.rcpt_tos[0], mail))
            await asyncio.get_running_loop().run_in_executor(None, self.then, envelope.rcpt_tos[0], mail)
        if dies is not None and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "250 OK"


@contextlib.contextmanager
def outlet(
    tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None, largest: int = 32 * 1024 * 1024
) -> Iterator[Outlet]:
    """An outgoing server that listens; it takes mails of up to `largest` bytes."""
    made = Outlet()
    controller = Controller(
        made, hostname=HOST, port=free_port(), ssl_context=tls, tls_context=starttls, data_size_limit=largest,
        authenticator=made.authenticate, auth_require_tls=starttls is not None,
    )  # fmt: skip
    controller.start()
    made.port = controller.port
    try:
        yield made
    finally:
        controller.stop()


class Dovecot:
    """Debian's Dovecot with a configuration and a folder of its own, as the unprivileged user that Debian has for it where we are root."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="houdun-dovecot-"))
        self.port = free_port()
        self._process = Process("dovecot", self.folder)
        self._user = "dovecot" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name

    @staticmethod
    def program() -> str | None:
        """Debian keeps it where a user's PATH does not look."""
        return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")

    def up(self) -> None:
        root = os.getuid() == 0
        self.folder.chmod(0o755)
        self._mine(self.box)
        text = DOVECOT.format(
            folder=self.folder, port=self.port, user=self._user, password=PASSWORD,
            internal=self._user, login="dovenull" if root else self._user, chroot="" if root else "chroot =",
        )  # fmt: skip
        file = self.folder / "dovecot.conf"
        file.write_text(text, encoding="utf-8")
        self._process.start([self.program() or "dovecot", "-F", "-c", str(file)], {"imap": self.port})
        self.folder.chmod(0o755)

    def halt(self) -> None:
        """Kills it with all that it has started, in the middle of whatever they do; its mail stays."""
        record = json.loads((self.folder / "dovecot.json").read_text(encoding="utf-8"))
        os.killpg(record["pid"], signal.SIGKILL)
        self._process.stop()

    def down(self) -> None:
        """Ends it, and removes everything."""
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def box(self) -> Path:
        return self.folder / "mail" / USER

    def deliver(self, mail: bytes, folder: str = "INBOX") -> None:
        path = self.box if folder == "INBOX" else self.box / f".{folder}"
        self._mine(path)
        added = mailbox.Maildir(path, create=True).add(mail)
        self._mine(path / "new" / added)

    def empty(self) -> None:
        """An account as on its first day. Nobody may be connected."""
        shutil.rmtree(self.folder / "mail")
        self._mine(self.box)

    def rebuild(self) -> None:
        """Forgets every uid of the account, as a server does that was restored from a backup. Nobody may be connected."""
        uids = self.box / "dovecot-uidlist"
        validity = int(uids.read_text(encoding="utf-8").split()[1].removeprefix("V"))
        for file in self.box.glob("dovecot*"):
            file.unlink()
        uids.write_text(f"3 V{validity + 1} N1\n", encoding="utf-8")
        self._mine(self.box)

    def _mine(self, path: Path) -> None:
        """Made where it is missing, and Dovecot's."""
        for part in () if path.exists() and path.is_file() else (path, path / "new", path / "cur", path / "tmp"):
            part.mkdir(parents=True, exist_ok=True)
        if os.getuid() == 0:
            for each in (self.folder / "mail", self.box, path, *(path.iterdir() if path.is_dir() else ())):
                shutil.chown(each, self._user, self._user)


DOVECOT = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {internal}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
mailbox_idle_check_interval = 1 secs
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={user} home={folder}/mail/%u
}}
service imap-login {{
  {chroot}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  {chroot}
}}
namespace inbox {{
  inbox = yes
  mailbox Gesendet {{
    auto = create
    special_use = \\Sent
  }}
}}
"""


class Pymap:
    """pymap in a thread of this process: on a Maildir in `folder`, or in memory."""

    def __init__(self, folder: Path | None = None, certificate: Path | None = None) -> None:
        self.port = free_port()
        self._forget: Callable[[], None] = lambda: None
        self._folder, self._certificate = folder, certificate
        self._ready, self._thread = threading.Event(), threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)

    def up(self) -> None:
        self._thread.start()
        if not self._ready.wait(10):
            raise AssertionError("pymap did not start")

    def down(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    def empty(self) -> None:
        """An account as on its first day, in memory. Nobody may be connected."""
        self._forget()

    def deliver(self, mail: bytes, folder: str = "INBOX") -> None:
        # By IMAP even to a Maildir: of files put there since it last looked, pymap gives out the uids in no order.
        box = imap_tools.MailBoxUnencrypted(HOST, self.port).login(USER, PASSWORD)
        if not box.folder.exists(folder):
            box.folder.create(folder)
        box.append(mail, folder)
        box.logout()

    async def _run(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        pem = str(self._certificate) if self._certificate else None
        arguments = Namespace(
            host=HOST, port=self.port, tls=pem is not None, cert=pem, key=pem, proxy_protocol=None, inherited_sockets=None,
            debug=False, passlib_cfg=None, base_dir=str(self._folder), layout="++", colon=None, concurrency=2,
            demo_data=False, demo_user=USER, demo_password=PASSWORD,
        )  # fmt: skip
        # Real hashing takes a third of a second for every login.
        plain = Cleartext()
        backend: BackendInterface
        if self._folder is None:
            backend, memory = await DictBackend.init(arguments, hash_context=plain)
            self._forget = memory.set_cache.clear
        else:
            config = maildir.Config.from_args(arguments, hash_context=plain)
            backend = maildir.MaildirBackend(maildir.Login(config), config)
            self._folder.mkdir(exist_ok=True)
            account = UserMetadata(config, USER, password=PASSWORD, params=frozendict({"mailbox_path": "box"}))
            await maildir.Identity(config, backend.login.tokens, USER, None, {"admin"}).set(account)
        backend.config.apply_context()
        async with contextlib.AsyncExitStack() as stack:
            await backend.start(stack)
            await IMAPService(backend, backend.config).start(stack)
            self._ready.set()
            await self._over.wait()
