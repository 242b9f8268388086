"""`houdun trial`: deliberate questions to several vendors, for days."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from houdun.cli.options import Here, TrialName, Workspace, examples, say

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
        "simulate",
        help=say(
            "让人设扮演各家，把整场考察演许多遍：会量出什么、多久有结论、结论对不对",
            "whole trials against personas, many times: what would be measured, when a claim would stand, and whether it is right",
        ),
        epilog=examples("houdun trial simulate trial.toml --runs 200 --json found.json"),
    )(simulate)
    group.command(
        "run",
        help=say(
            "按计划考察，直到结束；中断或重启后再执行一次就接着做，不写文件也行",
            "run the plan to its end; after an interruption the same command goes on with it, the file may be left out",
        ),
        epilog=examples(
            "houdun trial run trial.toml -w mine",
            "houdun trial run -w mine",
            "houdun trial run rehearsal.toml -w rehearsal --virtual",
        ),
    )(run)
    _steering(group)
    app.add_typer(
        group,
        name="trial",
        help=say(
            "考察：用测试账号向几家服务商提出真因已知的考题，连续多天，看谁答得快、答得透",
            "a trial: questions of known answer to several vendors for days, and who answers fast and to the point",
        ),
        epilog=examples("houdun trial plan trial.toml", "houdun trial run trial.toml -w mine", "houdun trial status -w mine"),
    )


def _steering(group: typer.Typer) -> None:
    """What is said to a trial from outside."""
    group.command(
        "status",
        help=say(
            "到哪一步了：问过的、等着的、下一题、倾向，有没有进程在做；有几场考察时逐场列出",
            "how it stands: asked, awaited, next, the lean, and whether a process runs it; several trials are listed",
        ),
        epilog=examples("houdun trial status -w mine", "houdun trial status --trial spring -w mine --json"),
    )(status)
    group.command(
        "approve",
        help=say(
            "批准这几组考题发出；不写编号则只显示等着的",
            "let these questions go out; without numbers, shows those that wait and approves none",
        ),
        epilog=examples("houdun trial approve -w mine", "houdun trial approve 4 5 -w mine", "houdun trial approve --all -w mine"),
    )(approve)
    group.command(
        "pause",
        help=say("暂停：不再发新的考题，问过的照常跟进", "send no further question; those asked go on"),
        epilog=examples("houdun trial pause -w mine"),
    )(pause)
    group.command("resume", help=say("继续发考题", "send questions again"), epilog=examples("houdun trial resume -w mine"))(
        resume
    )
    group.command(
        "stop",
        help=say("停止：不再提问，未了的工单就此结束；不能撤回", "ask nothing more and end the open cases; cannot be taken back"),
        epilog=examples("houdun trial stop -w mine --yes"),
    )(stop)


def plan(
    file: PlanFile,
    runs: Annotated[int, typer.Option(metavar="N", min=10, max=100_000, help=say("模拟多少次", "trials to imagine"))] = 1_000,
    workspace: PeaksFrom = None,
    as_json: AsJson = False,
) -> None:
    from houdun.app import trials
    from houdun.cli import trial_calendar
    from houdun.flow.trial.ahead.outlook import outlook
    from houdun.flow.trial.plan import playable

    planned = trials.planned(file, workspace)
    expected = outlook(planned.terms, planned.blocks, runs=runs)
    if as_json:
        typer.echo(json.dumps(trial_calendar.as_json(planned.terms, planned.blocks, expected), ensure_ascii=False, indent=1))
    else:
        unplayable = len(planned.questions) - len(playable(planned.terms, planned.questions))
        trial_calendar.show(planned.terms, planned.blocks, expected, unplayable)


def simulate(
    file: PlanFile,
    runs: Annotated[int, typer.Option(metavar="N", min=1, max=100_000, help=say("演多少遍", "how many trials"))] = 100,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help=say("把结果写成 JSON", "write the results as JSON"))
    ] = None,
) -> None:
    from houdun.cli import showing, trial_simulated
    from houdun.files import write
    from houdun.flow.trial.ahead import many
    from houdun.language import Bilingual

    cast, step, trials = many.cast_of(file), Bilingual("演练", "playing"), []
    with showing.progress() as progress:
        for trial in many.play_many(cast, runs):
            trials.append(trial)
            progress(step, len(trials), runs)
    found = many.summed(cast, trials)
    if json_file is not None:
        write(json_file, json.dumps(trial_simulated.as_json(cast, found), ensure_ascii=False, indent=1).encode())
    trial_simulated.show(cast, found)


def run(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help=say(
                "考察的计划文件（TOML）；不写则接着做这个工作区里的考察",
                "the trial's plan, a TOML file; without it, the workspace's trial goes on as it was begun",
            ),
            show_default=False,
        ),
    ] = None,
    workspace: Workspace = Here,
    trial: TrialName = None,
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
    from houdun.app import going_on, trials
    from houdun.cli import trial_live, trial_status

    try:
        with trial_live.view() as view:
            if file is None:
                seen = going_on.go_on(workspace, view, trial)
            else:
                seen = (trials.rehearse if virtual else trials.run)(file, workspace, view)
    except KeyboardInterrupt:
        typer.echo(trial_status.goes_on(workspace))
        raise
    trial_status.show(seen)
    if not seen.is_over:
        typer.echo(trial_status.goes_on(workspace))


def status(workspace: Workspace = Here, trial: TrialName = None, as_json: AsJson = False) -> None:
    from houdun import app
    from houdun.app import trials
    from houdun.cli import trial_status

    with app.open_workspace(workspace) as space:
        stand = trials.all_standing(space) if trial is None else (trials.standing(space, trial),)
        pulses = [trials.pulse(space, held.terms) for held, _ in stand]
    told = [(seen, pulse) for (_, seen), pulse in zip(stand, pulses, strict=True)]
    if as_json:
        found = [trial_status.as_json(*each) for each in told]
        typer.echo(json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1))
    elif len(told) == 1:
        trial_status.show(*told[0])
    else:
        trial_status.list_all(told)


def approve(
    blocks: Annotated[
        list[int] | None, typer.Argument(metavar="[BLOCK]…", help=say("考题组的编号", "numbers of blocks"), show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=say("批准全部等着的", "all that wait"))] = False,
    workspace: Workspace = Here,
    trial: TrialName = None,
) -> None:
    from houdun import app, clock
    from houdun.app import trials
    from houdun.cli import trial_approving
    from houdun.flow.trial.ahead import approving

    with app.open_workspace(workspace) as space:
        held, seen = trials.standing(space, trial)
        waiting = [block for block in seen.to_come if block.number in seen.unapproved]
        wanted = waiting if everything else approving.chosen(seen.to_come, blocks or ())
        approving.approve(trials.journal(space, held.terms), wanted, clock.now())
    trial_approving.show(held.terms, wanted or waiting)
    typer.echo(trial_approving.told(len(wanted), len({block.number for block in waiting} - {block.number for block in wanted})))


def pause(workspace: Workspace = Here, trial: TrialName = None) -> None:
    _order("pause", workspace, trial)
    typer.echo(say("已暂停；继续用 houdun trial resume", "paused; houdun trial resume goes on"))


def resume(workspace: Workspace = Here, trial: TrialName = None) -> None:
    _order("resume", workspace, trial)
    typer.echo(say("继续", "it goes on"))


def stop(
    workspace: Workspace = Here,
    trial: TrialName = None,
    yes: Annotated[bool, typer.Option("--yes", help=say("不再询问", "do not ask again"))] = False,
) -> None:
    if not yes:
        typer.confirm(say("停止后不能再继续，确定吗？", "It cannot go on after that. Stop it?"), abort=True)
    _order("stop", workspace, trial)
    typer.echo(say("已停止", "stopped"))


def _order(what: str, workspace: Path, trial: str | None) -> None:
    """Written down; a process that runs the trial looks there within a second or so."""
    from houdun import app, clock
    from houdun.app import trials
    from houdun.flow.trial import operator

    with app.open_workspace(workspace) as space:
        held, _ = trials.standing(space, trial)
        operator.order(trials.journal(space, held.terms), operator.Order(what), clock.now())
