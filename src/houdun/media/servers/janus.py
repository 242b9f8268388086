"""Debian's Janus, a real SFU, with our gateway in front: WHIP in, WHEP out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from houdun.errors import UsageError
from houdun.language import Bilingual
from houdun.media.servers import janus_config
from houdun.media.servers.process import HOST, Process, State, on_free_ports

HTTP, API = 8087, 8088
MEDIA_PORTS = range(30_000, 30_400)


class Janus:
    """A `Server` of two processes, whose files all lie in its folder. Media ports are Janus's choice within `MEDIA_PORTS`."""

    name = "janus"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / self.name
        self._janus, self._gateway = Process(self.name, self._folder), Process("gateway", self._folder)

    def urls(self) -> Mapping[str, str]:
        if self.status() is not State.UP:
            return {}
        at = f"{HOST}:{self._gateway.ports()['http']}"
        return {"publish whip": f"whip://{at}/whip/live/{{name}}", "play whep": f"whep://{at}/whep/live/{{name}}"}

    def status(self) -> State:
        if self._janus.running() and self._gateway.running():
            return State.UP
        return State.DOWN if shutil.which("janus") and janus_config.modules() else State.MISSING

    def up(self) -> None:
        if self.status() is State.UP:
            return
        program, modules = shutil.which("janus"), janus_config.modules()
        if program is None or modules is None:
            raise UsageError(
                Bilingual("本机没有安装 Janus", "Janus is not installed here"),
                Bilingual("请执行 apt-get install janus", "run apt-get install janus"),
            )
        self.down()  # the gateway ends with its Janus, but a Janus outlives its gateway
        on_free_ports({"api": API}, partial(self._start_janus, program, modules))
        try:
            on_free_ports({"http": HTTP}, self._start_gateway)
        except BaseException:
            self._janus.stop()
            raise

    def _start_janus(self, program: str, modules: Path, ports: Mapping[str, int]) -> None:
        conf = janus_config.write(self._folder, modules, ports["api"], MEDIA_PORTS)
        self._janus.start([program, "-F", str(conf), "-C", str(conf / "janus.jcfg")], ports)

    def _start_gateway(self, ports: Mapping[str, int]) -> None:
        api = f"http://{HOST}:{self._janus.ports()['api']}/janus"
        command = [sys.executable, "-m", "houdun.media.servers.gateway", "--port", str(ports["http"]), "--janus", api]
        self._gateway.start(command, ports)

    def down(self) -> None:
        self._gateway.stop()
        self._janus.stop()
