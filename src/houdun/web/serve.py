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


def serve(root: Path, *, host: str, port: int, origin: str, told: Callable[[str, str], None]) -> None:
    """Serves the workspace until SIGINT or SIGTERM. `told(address, welcome)` is called when it is up, `welcome` being the link that makes the
    owner's account, or empty. Raises UsageError for a host that is not loopback without a TLS proxy in front, OutsideError where the port is taken."""
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
        from houdun.web.accounts import inviting  # Django's models, once it is configured and settled

        link = inviting.first(clock.now())
    address = origin.rstrip("/") or f"http://{host}:{port}"
    told(address, f"{address}{link}" if link else "")
    with _worker(root):
        _web(root, host, port, origin)


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
