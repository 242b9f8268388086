"""node-media-server by npm: RTMP in, RTMP and HTTP-FLV out, with the GOP cache that Chinese CDNs have. Apache-2.0, a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from houdun.errors import OutsideError, UsageError
from houdun.files import cache_folder
from houdun.language import Bilingual
from houdun.media.servers.process import HOST, Process, State, on_free_ports

PACKAGE, VERSION = "node-media-server", "4.4.3"
RTMP, HTTP = 1936, 8086
INSTALLING = 180.0


def installed() -> Path | None:
    """The program's script, in the user's cache folder."""
    root = cache_folder(f"{PACKAGE}-{VERSION}") / "node_modules" / PACKAGE
    try:
        version = json.loads((root / "package.json").read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return None
    return root / "bin" / "app.js" if version == VERSION else None


def install() -> Path:
    """Gets it by npm, without running any script of the packages. Raises UsageError without npm, OutsideError where that fails."""
    found = installed()
    if found is not None:
        return found
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise UsageError(
            Bilingual("本机没有 Node.js 和 npm", "Node.js and npm are not installed here"),
            Bilingual("请安装 Node.js 20 以上版本", "install Node.js 20 or later"),
        )
    prefix = cache_folder(f"{PACKAGE}-{VERSION}")
    command = [npm, "install", "--prefix", str(prefix), "--no-audit", "--no-fund", "--ignore-scripts", f"{PACKAGE}@{VERSION}"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=INSTALLING, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError) as error:
        raise _not_got() from error
    found = installed()
    if found is None:
        raise _not_got()
    return found


class NodeMedia:
    """A `Server` whose files all lie in its folder."""

    name = PACKAGE

    def __init__(self, folder: Path) -> None:
        self._folder = folder / self.name
        self._process = Process(self.name, self._folder)

    def urls(self) -> Mapping[str, str]:
        ports = self._process.ports()
        if not ports:
            return {}
        rtmp, http = f"rtmp://{HOST}:{ports['rtmp']}", f"http://{HOST}:{ports['http']}"
        return {
            "publish rtmp": f"{rtmp}/live/{{name}}",
            "play rtmp": f"{rtmp}/live/{{name}}",
            "play flv": f"{http}/live/{{name}}.flv",
        }

    def status(self) -> State:
        if self._process.running():
            return State.UP
        return State.DOWN if installed() and shutil.which("node") else State.MISSING

    def up(self) -> None:
        """Installs it first where it is not."""
        if self.status() is State.UP:
            return
        script = install()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        on_free_ports({"rtmp": RTMP, "http": HTTP}, partial(self._start, script))

    def _start(self, script: Path, ports: Mapping[str, int]) -> None:
        file = self._folder / "configuration.json"
        file.write_text(json.dumps(self._configuration(ports)), encoding="utf-8")
        self._process.start([shutil.which("node") or "node", str(script), "--config", str(file)], ports)

    def _configuration(self, ports: Mapping[str, int]) -> dict[str, object]:
        return {
            "bind": HOST,
            "notify": {"url": ""},
            "store": {"path": str(self._folder / "data"), "maxHistory": 100},
            "auth": {"play": False, "publish": False},
            "rtmp": {"port": ports["rtmp"]},
            "http": {"port": ports["http"]},
            "webadmin": {"enable": False},
            "record": {"auto": False, "path": str(self._folder / "record")},
        }

    def down(self) -> None:
        self._process.stop()


def _not_got() -> OutsideError:
    return OutsideError(
        Bilingual(f"npm 没有装上 {PACKAGE} {VERSION}", f"npm did not install {PACKAGE} {VERSION}"),
        Bilingual("请检查网络和 npm 的配置，再试一次", "check the network and npm's settings, then try again"),
    )
