"""Debian's Janus with our gateway in front: a real SFU on this machine, reached by WHIP and WHEP."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from houdun import clock
from houdun.errors import OutsideError
from houdun.language import Bilingual
from houdun.media.servers import janus_config

PROGRAM = Path("/usr/bin/janus")
STARTING, STOPPING = 10.0, 3.0
"""Seconds that a process gets until it answers, and until it has ended."""
MEDIA_PORTS = 400


class JanusServer:
    """Two processes that live between `up` and `down`; `run` is the folder of their configuration and logs."""

    name = "janus"

    def __init__(self, run: Path) -> None:
        self._run = run
        self._processes: list[subprocess.Popen[bytes]] = []
        self._port = 0

    @staticmethod
    def installed() -> bool:
        return PROGRAM.exists() and modules() is not None

    def urls(self) -> Mapping[str, str]:
        """Addresses of a stream; another stream has another last part."""
        return {
            "publish": f"whip://127.0.0.1:{self._port}/whip/live/host",
            "play": f"whep://127.0.0.1:{self._port}/whep/live/host",
        }

    def up(self) -> None:
        """Raises OutsideError where Janus is not installed or does not come up."""
        found = modules()
        if found is None or not PROGRAM.exists():
            raise OutsideError(
                Bilingual("没有安装 Janus", "Janus is not installed"),
                Bilingual("执行 apt-get install janus", "run apt-get install janus"),
            )
        api, first, self._port = free_port(), free_port(), free_port()
        first = min(first, 65_000 - MEDIA_PORTS)
        conf = janus_config.write(self._run, found, api, range(first, first + MEDIA_PORTS))
        try:
            self._start([str(PROGRAM), "-F", str(conf), "-C", str(conf / "janus.jcfg")], "janus.log", api)
            gateway = [sys.executable, "-m", "houdun.media.servers.gateway"]
            self._start(
                [*gateway, "--port", str(self._port), "--janus", f"http://127.0.0.1:{api}/janus"], "gateway.log", self._port
            )
        except BaseException:
            self.down()
            raise

    def down(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()

    def status(self) -> bool:
        """Do both processes run?"""
        return len(self._processes) == 2 and all(process.poll() is None for process in self._processes)

    def _start(self, command: Sequence[str], log: str, port: int) -> None:
        with (self._run / log).open("wb") as out:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            )
        self._processes.append(process)
        deadline, pause = clock.steady() + STARTING, threading.Event()
        while not answers(port):
            if process.poll() is not None or clock.steady() > deadline:
                raise OutsideError(
                    Bilingual(f"{command[0]} 没有启动成功", f"{command[0]} did not come up"),
                    Bilingual("请看它的日志", "see its log"),
                    where=str(self._run / log),
                )
            pause.wait(0.02)


def modules() -> Path | None:
    """Janus's folder of plugins and transports, where Debian puts it for this machine's architecture."""
    return next(iter(sorted(Path("/usr/lib").glob("*/janus"))), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
