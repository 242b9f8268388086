"""`houdun serve` as processes: it answers, and however it ends nothing is left of it."""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import pytest

from houdun import clock
from houdun.app.workspace import Workspace
from houdun.errors import UsageError
from houdun.web import serve, signs
from houdun.web.models import Account
from houdun.web.roles import Role
from tests.integration.web.conftest import AT, PASSWORD, As

PATIENCE: Final = 60.0
"""Seconds that a test waits at most."""


@pytest.fixture
def served(fresh: Path, tmp_path: Path) -> Path:
    shutil.copytree(fresh, tmp_path / "served")
    return tmp_path / "served"


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_it_answers_and_however_it_ends_its_port_and_its_worker_are_gone(served: Path, end: signal.Signals) -> None:
    port = _free()
    with _serving(served, port) as process:
        process.send_signal(end)
        process.wait(PATIENCE)
        _until(lambda: not _answers(port))
        _until(lambda: not _works(served))


def test_a_worker_that_dies_is_begun_again(served: Path) -> None:
    with _serving(served, _free()) as process:
        (worker,) = _children(process.pid, "houdun.web.worker")
        os.kill(worker, signal.SIGKILL)
        _until(lambda: _children(process.pid, "houdun.web.worker") not in ([], [worker]) and _works(served))


@contextmanager
def _serving(served: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """`houdun serve`, when it answers and its worker works."""
    command = [sys.executable, "-m", "houdun", "serve", "-w", str(served), "--port", str(port)]
    with subprocess.Popen(command, env=os.environ | {"HOUDUN_LANG": "en"}, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert f"http://127.0.0.1:{port}" in process.stdout.readline()
            _until(lambda: _answers(port) and _works(served))
            yield process
        finally:
            process.kill()


def _children(parent: int, words: str) -> list[int]:
    """The children of that process in whose command these words stand."""
    found = [pid for each in Path(f"/proc/{parent}/task").glob("*/children") for pid in each.read_text(encoding="utf-8").split()]
    return [int(pid) for pid in found if words in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")]


def _works(served: Path) -> bool:
    return signs.signs(served, clock.now()).lives


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/sign-in")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _until(so: Callable[[], bool]) -> None:
    end = clock.steady() + PATIENCE
    while not so():
        assert clock.steady() < end, "it does not come"
        select.select([], [], [], 0.1)


def test_who_may_start_it_may_set_a_password_anew(space: Workspace, visit: As) -> None:
    Account.objects.made("li", PASSWORD, Role.OWNER, AT)
    link = serve.link("li")
    new = {"password": "another long password", "again": "another long password"}
    assert visit(None).post(link, new).status_code == HTTPStatus.FOUND
    assert visit(None).post("/sign-in", {"name": "li", "password": PASSWORD}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert visit(None).post("/sign-in", {"name": "li", "password": new["password"]}).status_code == HTTPStatus.FOUND


def test_nobody_of_that_name_gets_no_link(space: Workspace) -> None:
    with pytest.raises(UsageError, match="nobody here is called 'li'"):
        serve.link("li")
