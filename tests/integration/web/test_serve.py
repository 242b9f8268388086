"""`houdun serve` as processes: it answers, and however it ends nothing is left of it."""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import pytest

from houdun import clock
from houdun.web import signs

PATIENCE: Final = 60.0
"""Seconds that a test waits at most."""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_it_answers_and_however_it_ends_its_port_and_its_worker_are_gone(
    fresh: Path, tmp_path: Path, end: signal.Signals
) -> None:
    shutil.copytree(fresh, tmp_path / "served")
    port = _free()
    command = [sys.executable, "-m", "houdun", "serve", "-w", str(tmp_path / "served"), "--port", str(port)]
    with subprocess.Popen(command, env=os.environ | {"HOUDUN_LANG": "en"}, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        _until(lambda: _answers(port))
        _until(lambda: signs.signs(tmp_path / "served", clock.now()).lives)
        process.send_signal(end)
        process.wait(PATIENCE)
        _until(lambda: not _answers(port))
        _until(lambda: not signs.signs(tmp_path / "served", clock.now()).lives)


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
