"""The team's calendar of occasions: import, list."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from houdun.cli.options import LANGUAGE, Here, Workspace, examples, say


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        no_args_is_help=True,
        help=say("团队的日历：高峰、发版、维护、停服", "the team's calendar: peaks, releases, maintenance, ends of life"),
    )
    group.command(
        "import",
        help=say(
            "导入 .ics 日历（文件或 https 地址）；再导入一次没有变化",
            "import an .ics calendar, a file or an https address; the same again changes nothing",
        ),
        epilog=examples(
            "houdun occasions import team.ics -w mine",
            "houdun occasions import https://example.com/team.ics -w mine",
            "houdun occasions import '{key:CALENDAR_TEAM}' -w mine",
        ),
    )(bring_in)
    group.command(
        "list",
        help=say("列出时机", "list the occasions"),
        epilog=examples("houdun occasions list -w mine", "houdun occasions list --json"),
    )(show)
    app.add_typer(group, name="occasions")


def bring_in(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL",
            help=say("iCalendar 文件（.ics）或其 https 地址", "an iCalendar file (.ics), or the https address of one"),
        ),
    ],
    workspace: Workspace = Here,
) -> None:
    from houdun import app
    from houdun.app.calendar import import_typed

    with app.open_workspace(workspace) as space:
        done = import_typed(space, source)
    typer.echo(
        say(
            f"日程：新增或改动 {done.new}，已有 {done.known}，比现有版本旧 {done.older}，与业务无关 {done.without_kind}；共 {done.occasions} 个时机",
            f"events: {done.new} new or changed, {done.known} known already, {done.older} older than what stands, "
            f"{done.without_kind} that are no occasions; {done.occasions} occasions in all",
        )
    )


def show(
    workspace: Workspace = Here,
    as_json: Annotated[bool, typer.Option("--json", help=say("每行一个 JSON 对象", "one JSON object a line"))] = False,
) -> None:
    from rich.table import Table
    from rich.text import Text

    from houdun import app
    from houdun.app.names import OCCASIONS
    from houdun.cli import showing
    from houdun.facts.time import from_millis, iso
    from houdun.flow.occasions import occasions
    from houdun.inert import one_line

    with app.open_workspace(workspace) as space:
        held, zone = occasions(space.store.journal), space.zone
    if as_json:
        for each in held:
            record = {"uid": each.uid, "kind": each.kind.value, "start": iso(each.start), "end": iso(each.end), "name": each.name}
            typer.echo(json.dumps(record))
        return
    if not held:
        typer.echo(say("日历上还没有时机：houdun occasions import FILE", "the calendar is empty: houdun occasions import FILE"))
        return
    table = Table(*(say(*head) for head in (("开始", "from"), ("结束", "to"), ("种类", "kind"), ("名称", "name"))), box=None)
    for each in held:
        ends = [from_millis(at).astimezone(zone).strftime("%Y-%m-%d %H:%M") for at in (each.start, each.end)]
        table.add_row(*ends, OCCASIONS[each.kind].to(LANGUAGE), Text(one_line(each.name)))
    showing.out().print(table)
