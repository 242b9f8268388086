"""`houdun stamp`: what happened in a case elsewhere, by telephone, console or WeChat, with the vendor's words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from houdun.cli.options import Here, PlusMinus, When, Workspace, examples, say
from houdun.facts.case import Milestone

MOST = 400_000
"""Characters of the standard input that are read."""


def register(app: typer.Typer) -> None:
    app.command(
        "stamp",
        help=say(
            "记下工单里在别处发生的事：里程碑，以及服务商的原话",
            "note what happened in a case elsewhere: a milestone, and the vendor's words",
        ),
        epilog=examples(
            "pbpaste | houdun stamp 40688359 --at 21:10 --plus-minus 60 --text - -w mine",
            "houdun stamp 40688359 mitigated --observed --at 21:40 -w mine",
            'houdun stamp 40688359 resolved --claimed --at 2026-12-01T22:00 --text "Fixed on our side" -w mine',
        ),
    )(stamp)


def stamp(
    case: Annotated[
        str, typer.Argument(metavar="CASE", help=say("工单号，见 houdun trial status", "the case, see houdun trial status"))
    ],
    milestone: Annotated[
        Milestone | None, typer.Argument(metavar="[MILESTONE]", help=say("里程碑", "the milestone"), show_default=False)
    ] = None,
    workspace: Workspace = Here,
    claimed: Annotated[bool, typer.Option("--claimed", help=say("服务商自己说的", "the vendor says so"))] = False,
    observed: Annotated[bool, typer.Option("--observed", help=say("我们看到的", "we saw it"))] = False,
    at: When = None,
    plus_minus: PlusMinus = 0,
    text: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help=say("服务商的原话，- 为标准输入", "the vendor's words, - for the standard input")),
    ] = None,
    author: Annotated[str, typer.Option("--by", metavar="WHO", help=say("谁说的", "who said so"))] = "",
) -> None:
    from houdun import app
    from houdun.app import trials
    from houdun.channel.manual.told import told
    from houdun.facts.case import Basis, CaseKey, Source
    from houdun.facts.time import SECOND
    from houdun.facts.trial import CHANNEL
    from houdun.flow.trial import persons
    from houdun.flow.trial.rehearse import Shelf

    _check(milestone, claimed, observed, text)
    words = sys.stdin.read(MOST) if text == "-" else text
    with app.open_workspace(workspace) as space:
        held, seen = trials.of_case(space, case)
        now = seen.now
        matter = held.matter(case)
        key = CaseKey(matter.vendor, CHANNEL, case)
        moment = told(trials.moment(at, held.terms.zone, now), plus_minus * SECOND, now)
        persons.check_begun(case, matter.due, moment)
        journal, source = trials.journal(space, held.terms), Source("", "")
        if words is not None:
            source = persons.paste(journal, Shelf(space.store), key, words, author, moment, now)
        if milestone is not None:
            basis = Basis.CLAIMED if claimed else Basis.OBSERVED
            persons.stamp(journal, key, milestone, basis, moment, author or ("vendor" if claimed else "us"), source)
    typer.echo(say("已记下", "noted"))


def _check(milestone: Milestone | None, claimed: bool, observed: bool, text: str | None) -> None:
    from houdun.errors import UsageError
    from houdun.language import Bilingual

    if milestone is None and text is None:
        raise UsageError(
            Bilingual("没有说发生了什么", "nothing is said to have happened"),
            Bilingual("请写里程碑，或用 --text 给出服务商的原话", "name a milestone, or give the vendor's words by --text"),
            where="houdun stamp",
        )
    if milestone is not None and claimed == observed:
        raise UsageError(
            Bilingual("里程碑要么是对方声称的，要么是看到的", "a milestone is either claimed or observed"),
            Bilingual("请写 --claimed 或 --observed 之一", "say --claimed or --observed"),
            where="houdun stamp",
        )
