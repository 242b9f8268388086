"""Trials for tests: a plan for simulated desks that run, with three quick questions of which none is shown; a run that is left again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from houdun.desk.server.house import Neighbour
from houdun.keys import ENVIRONMENT
from tests.acceptance.conftest import Shell

ROOT = Path(__file__).parents[2]
NONE: Mapping[str, str] = MappingProxyType({})
HEAD = """
[trial]
name = "rehearsal"
language = "en"
start = 2026-12-01
days = 3
blocks = 3
questions = ["which_region", "keeping_recordings", "before_a_release"]

[strata]
day = 1

[claim]
horizon_hours = 12
"""
VENDOR = """
[[vendors]]
name = "{persona}"
to = "{support}"

[vendors.mailbox]
address = "{customer}"
password = "{{key:DESK}}"
copies = "server"
smtp = {{ host = "{host}", port = {smtp}, tls = "{tls}" }}
imap = {{ host = "{host}", port = {imap}, tls = "{tls}" }}
"""


def write_plan(path: Path, desks: Sequence[Neighbour], *, head: str = HEAD, host: str = "127.0.0.1") -> Path:
    tls = "none" if host == "127.0.0.1" else "tls"
    vendors = (
        VENDOR.format(
            persona=desk.persona, support=desk.support, customer=desk.customer, smtp=desk.smtp, imap=desk.imap, host=host, tls=tls
        )
        for desk in desks
    )
    path.write_text(head + "".join(vendors), encoding="utf-8")
    return path


def keys(desks: Sequence[Neighbour]) -> dict[str, str]:
    return {f"{ENVIRONMENT}DESK": desks[0].password.filled()}


def left(
    houdun: Shell, *words: str | Path, after: str = "questions begun", module: str = "houdun", env: Mapping[str, str] = NONE
) -> str:
    """Runs `houdun`, ends it by Ctrl-C when it has said that its trial goes on, or what else is waited for, and returns all that it said."""
    environment = (
        os.environ
        | {
            "HOUDUN_LANG": "en",
            "NO_COLOR": "1",
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT))),
        }
        | dict(env)
    )
    command = [sys.executable, "-m", module, *map(str, words)]
    with subprocess.Popen(
        command, cwd=houdun.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        said = ""
        while after not in said:
            line = running.stdout.readline()
            assert line, said + (running.stderr.read() if running.stderr else "")
            said += line
        running.send_signal(signal.SIGINT)
        rest, errors = running.communicate(timeout=30)
    assert running.returncode in (0, 130), errors
    return said + rest
