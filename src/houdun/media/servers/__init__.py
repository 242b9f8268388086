"""The real media servers that run on this machine for tests and first steps: all on loopback, each a process of its own.

Any process of the same user finds what another one started: `up` here, `down` there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from houdun.errors import UsageError
from houdun.language import Bilingual
from houdun.media import folders
from houdun.media.servers.janus import Janus
from houdun.media.servers.nginx import Nginx
from houdun.media.servers.node_media import NodeMedia
from houdun.media.servers.process import Server


def servers(names: Sequence[str] = (), folder: Path | None = None) -> list[Server]:
    """The servers of these names, all where none is given; what they know lies in `folder`. Raises UsageError for an unknown name."""
    home = folder or folders.running() / "servers"
    known: dict[str, Server] = {server.name: server for server in (Nginx(home), NodeMedia(home), Janus(home))}
    for name in names:
        if name not in known:
            raise UsageError(
                Bilingual(f"没有名为 {name} 的服务器", f"there is no server {name}"),
                Bilingual(f"可用：{'、'.join(known)}", f"there are: {', '.join(known)}"),
            )
    return [known[name] for name in names or known]


def up(names: Sequence[str] = (), folder: Path | None = None) -> list[Server]:
    """Starts them. Raises UsageError for what is not installed, naming the package; OutsideError for what does not start."""
    wanted = servers(names, folder)
    for server in wanted:
        server.up()
    return wanted


def down(names: Sequence[str] = (), folder: Path | None = None) -> list[Server]:
    """Ends them."""
    wanted = servers(names, folder)
    for server in wanted:
        server.down()
    return wanted
