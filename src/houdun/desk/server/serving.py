"""A desk in its loop: two sockets, and in real time a timer. Ended by SIGTERM, Ctrl-C, or the end of whoever started it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import signal
import sys
import tempfile
from asyncio import Event, Future
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, TypeAlias

from houdun import clock
from houdun.desk.server.desk import Desk, Tell
from houdun.desk.server.imap import Mailbox
from houdun.desk.server.ledger import Ledger
from houdun.desk.server.office import Office
from houdun.desk.server.smtp import Door
from houdun.desk.turn import Mind
from houdun.errors import OutsideError
from houdun.facts.time import Millis
from houdun.keys import Secret
from houdun.language import Bilingual

HOST: Final = "127.0.0.1"
LONGEST: Final = 5.0
"""Seconds between two looks at the clock: it may be set, and the machine may have slept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """0 is any free one."""

    smtp: int
    imap: int


Ready: TypeAlias = Callable[[Ports], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A desk that can be opened. Without a `folder` it forgets everything at its end. `attached`: it ends when its standard input does."""

    office: Office
    mind: Mind
    password: Secret
    ports: Ports
    folder: Path | None = None
    virtual: bool = False
    attached: bool = False

    def announced(self, ports: Ports) -> str:
        """Where it can be reached, as a line of JSON."""
        return json.dumps({**asdict(ports), "support": self.office.support, "customer": self.office.customer})


def run(service: Service, ready: Ready, tell: Tell) -> None:
    """Serves until SIGTERM or Ctrl-C. `ready` is told the ports once both answer. Raises UsageError (folder, password), OutsideError (a port is taken)."""
    with _folder(service.folder) as folder:
        asyncio.run(_until_ended(service, folder, ready, tell))


async def serve(service: Service, folder: Path, ready: Ready, tell: Tell, over: Future[None]) -> None:
    """Serves until `over` is done; what it fails with is raised."""
    password, account = service.password.filled(), service.office.customer
    with contextlib.closing(Ledger(folder, clock.now())) as ledger:
        mailbox = Mailbox(account, password, ledger.born)
        desk = Desk(service.office, service.mind, ledger, mailbox.put, tell, virtual=service.virtual)
        news = Event()
        door = Door(
            desk, account=account, password=password, support=service.office.support,
            real_now=None if service.virtual else clock.now, heard=news.set,
            failed=lambda error: _end(over, error),
        )  # fmt: skip
        async with contextlib.AsyncExitStack() as stack:
            with _listening():
                imap = await stack.enter_async_context(await mailbox.listen(HOST, service.ports.imap))
                smtp = await asyncio.get_running_loop().create_server(door.speaker, HOST, service.ports.smtp)
                await stack.enter_async_context(smtp)
            ready(Ports(smtp=_port(smtp), imap=_port(imap)))
            if not service.virtual:
                await _keep_time(desk, news, over)
            await over


async def _keep_time(desk: Desk, news: Event, over: Future[None]) -> None:
    """Says what is due, as it falls due."""
    while not over.done():
        news.clear()
        due = desk.say_due(clock.now())
        waiting = asyncio.create_task(news.wait())
        await asyncio.wait((waiting, over), timeout=_seconds_until(due), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()


def _end(over: Future[None], error: Exception | None = None) -> None:
    if not over.done():
        over.set_result(None) if error is None else over.set_exception(error)


def _seconds_until(due: Millis | None) -> float:
    return LONGEST if due is None else min(LONGEST, max(0.0, (due - clock.now()) / 1000))


async def _until_ended(service: Service, folder: Path, ready: Ready, tell: Tell) -> None:
    loop = asyncio.get_running_loop()
    over: Future[None] = loop.create_future()
    # A connection that talks nonsense ends; it is no news to whoever watches.
    loop.set_exception_handler(lambda loop, context: None)
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, _end, over)
    if service.attached:
        _end_with_input(loop, over)
    await serve(service, folder, ready, tell, over)


def _end_with_input(loop: asyncio.AbstractEventLoop, over: Future[None]) -> None:
    """Whoever started us holds the other end: even killed, it lets go of it."""
    try:
        loop.add_reader(sys.stdin, _end, over)
    except PermissionError:
        # A file or /dev/null: nothing that could go on.
        _end(over)


@contextlib.contextmanager
def _folder(named: Path | None) -> Iterator[Path]:
    if named is not None:
        yield named
        return
    made = Path(tempfile.mkdtemp(prefix="houdun-desk-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def _listening() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutsideError(
            Bilingual(f"端口无法监听（{error.strerror}）", f"the port cannot be listened on ({error.strerror})"),
            Bilingual("请换一个端口，0 为任意空闲端口", "choose another; 0 is any free one"),
            where="--smtp, --imap",
        ) from error


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])
