"""`houdun trial`: deliberate questions to several vendors, for days."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from houdun.cli.options import Here, Workspace, examples, say

PlanFile = Annotated[Path, typer.Argument(metavar="FILE", help=say("考察的计划文件（TOML）", "the trial's plan, a TOML file"))]
AsJson = Annotated[bool, typer.Option("--json", help=say("以 JSON 输出", "as JSON"))]
PeaksFrom = Annotated[
    Path | None,
    typer.Option(
        "-w",
        "--workspace",
        metavar="DIR",
        help=say("把这个工作区日历上的高峰算作高峰时段", "the peaks on this workspace's calendar count as such"),
    ),
]


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True)
    group.command(
        "plan",
        help=say("把计划排成日历，并估算多少天、多少题会有结论", "the plan as a calendar, and how long it will probably take"),
        epilog=examples("houdun trial plan trial.toml", "houdun trial plan trial.toml --runs 5000 -w mine"),
    )(plan)
    group.command(
        "run",
        help=say(
            "按计划考察，直到结束；中断或重启后再执行同一条命令就接着做",
            "run the plan to its end; after an interruption the same command goes on with it",
        ),
        epilog=examples("houdun trial run trial.toml -w mine", "houdun trial run rehearsal.toml -w rehearsal --virtual"),
    )(run)
    app.add_typer(
        group,
        name="trial",
        help=say(
            "考察：用测试账号向几家服务商提出真因已知的考题，连续多天，看谁答得快、答得透",
            "a trial: questions of known answer to several vendors for days, and who answers fast and to the point",
        ),
        epilog=examples("houdun trial plan trial.toml", "houdun trial run trial.toml -w mine", "houdun trial status -w mine"),
    )


def plan(
    file: PlanFile,
    runs: Annotated[int, typer.Option(metavar="N", min=10, max=100_000, help=say("模拟多少次", "trials to imagine"))] = 1_000,
    workspace: PeaksFrom = None,
    as_json: AsJson = False,
) -> None:
    from houdun.app import trials
    from houdun.cli import trial_calendar
    from houdun.flow.trial.outlook import outlook

    planned = trials.planned(file, workspace)
    expected = outlook(planned.terms, planned.blocks, runs=runs)
    if as_json:
        typer.echo(json.dumps(trial_calendar.as_json(planned.terms, planned.blocks, expected), ensure_ascii=False, indent=1))
    else:
        trial_calendar.show(planned.terms, planned.blocks, expected)


def run(
    file: PlanFile,
    workspace: Workspace = Here,
    virtual: Annotated[
        bool,
        typer.Option(
            "--virtual",
            help=say(
                "虚拟时间，只对本机的模拟服务台（houdun desk --virtual）：几天在几分钟里过完，不用批准",
                "virtual time, against simulated desks on this machine (houdun desk --virtual): days take minutes, and nothing needs approval",
            ),
        ),
    ] = False,
) -> None:
    from houdun.app import trials
    from houdun.cli import trial_live, trial_status

    with trial_live.view() as view:
        seen = (trials.rehearse if virtual else trials.run)(file, workspace, view)
    trial_status.show(seen)
