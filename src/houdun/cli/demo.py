"""`houdun demo`: the whole of it on simulated vendors, in one go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from houdun.cli.options import LANGUAGE, examples, say


def register(app: typer.Typer) -> None:
    app.command(
        "demo",
        help=say("三家模拟服务商的历史 → 比较 → 报告", "three simulated vendors' history → comparison → report"),
        epilog=examples("houdun demo", "HOUDUN_LANG=zh houdun demo --dir /tmp/demo"),
    )(demo)


def demo(
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR", help=say("演示用的工作区", "the workspace of the demo"))] = Path(
        "houdun-demo"
    ),
) -> None:
    from houdun import app
    from houdun.cli import showing, tables

    with showing.progress() as progress:
        shown = app.demo(folder, language=LANGUAGE, progress=progress)
    tables.verdict(shown.comparison)
    for path in shown.reports:
        typer.echo(say(f"报告：{path}", f"report: {path}"))
    typer.echo(
        say(
            f"三家均为模拟。换成自己的历史：houdun init mine && houdun import chat FILE -w mine && houdun compare -w mine（原始数据见 {folder}）",
            f"All three are simulated. With your own history: houdun init mine && houdun import chat FILE -w mine && houdun compare -w mine "
            f"(the raw data: {folder})",
        )
    )
