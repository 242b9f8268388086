"""`houdun serve`: the same in a browser."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from houdun.cli.options import Here, Workspace, examples, say

PORT = 8470


def register(app: typer.Typer) -> None:
    app.command(
        help=say(
            "在浏览器里用：值班、工单、评分、结论、设置", "in the browser: what is on, cases, grading, the verdict, the set-up"
        ),
        epilog=examples(
            "houdun serve -w mine", "houdun serve -w mine --port 9000", "houdun serve -w mine --origin https://houdun.example.com"
        ),
    )(serve)


def serve(
    workspace: Workspace = Here,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help=say("端口", "port"))] = PORT,
    host: Annotated[
        str,
        typer.Option(
            "--host", help=say("监听地址；没有 --origin 时只能是本机", "address to listen on; without --origin only this machine")
        ),
    ] = "127.0.0.1",
    origin: Annotated[
        str,
        typer.Option(
            "--origin",
            metavar="URL",
            help=say(
                "前面有 TLS 代理时，浏览器访问的 https 地址",
                "the https address that browsers use where a TLS proxy stands in front",
            ),
        ),
    ] = "",
    forgot: Annotated[
        str,
        typer.Option(
            "--forgot",
            metavar="NAME",
            help=say(
                "这个人忘了密码：显示一个重设密码的链接",
                "this person has forgotten the password: show a link that sets a new one",
            ),
        ),
    ] = "",
) -> None:
    """One command, web and worker; Ctrl-C ends both."""
    from houdun.web.serve import serve as served

    hint = (
        say("请打开这个一次性链接设置新密码：", "Set the new password by this link; it works once:")
        if forgot
        else say(
            "第一次使用，请打开这个一次性链接建立负责人账号：",
            "For the first start, make the owner's account by this link; it works once:",
        )
    )
    served(workspace, host=host, port=port, origin=origin, told=partial(_told, hint), forgot=forgot)


def _told(hint: str, address: str, link: str) -> None:
    from rich.text import Text

    from houdun.cli.showing import out

    console = out()
    console.print(
        Text(say(f"后盾已就绪：{address}（Ctrl-C 结束）", f"Houdun is up: {address} (Ctrl-C ends it)"), style="bold"),
        soft_wrap=True,
    )
    if link:
        console.print(Text(hint), soft_wrap=True)
        console.print(Text(f"  {link}", style="cyan"), soft_wrap=True)
