"""`houdun serve`: the same in a browser."""

from __future__ import annotations

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
) -> None:
    """One command, web and worker; Ctrl-C ends both."""
    from houdun.web.serve import serve as served

    served(workspace, host=host, port=port, origin=origin, told=_told)


def _told(address: str, welcome: str) -> None:
    from rich.text import Text

    from houdun.cli.showing import out

    console = out()
    console.print(
        Text(say(f"后盾已就绪：{address}（Ctrl-C 结束）", f"Houdun is up: {address} (Ctrl-C ends it)"), style="bold"),
        soft_wrap=True,
    )
    if welcome:
        hint = say(
            "第一次使用，请打开这个一次性链接建立负责人账号：",
            "For the first start, make the owner's account by this link; it works once:",
        )
        console.print(Text(hint), soft_wrap=True)
        console.print(Text(f"  {welcome}", style="cyan"), soft_wrap=True)
