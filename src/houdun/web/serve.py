"""`houdun serve`: brings the tables up to date, then web and worker, each a process of its own, until somebody ends them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from houdun import clock
from houdun.app.workspace import open_workspace
from houdun.errors import OutsideError, UsageError
from houdun.language import Bilingual
from houdun.web import project, wsgi

THREADS: Final = 8
PATIENCE: Final = 10.0
"""Seconds that web and worker have to end by themselves."""
AGAIN: Final = 3.0
"""Seconds between two looks at whether it still runs."""


def serve(root: Path, *, host: str, port: int, origin: str, told: Callable[[str, str], None], forgot: str = "") -> None:
    """Serves the workspace until SIGINT or SIGTERM. `told(address, link)` is called when it is up, `link` being the one that makes the
    owner's account or, for whom `forgot` names, sets a new password; else empty. Raises UsageError where nobody has that name, UsageError for a host that is not loopback without a TLS proxy in front, OutsideError where the port is taken."""
    if host not in project.LOCAL and not origin:
        raise UsageError(
            Bilingual(f"没有 TLS 时只能监听本机，不能是 {host}", f"without TLS only this machine is listened on, not {host}"),
            Bilingual("请在前面放 TLS 代理，并写 --origin https://…", "put a TLS proxy in front and give --origin https://…"),
            where="--host",
        )
    _check_free(host, port)
    with open_workspace(root) as space:
        project.settle(space, origin)
        project.migrate()
        way_in = link(forgot)
    address = origin.rstrip("/") or f"http://{host}:{port}"
    told(address, f"{address}{way_in}" if way_in else "")
    with _worker(root):
        _web(root, host, port, origin)


def link(forgot: str) -> str:
    """The path of the owner's first link, or of a new password's for whom `forgot` names; empty where there is none. Whoever may start this may also set a password anew: the database is his."""
    from houdun.web.accounts import inviting  # Django's models, once it is configured and settled
    from houdun.web.models import Account

    if not forgot:
        return inviting.first(clock.now()) or ""
    account = Account.objects.filter(name=forgot).first()
    if account is None:
        raise UsageError(
            Bilingual(f"没有名为「{forgot}」的账号", f"nobody here is called {forgot!r}"),
            Bilingual("请核对用户名", "check the name"),
            where="--forgot",
        )
    return inviting.renewal(account, clock.now())


def _web(root: Path, host: str, port: int, origin: str) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    os.environ[wsgi.WORKSPACE], os.environ[wsgi.ORIGIN] = str(root.resolve()), origin
    Server(
        "houdun.web.wsgi:application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        workers_kill_timeout=int(PATIENCE),
        log_level=LogLevels.error,
    ).serve()


@contextmanager
def _worker(root: Path) -> Iterator[None]:
    """The worker beside us, begun again where it dies; it also ends by itself when we are gone."""
    ending, running = threading.Event(), [_begun(root)]

    def keep() -> None:
        while not ending.wait(AGAIN):
            if running[0].poll() is not None:
                running[0] = _begun(root)

    keeping = threading.Thread(target=keep, daemon=True)
    keeping.start()
    try:
        yield
    finally:
        ending.set()
        keeping.join()
        _end(running[0])


def _begun(root: Path) -> subprocess.Popen[bytes]:
    """In a session of its own: a terminal's Ctrl-C is for us, and we tell it."""
    command = [sys.executable, "-m", "houdun.web.worker", str(root.resolve()), str(os.getpid())]
    return subprocess.Popen(command, start_new_session=True)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _check_free(host: str, port: int) -> None:
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise OutsideError(
                Bilingual(f"端口 {port} 用不了（{error.strerror}）", f"port {port} cannot be used ({error.strerror})"),
                Bilingual("请换一个端口：--port", "choose another with --port"),
                where=f"{host}:{port}",
            ) from error
