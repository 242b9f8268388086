"""`houdun grade`: blind packets out to raters, their grades back in, and how the grading stands."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from houdun.cli.options import Here, Workspace, examples, say
from houdun.inert import one_line

if TYPE_CHECKING:
    from houdun.flow.blind.rounds import Returned


class Answer(StrEnum):
    YES = "yes"
    NO = "no"


def register(app: typer.Typer) -> None:
    group = typer.Typer(no_args_is_help=True)
    group.command(
        "export",
        help=say("导出这位评分人还没评的答复包（匿名）", "write the blind packets that this rater has not graded"),
        epilog=examples("houdun grade export -w mine --rater ann --out ann.json"),
    )(export)
    group.command(
        "import",
        help=say("读回评分人填好的文件；同一文件读两次没有变化", "take a rater's file back; the same file twice changes nothing"),
        epilog=examples("houdun grade import ann.json -w mine"),
    )(bring_back)
    group.command(
        "status",
        help=say(
            "进度、一致性、待裁定、是否真的看不出是谁", "progress, agreement, what needs deciding, and whether it was blind"
        ),
        epilog=examples("houdun grade status -w mine", "houdun grade status -w mine --rater ann"),
    )(status)
    group.command(
        "adjudicate",
        help=say("评分人有分歧时作出裁定，代替他们的中位数", "decide where raters differ: it takes the place of their median"),
        epilog=examples("houdun grade adjudicate 3f2a90c1d4e5 -w mine --depth 3 --cause yes --by olga --reason '…'"),
    )(adjudicate)
    app.add_typer(
        group,
        name="grade",
        help=say("盲评：导出匿名答复包、读回评分、看进度与一致性", "blind grading: packets out, grades in, how far raters agree"),
        epilog=examples("houdun grade export -w mine --rater ann --out ann.json", "houdun grade status -w mine"),
    )


def export(
    rater: Annotated[str, typer.Option(metavar="NAME", help=say("评分人", "the rater"))],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=say("写到这个 JSON 文件", "the JSON file to write"))],
    workspace: Workspace = Here,
) -> None:
    from houdun import app, clock
    from houdun.files import write
    from houdun.flow.blind import packing, rounds

    with app.open_workspace(workspace) as space:
        exported = rounds.export(space.store, rater, packing.questions_of(workspace), clock.now())
    write(out, json.dumps(exported, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    count = len(exported["packets"])
    typer.echo(
        say(
            f"已写入 {out}：{count} 个答复包。请在每个 answer 里填写，再用 houdun grade import 读回",
            f"wrote {out}: {count} {'packet' if count == 1 else 'packets'}. Fill in each answer, then houdun grade import",
        )
    )


def bring_back(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("评分人填好的 JSON 文件", "the rater's JSON file"))],
    workspace: Workspace = Here,
) -> None:
    from houdun import app, clock
    from houdun.flow.blind import rounds

    with app.open_workspace(workspace) as space:
        done = rounds.bring_back(space.store, file, clock.now())
    _tell(done)


def _tell(done: Returned) -> None:
    typer.echo(
        one_line(
            say(
                f"新评分 {done.new}，更正 {done.corrected}，已有 {done.known}，未填 {done.left}",
                f"{done.new} new, {done.corrected} corrected, {done.known} known already, {done.left} left empty",
            ),
            200,
        )
    )
    if done.older:
        typer.echo(
            say(
                f"另有 {done.older} 个评分早先给过、后来更正了，未再采用；确要改回，请在备注里写明",
                f"{done.older} had been given before and corrected since: they were left out; to go back to one, say so in its note",
            ),
            err=True,
        )


def status(
    workspace: Workspace = Here,
    rater: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=say(
                "看这位评分人已评的答复包，旁边是规则的判断", "this rater's packets, with the rule's judgement beside each grade"
            ),
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("以 JSON 输出", "as JSON"))] = False,
) -> None:
    from houdun import app, clock
    from houdun.cli import grading_shown
    from houdun.flow.blind import packing, standing

    questions = packing.questions_of(workspace)
    with app.open_workspace(workspace) as space:
        if rater is None:
            found = standing.standing(space.store, questions, clock.now())
            return grading_shown.as_json(found) if as_json else grading_shown.standing(found)
        mine = standing.beside(space.store, questions, rater)
    return grading_shown.beside_as_json(mine) if as_json else grading_shown.beside(rater, mine)


def adjudicate(
    packet: Annotated[str, typer.Argument(metavar="PACKET", help=say("答复包的编号", "the packet's id"))],
    depth: Annotated[int, typer.Option(metavar="0-4", help=say("裁定的深度", "how deep it goes"))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=say("理由", "why"))],
    by: Annotated[str, typer.Option(metavar="NAME", help=say("谁裁定的", "who decides"))],
    workspace: Workspace = Here,
    cause: Annotated[
        Answer | None,
        typer.Option(
            help=say("是否说中原因；这道题问原因时要给", "whether it names the cause; given where the question has one")
        ),
    ] = None,
) -> None:
    from houdun import app, clock
    from houdun.flow.blind.adjudicating import decide
    from houdun.flow.blind.decisions import Decision

    named = None if cause is None else cause is Answer.YES
    with app.open_workspace(workspace) as space:
        decide(space.store, Decision(packet=packet, by=by, depth=depth, cause=named, reason=reason.strip()), clock.now())
    typer.echo(one_line(say(f"已裁定 {packet}：深度 {depth}", f"decided {packet}: depth {depth}"), 200))
