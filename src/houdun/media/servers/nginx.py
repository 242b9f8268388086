"""Debian's nginx with libnginx-mod-rtmp: RTMP in, RTMP and HLS out, and a hook that knows one key."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from houdun.errors import UsageError
from houdun.language import Bilingual
from houdun.media.servers.process import HOST, Process, State, on_free_ports

MODULE = Path("/usr/lib/nginx/modules/ngx_rtmp_module.so")
KEY = "open-sesame"
"""What the application `locked` wants to hear: a test's key, no secret."""
RTMP, HTTP = 1935, 8085
CONFIGURATION = """\
load_module {module};
daemon off; master_process off; pid {run}/nginx.pid; error_log stderr warn;
events {{ worker_connections 1024; }}
rtmp {{
  access_log off;
  server {{
    listen 127.0.0.1:{rtmp};
    chunk_size 4096;
    application live {{ live on; wait_key on; idle_streams off; {hls} }}
    application locked {{ live on; wait_key on; idle_streams off; notify_method get; on_publish http://127.0.0.1:{http}/auth; }}
  }}
}}
http {{
  access_log off;
  client_body_temp_path {run}/body; proxy_temp_path {run}/proxy;
  fastcgi_temp_path {run}/fastcgi; uwsgi_temp_path {run}/uwsgi; scgi_temp_path {run}/scgi;
  server {{
    listen 127.0.0.1:{http};
    location /hls {{ root {run}; types {{ application/vnd.apple.mpegurl m3u8; video/mp2t ts; }} add_header Cache-Control no-cache; }}
    location = /auth {{ if ($arg_key != "{key}") {{ return 403; }} return 204; }}
  }}
}}
"""
HLS = "hls on; hls_path {run}/hls; hls_fragment 1s; hls_playlist_length 6s;"


class Nginx:
    """A `Server` whose files all lie in its folder."""

    name = "nginx"

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
            "play hls": f"{http}/hls/{{name}}.m3u8",
            "publish rtmp with a key": f"{rtmp}/locked/{{name}}?key={{key}}",
        }

    def status(self) -> State:
        if self._process.running():
            return State.UP
        return State.DOWN if _program() and MODULE.exists() else State.MISSING

    def up(self) -> None:
        program = _program()
        if self.status() is State.UP:
            return
        if program is None or not MODULE.exists():
            raise UsageError(
                Bilingual("本机没有安装带 RTMP 模块的 nginx", "nginx with its RTMP module is not installed here"),
                Bilingual("请执行 apt-get install nginx libnginx-mod-rtmp", "run apt-get install nginx libnginx-mod-rtmp"),
            )
        (self._folder / "hls").mkdir(mode=0o700, parents=True, exist_ok=True)
        on_free_ports({"rtmp": RTMP, "http": HTTP}, partial(self._start, program))

    def _start(self, program: str, ports: Mapping[str, int]) -> None:
        text = CONFIGURATION.format(module=MODULE, run=self._folder, key=KEY, hls=HLS.format(run=self._folder), **ports)
        file = self._folder / "nginx.conf"
        file.write_text(text, encoding="utf-8")
        self._process.start([program, "-c", str(file), "-p", str(self._folder), "-e", "stderr"], ports)

    def down(self) -> None:
        self._process.stop()
        shutil.rmtree(self._folder / "hls", ignore_errors=True)


def _program() -> str | None:
    """Debian keeps it where a user's PATH does not look."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
