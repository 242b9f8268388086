"""`houdun servers`: real media servers on this machine, to try things on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from houdun.cli.options import examples, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from houdun.media.servers.process import Server

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]…", help=say("服务器名；不写则为全部", "which servers; without it, all"), show_default=False),
]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True)
    group.command("up", help=say("启动（只监听本机）", "start them, on loopback only"))(up)
    group.command("down", help=say("停止", "stop them"))(down)
    group.command("status", help=say("查看状态和地址", "which are up, and their addresses"))(status)
    app.add_typer(
        group,
        name="servers",
        help=say("本机的真实媒体服务器：启动、停止、查看", "real media servers on this machine: up, down, status"),
        epilog=examples("houdun servers up", "houdun servers status", "houdun servers down nginx"),
    )


def up(names: Names = None) -> None:
    """Without names, all that are installed; those that are not are told, and only an error where nothing is."""
    from houdun.media import servers
    from houdun.media.servers.process import State

    if names:
        _show(servers.up(names))
        return
    known = servers.servers()
    installed = [server.name for server in known if server.status() is not State.MISSING]
    servers.up(installed)  # of no names at all: all, which says what to install
    _show(known)


def down(names: Names = None) -> None:
    from houdun.media import servers

    _show(servers.down(names or ()))


def status(names: Names = None) -> None:
    from houdun.media import servers

    _show(servers.servers(names or ()))


def _show(servers: Sequence[Server]) -> None:
    from rich.text import Text

    from houdun.cli.showing import out
    from houdun.media.servers.process import State

    words = {
        State.UP: (say("运行中", "up"), "green"),
        State.DOWN: (say("未启动", "down"), "dim"),
        State.MISSING: (say("未安装", "not installed"), "yellow"),
    }
    console = out()
    for server in servers:
        word, style = words[server.status()]
        console.print(Text(f"{server.name:18}") + Text(word, style=style))
        for use, url in server.urls().items():
            console.print(Text(f"  {use:24}{url}", style="dim"), soft_wrap=True)
