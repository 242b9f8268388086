"""A desk in a forked process that can be killed, by itself at a step or from outside at any moment."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from houdun.channel.email.settings import Settings
from houdun.desk.server import ledger, serving
from houdun.desk.server.imap import Mailbox
from houdun.desk.server.ledger import Entry
from houdun.desk.server.serving import Ports, Service
from tests.desk_given import mailbox

STEPS = 3
"""A mail is written beside its place, then put there, then shown in the customer's folder: killed after the nth of all these."""


@dataclass(frozen=True)
class Forked:
    pid: int
    settings: Settings

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


@contextlib.contextmanager
def forked(service: Service, folder: Path, dies_after: int | None = None) -> Iterator[Forked]:
    """Runs until the context is left, or it has died."""
    theirs, ours = os.pipe()
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            _child(service, folder, ours, dies_after)
        os._exit(1)
    os.close(ours)
    with open(theirs, encoding="ascii") as pipe:
        ports = Ports(**json.loads(pipe.readline()))
    desk = Forked(pid, mailbox(ports))
    try:
        yield desk
    finally:
        desk.kill()
        os.waitpid(pid, 0)


def _child(service: Service, folder: Path, pipe: int, dies_after: int | None) -> None:
    if dies_after is not None:
        _mine(dies_after)

    def ready(ports: Ports) -> None:
        os.write(pipe, json.dumps({"smtp": ports.smtp, "imap": ports.imap}).encode() + b"\n")

    async def work() -> None:
        await serving.serve(service, folder, ready, lambda told: None, asyncio.get_running_loop().create_future())

    asyncio.run(work())


def _mine(dies_after: int) -> None:
    """Counts the steps, and kills this process after the one that was named. Showing what was kept before counts as nothing."""
    steps = 0
    replace, put = os.replace, Mailbox.put

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == dies_after:
            os.kill(os.getpid(), signal.SIGKILL)

    def replacing(source: Path, target: Path) -> None:
        step()
        replace(source, target)
        step()

    def putting(self: Mailbox, entry: Entry) -> None:
        put(self, entry)
        if steps:
            step()

    ledger.os.replace = replacing  # type: ignore[attr-defined]  # this process dies before anybody else could mind
    Mailbox.put = putting  # type: ignore[method-assign]  # the same
