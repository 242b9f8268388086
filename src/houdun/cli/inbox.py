"""`houdun inbox`: what waits for a person, and what the person decides."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from houdun.cli.options import Here, PlusMinus, TrialName, When, Workspace, examples, say

if TYPE_CHECKING:
    from houdun.app.inbox import Waiting

SUGGESTED = "suggested"
Key = Annotated[
    str, typer.Argument(metavar="KEY", help=say("编号，写到能认出为止", "its key, or as much as tells it from the others"))
]


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        invoke_without_command=True,
        help=say(
            "等人处理的事：要人发的信、看不懂的回复、认不出归属的来信",
            "what waits for you: letters to send, replies to judge, mail that nobody can place",
        ),
        epilog=examples("houdun inbox -w mine", "houdun inbox answer 40688359/a1b2 --means suggested -w mine"),
    )
    group.callback()(listed)
    group.command(
        "answer",
        help=say("处理其中一件", "see to one of them"),
        epilog=examples(
            "houdun inbox answer 40688359/letter/0 --sent --at 10:32 --plus-minus 60 -w mine",
            "houdun inbox answer 40688359/a1b2 --means suggested -w mine",
            'houdun inbox answer 40688359/a1b2 --means "wants publisher_log, names_cause" -w mine',
            'houdun inbox answer 40688359/a1b2 --means nothing --say "The log is attached to our second mail." -w mine',
            "houdun inbox answer place/c3d4 --case 40688359 -w mine",
        ),
    )(answer)
    app.add_typer(group, name="inbox")


def listed(
    context: typer.Context,
    workspace: Workspace = Here,
    trial: TrialName = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("每行一个 JSON 对象", "one JSON object a line"))] = False,
) -> None:
    if context.invoked_subcommand is not None:
        return
    from houdun import app
    from houdun.app import inbox
    from houdun.cli import inbox_shown

    with app.open_workspace(workspace) as space:
        waiting = tuple(inbox.waiting(space, trial))
        if as_json:
            for each in waiting:
                typer.echo(json.dumps(inbox_shown.as_json(each), ensure_ascii=False))
        else:
            inbox_shown.show(waiting, space.store, workspace)


def answer(
    key: Key,
    workspace: Workspace = Here,
    trial: TrialName = None,
    sent: Annotated[bool, typer.Option("--sent", help=say("已发出（时间见 --at）", "it is sent (when: --at)"))] = False,
    not_sent: Annotated[
        bool, typer.Option("--not-sent", help=say("没有发出，可以重发", "it did not go out: send it again"))
    ] = False,
    at: When = None,
    plus_minus: PlusMinus = 0,
    means: Annotated[
        str | None,
        typer.Option(
            metavar="WORDS",
            help=say("它的意思：suggested 即照建议，或用同样的写法另写", "what it means: suggested, or other words of that kind"),
        ),
    ] = None,
    words: Annotated[
        str, typer.Option("--say", metavar="TEXT", help=say("回信里照写这段话", "what we are to answer, word for word"))
    ] = "",
    case: Annotated[
        str | None, typer.Option(metavar="CASE", help=say("这封信属于哪个工单", "the case that this mail belongs to"))
    ] = None,
    seen: Annotated[bool, typer.Option("--seen", help=say("知道了，不用再列", "seen to: do not list it any more"))] = False,
) -> None:
    from houdun import app
    from houdun.app import inbox, trials
    from houdun.channel.manual.told import told
    from houdun.facts.time import SECOND
    from houdun.flow.trial import persons

    _only_one({"--sent": sent, "--not-sent": not_sent, "--means": means is not None, "--case": case is not None, "--seen": seen})
    with app.open_workspace(workspace) as space:
        found = inbox.task(space, key, trial)
        one = found[0]
        now, journal, entry = one.seen.now, one.journal, one.entry
        if sent:
            moment = trials.moment(at, one.held.terms.zone, now)
            persons.sent(journal, entry, told(moment, plus_minus * SECOND, now), now)
        elif not_sent:
            persons.not_sent(journal, entry, now)
        elif case is not None:
            inbox.place(space, found, case, now)
        elif seen:
            inbox.seen(found, now)
        elif means is not None:
            _means(one, means, words)
    typer.echo(say("已记下", "noted"))


def _means(one: Waiting, means: str, words: str) -> None:
    from houdun.flow.trial import persons
    from houdun.flow.trial.reading import meant

    question = one.held.matter(one.entry.key.partition("/")[0]).instance.question
    meaning = persons.suggestion(one.entry) if means.strip() == SUGGESTED else meant.read(means, question)
    persons.means(one.journal, one.entry, meaning, words, one.seen.now)


def _only_one(given: dict[str, bool]) -> None:
    if sum(given.values()) != 1:
        raise _one_of(list(given))


def _one_of(options: list[str]) -> Exception:
    from houdun.errors import UsageError
    from houdun.language import Bilingual

    names = ", ".join(options)
    return UsageError(
        Bilingual("要说明怎么处理，且只说一种", "say how it is to be seen to, in one way"),
        Bilingual(f"请从 {names} 里选一个", f"use one of {names}"),
        where="houdun inbox answer",
    )
