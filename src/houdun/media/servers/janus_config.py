"""The configuration of a Janus of ours: VideoRoom and the HTTP API alone, in a directory of its own.

The API listens on loopback. Media does not: Janus passes loopback interfaces over, so each peer's UDP port is on the machine's own addresses,
for as long as the peer is there, and behind ICE's password and DTLS.
"""

from __future__ import annotations

from pathlib import Path

MODULES = {"plugins": "libjanus_videoroom.so", "transports": "libjanus_http.so"}

CORE = """\
general: {{
  configs_folder = "{run}/conf"
  plugins_folder = "{run}/plugins"
  transports_folder = "{run}/transports"
  events_folder = "{run}/none"
  loggers_folder = "{run}/none"
  debug_level = 3
  session_timeout = 60
  reclaim_session_timeout = 0
  hide_dependencies = true
}}
certificates: {{ }}
media: {{ ipv6 = false, rtp_port_range = "{first}-{last}", no_media_timer = 0 }}
nat: {{
  nice_debug = false
  ice_lite = false
  ice_consent_freshness = true
  ice_keepalive_conncheck = true
}}
"""
HTTP = """\
general: {{ json = "compact", base_path = "/janus", http = true, port = {port}, ip = "127.0.0.1", https = false }}
admin: {{ admin_http = false, admin_https = false }}
"""
ROOMS = "general: { string_ids = true }\n"


def modules() -> Path | None:
    """Janus's folder of plugins and transports, where Debian puts it for this machine's architecture; None where there is none."""
    found = sorted(Path("/usr/lib").glob("*/janus/plugins/" + MODULES["plugins"]))
    return found[0].parents[1] if found else None


def write(run: Path, found: Path, port: int, media_ports: range) -> Path:
    """Lays the directory out and returns the folder for `janus -F`. `found` is what `modules` gave."""
    conf = run / "conf"
    for folder in (conf, run / "none", *(run / kind for kind in MODULES)):
        folder.mkdir(parents=True, exist_ok=True)
    for kind, module in MODULES.items():
        link = run / kind / module
        link.unlink(missing_ok=True)
        link.symlink_to(found / kind / module)
    core = CORE.format(run=run, first=media_ports.start, last=media_ports.stop - 1)
    (conf / "janus.jcfg").write_text(core, encoding="utf-8")
    (conf / "janus.transport.http.jcfg").write_text(HTTP.format(port=port), encoding="utf-8")
    (conf / "janus.plugin.videoroom.jcfg").write_text(ROOMS, encoding="utf-8")
    return conf
