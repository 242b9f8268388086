"""`houdun demo`: the whole of it on simulated vendors, in one go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from houdun.cli.options import LANGUAGE, examples, say


def register(app: typer.Typer) -> None:
    app.command(
        "demo",
        help=say(
            "三天的考察在一分钟里演完：三家模拟客服，真实的流与邮件，直到报告",
            "a three-day trial in a minute: three simulated desks, real streams and mail, up to the report",
        ),
        epilog=examples("houdun demo", "HOUDUN_LANG=zh houdun demo --dir /tmp/demo"),
    )(demo)


def demo(
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help=say("演示用的工作区", "the workspace of the demo"))] = Path(
        "houdun-demo"
    ),
) -> None:
    from houdun import app
    from houdun.cli import rehearsing, showing, tables

    try:
        with rehearsing.view() as view, showing.progress() as progress:
            shown = app.demo(folder, language=LANGUAGE, watcher=view, progress=progress)
    except KeyboardInterrupt:
        typer.echo(say("已停下；同一命令再运行一次，就接着演", "Stopped. The same command goes on from here"))
        raise
    tables.verdict(shown.comparison)
    for path in shown.reports:
        typer.echo(say(f"报告：{path}", f"report: {path}"))
    typer.echo(
        say(
            f"三家均为模拟；计划、日历和往来邮件都在 {folder}。换成自己的：houdun trial plan FILE；已有历史：houdun init mine && houdun import … -w mine",
            f"All three are simulated; plan, calendar and mail are in {folder}. With vendors of your own: houdun trial plan FILE; with a history: "
            "houdun init mine && houdun import … -w mine",
        )
    )
