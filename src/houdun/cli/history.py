"""Commands that bring history in and show it: init, import, cases."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from houdun.cli.options import Here, Workspace, examples, say

if TYPE_CHECKING:
    from houdun.flow.bring_in import Imported


class Kind(StrEnum):
    """The channels that read history."""

    CHAT = "chat"
    EMAIL = "email"
    EVENTS = "events"
    GITHUB = "github"


def register(app: typer.Typer) -> None:
    app.command("init", help=say("建立工作区", "make a workspace"), epilog=examples("houdun init mine"))(init)
    app.command(
        "import",
        help=say("导入历史记录；同一文件导入两次没有变化", "import history; the same file twice changes nothing"),
        epilog=examples(
            "houdun import chat conversations.jsonl.gz -w mine",
            "houdun import github issues.json -w mine --vendor LiveKit@Ship",
            "houdun import events tickets.csv -w mine --map tickets.toml --vendor-field workgroup",
            "houdun import email Maildir/ -w mine --map mail.toml --skip-bad rejected.jsonl",
        ),
    )(bring_in)
    app.command(
        "cases",
        help=say("列出工单、里程碑与时钟", "list the cases with their milestones and clocks"),
        epilog=examples("houdun cases -w mine --json | head -1"),
    )(cases)


def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("要建立的工作区", "the workspace to make"))]) -> None:
    from houdun import app

    app.create(folder).store.close()
    typer.echo(
        say(
            f"已建立 {folder}。下一步：houdun import KIND PATH… -w {folder}（设置见 {folder / 'houdun.toml'}）",
            f"made {folder}. Next: houdun import KIND PATH… -w {folder} (settings: {folder / 'houdun.toml'})",
        )
    )


def bring_in(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help=" | ".join(Kind))],
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=say("文件或文件夹", "files or folders"))],
    workspace: Workspace = Here,
    vendor: Annotated[
        str | None,
        typer.Option(metavar="NAME[@PLAN]", help=say("全部记录所属的服务商（及套餐）", "the vendor (and plan) of all records")),
    ] = None,
    vendor_field: Annotated[
        str | None, typer.Option(metavar="FIELD", help=say("从哪个字段读服务商", "the field that names the vendor"))
    ] = None,
    map: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=say("对照文件（TOML），说明见 docs/reference", "a mapping file (TOML), see docs/reference")
        ),
    ] = None,
    skip_bad: Annotated[
        Path | None,
        typer.Option(
            metavar="REJECTS", help=say("读不了的记录写到这里并继续", "write the records that cannot be read here, and go on")
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="TIME", help=say("导出时刻（ISO 8601），未答复者等到此刻", "when the export was made (ISO 8601)")),
    ] = None,
) -> None:
    from houdun import app
    from houdun.cli import showing

    request = app.ImportRequest(
        kind=kind.value, paths=tuple(paths), vendor=vendor, vendor_field=vendor_field, mapping=map, rejects=skip_bad, as_of=as_of
    )
    with app.open_workspace(workspace) as space, showing.progress() as progress:
        done = space.bring_in(request, progress)
    _tell(done, skip_bad)


def _tell(done: Imported, rejects: Path | None) -> None:
    counts = done.counts
    typer.echo(
        say(
            f"读入 {done.files} 个文件：新工单 {counts.cases}，新条目 {counts.entries}，已有条目 {counts.known}",
            f"{done.files} {'file' if done.files == 1 else 'files'}: {counts.cases} new cases, {counts.entries} new entries, "
            f"{counts.known} entries known already",
        )
    )
    if done.left_out:
        typer.echo(
            say(
                f"跳过 {done.left_out} 条不属于工单的记录（如合并请求、与服务商无关的邮件）",
                f"{done.left_out} left out that belong to no case (such as pull requests, or mail without a vendor)",
            )
        )
    if rejects is not None:
        typer.echo(say(f"另存 {done.rejected} 条读不了的记录：{rejects}", f"{done.rejected} records set aside in {rejects}"))


def cases(
    workspace: Workspace = Here,
    as_json: Annotated[bool, typer.Option("--json", help=say("每行一个 JSON 对象", "one JSON object a line"))] = False,
) -> None:
    from houdun import app
    from houdun.cli import records, tables

    with app.open_workspace(workspace) as space:
        readings, zone = space.readings(), space.settings.zone
    if not as_json:
        tables.cases(readings, zone)
        return
    for reading in readings:
        # ensure_ascii keeps hostile characters inert on a terminal, and any JSON reader restores them.
        typer.echo(json.dumps(records.case(reading), ensure_ascii=True))
