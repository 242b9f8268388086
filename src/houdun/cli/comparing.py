"""Commands that judge: compare, rubric, attest, report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from houdun.cli.options import LANGUAGE, Here, ReportLanguage, Workspace, examples, say
from houdun.facts.attestation import Assurance
from houdun.inert import one_line

Stage = Annotated[
    str | None,
    typer.Option(
        metavar="STAGE",
        help=say("团队阶段：startup、growth、scale（默认见设置）", "startup, growth or scale (default: see settings)"),
    ),
]
Weights = Annotated[
    list[str] | None,
    typer.Option(
        "--weight", metavar="DIMENSION=N", help=say("自定维度权重，可重复", "your own weight of a dimension; may be repeated")
    ),
]

Trial = Annotated[
    str | None,
    typer.Option(
        "--trial", metavar="NAME", help=say("有几场考察时讲哪一场（默认最新的）", "which of several trials is told (the newest)")
    ),
]


def register(app: typer.Typer) -> None:
    app.command(
        "compare",
        help=say(
            "比较服务商：五个维度、把握程度、什么会改变结论",
            "compare the vendors: five dimensions, how sure, what would change it",
        ),
        epilog=examples(
            "houdun compare -w mine",
            "houdun compare -w mine --stage scale --json verdict.json",
            "houdun compare -w mine --weight response=50 --weight closure=50",
        ),
    )(compare)
    app.command(
        "rubric",
        help=say("列出评估表：维度、指标编号、所需证据", "list the rubric: dimensions, criterion ids, evidence needed"),
        epilog=examples("houdun rubric", "houdun rubric --json"),
    )(rubric)
    app.command(
        "attest",
        help=say("记录工单里看不到的事实", "record what no case can show"),
        epilog=examples(
            'houdun attest -w mine LiveKit@Ship team.named_owner yes --status checked --note "met on 2026-03-02"',
            "houdun attest -w mine TRTC references.reference_customers 3 --status seen --file references.pdf",
        ),
    )(attest)
    app.command(
        "report",
        help=say(
            "写报告：一个自足的文件，每个数字都能追到原话", "write the report: one self-contained file, every number traceable"
        ),
        epilog=examples("houdun report -w mine --lang zh --out report.html"),
    )(report)


def compare(
    workspace: Workspace = Here,
    stage: Stage = None,
    weight: Weights = None,
    trial: Trial = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help=say("把全部结果写成 JSON", "write all results as JSON"))
    ] = None,
) -> None:
    from houdun import app
    from houdun.cli import records, showing, tables
    from houdun.files import write

    with app.open_workspace(workspace) as space, showing.progress() as progress:
        comparison = space.compare(stage=stage, weights=weight or (), trial=trial, progress=progress)
    if json_file is not None:
        write(json_file, json.dumps(records.verdict(comparison), ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    tables.verdict(comparison)


def rubric(
    workspace: Annotated[
        Path | None,
        typer.Option("-w", "--workspace", metavar="DIR", help=say("显示此工作区的评估表", "show the rubric of this workspace")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("以 JSON 输出", "as JSON"))] = False,
) -> None:
    from houdun import app
    from houdun.cli import records, tables

    shown = app.rubric(workspace)
    if as_json:
        typer.echo(json.dumps(records.rubric(shown), ensure_ascii=False, indent=1))
    else:
        tables.rubric(shown)


def attest(
    vendor: Annotated[str, typer.Argument(metavar="VENDOR", help=r"NAME\[@PLAN]")],
    criterion: Annotated[
        str, typer.Argument(metavar="CRITERION", help=say("指标编号，见 houdun rubric", "a criterion id, see houdun rubric"))
    ],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help=say("yes / no，数字，或 0–4 的评分", "yes / no, a number, or a grade 0–4"))
    ],
    status: Annotated[
        Assurance,
        typer.Option(help=say("有多可靠：对方声称、见过文件、已核实", "how sure: claimed, document seen, checked")),
    ],
    workspace: Workspace = Here,
    file: Annotated[
        Path | None, typer.Option(metavar="DOC", help=say("作为证据保存的文件", "a document to keep as evidence"))
    ] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help=say("说明", "a note"))] = "",
    by: Annotated[
        str, typer.Option(metavar="WHO", help=say("由谁记录（默认：当前用户）", "who records it (default: this user)"))
    ] = "",
) -> None:
    from houdun import app
    from houdun.app import trials
    from houdun.cli.showing import mind_unknown

    with app.open_workspace(workspace) as space:
        recorded = space.attest(
            vendor=vendor, criterion=criterion, value=value, assurance=status, document=file, note=note, by=by
        )
        known = trials.vendors(space)
    told = say(
        f"已记录：{recorded.vendor} {recorded.criterion} = {recorded.value}（{recorded.assurance}）",
        f"recorded: {recorded.vendor} {recorded.criterion} = {recorded.value} ({recorded.assurance})",
    )
    typer.echo(one_line(told, 400))
    mind_unknown(recorded.vendor, known)


def report(
    outs: Annotated[
        list[Path],
        typer.Option(
            "--out",
            metavar="FILE",
            help=say("输出文件：.html .pdf .md .json，可重复", "output: .html .pdf .md .json; may be repeated"),
        ),
    ],
    workspace: Workspace = Here,
    lang: ReportLanguage = LANGUAGE,
    stage: Stage = None,
    weight: Weights = None,
    trial: Trial = None,
) -> None:
    from houdun import app
    from houdun.cli import showing

    with app.open_workspace(workspace) as space, showing.progress() as progress:
        written = space.report(outs, language=lang, stage=stage, weights=weight or (), trial=trial, progress=progress)
    for path in written:
        typer.echo(say(f"已写入 {path}", f"wrote {path}"))
