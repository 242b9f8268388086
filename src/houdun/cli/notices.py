"""What a vendor said unasked, in a call or a chat: entered by hand, and at once said how it is understood."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from houdun.cli.options import LANGUAGE, Here, Workspace, examples, say

if TYPE_CHECKING:
    from houdun.facts.occasion import Notice
    from houdun.flow.prevention import Noted

MOST = 400_000
"""Characters of the standard input that are read."""


def register(app: typer.Typer) -> None:
    app.command(
        "notice",
        help=say("记下服务商在电话或群里主动说的话", "note what a vendor said unasked, by phone or in a chat"),
        epilog=examples(
            'houdun notice Acme@Gold --at 2026-03-05T16:30 --text "Saturday 8pm: two engineers on call" -w mine',
            "pbpaste | houdun notice Acme@Gold --at 2026-03-05T16:30 --plus-minus 600 --text - -w mine",
        ),
    )(notice)


def notice(
    vendor: Annotated[str, typer.Argument(metavar="VENDOR", help=r"NAME\[@PLAN]")],
    at: Annotated[
        str,
        typer.Option(
            metavar="TIME",
            help=say("何时说的（ISO 8601；不写时区即工作区时区）", "when (ISO 8601; the workspace's zone if none)"),
        ),
    ],
    text: Annotated[str, typer.Option(metavar="TEXT", help=say("原话，- 为标准输入", "the words, - for the standard input"))],
    workspace: Workspace = Here,
    plus_minus: Annotated[
        int, typer.Option(metavar="SECONDS", help=say("时间可能差多少秒", "by how many seconds the time may be off"))
    ] = 0,
) -> None:
    from houdun import app, clock
    from houdun.app import trials
    from houdun.channel.manual.told import told
    from houdun.cli.showing import mind_unknown
    from houdun.facts.time import SECOND
    from houdun.flow.prevention import note

    now = clock.now()
    words = sys.stdin.read(MOST) if text == "-" else text
    with app.open_workspace(workspace) as space:
        moment = told(app.lately(at, space.zone, now, "--at"), plus_minus * SECOND, now)
        noted = note(space.store, app.vendor_of(vendor), words, moment, zone=space.zone, now=now)
        mind_unknown(noted.word.vendor, trials.vendors(space))
    typer.echo(say("已记下", "noted") if noted.new else say("早已记下，没有变化", "noted before, nothing changed"))
    for line in _understood(noted):
        typer.echo(line)


def _understood(noted: Noted) -> list[str]:
    """What it will count for, so that who typed it can put it more clearly."""
    from houdun.inert import one_line

    lines = _of_notice(noted.notice) if noted.notice else []
    if noted.occasions:
        names = say("、", ", ").join(one_line(each.name or each.uid, 40) for each in noted.occasions[:5])
        lines.append(say(f"对应的时机：{names}", f"warns of: {names}"))
    elif noted.notice:
        lines.append(say("日历上没有对得上的时机", "fits no occasion of the calendar"))
    if noted.review:
        lines.append(say("算作一次服务回顾", "counts as a review"))
    return lines or [
        say(
            "没有读出将要发生的事：不算提前提醒（须说到时间和高峰、发版、维护、风险或停服之一）",
            "read as no notice of something to come (that takes a time, and a peak, release, maintenance, risk or end of life)",
        )
    ]


def _of_notice(notice: Notice) -> list[str]:
    from houdun.app.names import DETAILS, OCCASIONS
    from houdun.inert import one_line

    between = say("、", ", ")
    kinds = between.join(OCCASIONS[each].to(LANGUAGE) for each in sorted(notice.kinds))
    times = between.join(one_line(notice.word.text[each.begins : each.ends], 40) for each in notice.windows) or say(
        "未说时间", "none named"
    )
    details = between.join(DETAILS[each.detail].to(LANGUAGE) for each in notice.details) or say("无", "none")
    return [
        say(
            f"读作提前提醒：{kinds}；时间：{times}；具体程度 {notice.specificity}/3（{details}）",
            f"read as a notice: {kinds}; time: {times}; specificity {notice.specificity} of 3 ({details})",
        )
    ]
