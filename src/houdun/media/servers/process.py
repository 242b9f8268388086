"""A server process of ours: started on loopback, outliving whoever started it, found again by a file, ended by its own pid and no other."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from houdun import clock
from houdun.errors import OutsideError
from houdun.language import Bilingual

HOST = "127.0.0.1"
STARTING, STOPPING = 10.0, 3.0
"""Seconds that a process gets to answer, and to end by itself."""
STEP = 0.02
LAST_WORDS = 300
LISTEN = "0A"
"""The state of a socket in the kernel's table."""
ATTEMPTS = 3


class State(StrEnum):
    UP = "up"
    DOWN = "down"
    MISSING = "missing"
    """Not installed here."""


class Server(Protocol):
    """A media server that can be started on this machine. `up` raises UsageError for what is not installed, OutsideError for what does not start;
    it does nothing where the server is up, nor does `down` where it is down."""

    name: str

    def urls(self) -> Mapping[str, str]:
        """Addresses by use (`publish rtmp`, `play hls` …) with `{name}` for the stream's name; empty while it is down."""

    def up(self) -> None: ...

    def down(self) -> None: ...

    def status(self) -> State: ...


class PortTaken(OutsideError):
    """A port that was free when it was chosen has another process's server."""


class Process:
    """One process, known by the file `folder/name.json`: pid, the moment of its start as the kernel counts it, and ports by use."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self._file = folder / f"{name}.json"
        self.log = folder / f"{name}.log"

    def ports(self) -> Mapping[str, int]:
        """The ports of the running process; empty while there is none."""
        record = self._read()
        return record.ports if record is not None else {}

    def running(self) -> bool:
        return self._read() is not None

    def start(self, command: Sequence[str], ports: Mapping[str, int], environment: Mapping[str, str] = os.environ) -> None:
        """Starts it, and waits until it listens at every port. Raises PortTaken where another process does, OutsideError with its last words where
        nobody does in time."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.log.unlink(missing_ok=True)
        streams = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(self.log), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ]
        pid = os.posix_spawnp(command[0], list(command), dict(environment), file_actions=streams, setsid=True)
        self._file.write_text(json.dumps({"pid": pid, "born": born(pid), "ports": dict(ports)}), encoding="utf-8")
        deadline = clock.steady() + STARTING
        while not all(listens(pid, port) for port in ports.values()):
            others = [port for port in ports.values() if answers(port) and not listens(pid, port)]
            if others or not self.running() or clock.steady() > deadline:
                raise self._failed(others)
            time.sleep(STEP)  # another program starts: nothing tells when it listens

    def _failed(self, others: Sequence[int]) -> OutsideError:
        """Ends what did not start. `others` are ports at which another process answers."""
        words = self._last_words()
        self.stop()
        return (PortTaken if others else OutsideError)(
            Bilingual(f"{self.name} 没有启动起来（{words}）", f"{self.name} did not start ({words})"),
            Bilingual("请查看日志，再试一次", "read its log, then try again"),
            where=str(self.log),
        )

    def stop(self) -> None:
        """Ends it: asked at first, forced after three seconds."""
        record = self._read()
        if record is not None:
            for sign in (signal.SIGTERM, signal.SIGKILL):
                self._end(record.pid, sign)
        self._file.unlink(missing_ok=True)

    def _end(self, pid: int, sign: signal.Signals) -> None:
        deadline = clock.steady() + STOPPING
        if self.running():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)
        while self.running() and clock.steady() < deadline:
            time.sleep(STEP)  # it may be another terminal's child: nobody but the table of processes tells of its end

    def _read(self) -> _Record | None:
        """What is known of the process, if it is alive: a pid that was given to another process since is not it."""
        try:
            raw = json.loads(self._file.read_text(encoding="utf-8"))
            record = _Record(int(raw["pid"]), str(raw["born"]), {str(use): int(port) for use, port in raw["ports"].items()})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        with contextlib.suppress(ChildProcessError):
            os.waitpid(record.pid, os.WNOHANG)
        return record if record.born and born(record.pid) == record.born else None

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            return " ".join(self.log.read_text(encoding="utf-8", errors="replace").split())[-LAST_WORDS:]
        return ""


@dataclass(frozen=True, slots=True)
class _Record:
    pid: int
    born: str
    ports: Mapping[str, int]


def born(pid: int) -> str:
    """When a process was started, in the kernel's ticks since boot; "" where there is none, or only its remains."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]


def answers(port: int) -> bool:
    """Does somebody listen there?"""
    with socket.socket() as trial:
        trial.settimeout(1.0)
        return trial.connect_ex((HOST, port)) == 0


def listens(pid: int, port: int) -> bool:
    """Is it that process that listens there? (`/proc/net/tcp`, and the process's own descriptors.)"""
    here = f"0100007F:{port:04X}"
    with contextlib.suppress(OSError):
        rows = (line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:])
        sockets = {f"socket:[{row[9]}]" for row in rows if row[1] == here and row[3] == LISTEN}
        return any(os.readlink(file) in sockets for file in Path(f"/proc/{pid}/fd").iterdir())
    return False


def on_free_ports(wished: Mapping[str, int], start: Callable[[Mapping[str, int]], None]) -> None:
    """Calls `start` with free ports by use, the wished ones where they are free. Between choosing and binding another process may take one: then
    others are chosen, so many times. Raises what `start` raised at last."""
    for last in (*[False] * (ATTEMPTS - 1), True):
        try:
            start({use: free_port(port) for use, port in wished.items()})
            return
        except PortTaken:
            if last:
                raise


def free_port(wished: int = 0) -> int:
    """The wished port where it is free on loopback, else one that is."""
    for port in (wished, 0):
        with socket.socket() as trial, contextlib.suppress(OSError):
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((HOST, port))
            return int(trial.getsockname()[1])
    raise AssertionError("the system always has a free port")
