"""`houdun faults`: the catalogue of faults that can be caused, as a table, one in full, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from houdun.cli.options import LANGUAGE, examples, say

if TYPE_CHECKING:
    from rich.table import Table

    from houdun.facts.fault import FaultFacts


def register(app: typer.Typer) -> None:
    app.command(
        "faults",
        help=say(
            "列出可注入的故障：真实原因、观众所见、靠什么证据查出、怎样修好",
            "list the faults that can be caused: true cause, what viewers notice, what reveals it, what cures it",
        ),
        epilog=examples("houdun faults", "houdun faults late_sound", "houdun faults --json"),
    )(faults)


def faults(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help=say("只看这一个，写全", "this one alone, in full"), show_default=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("以 JSON 输出", "as JSON"))] = False,
) -> None:
    from houdun.cli import records
    from houdun.cli.showing import out
    from houdun.scenario import catalogue

    shown = catalogue.entries() if name is None else (catalogue.find(name).facts,)
    if as_json:
        told = [records.fault(facts) for facts in shown]
        typer.echo(json.dumps(told if name is None else told[0], ensure_ascii=False, indent=1))
    elif name is None:
        out().print(_listed(shown))
    else:
        out().print(_whole(shown[0]))


def _listed(entries: tuple[FaultFacts, ...]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from houdun.cli.fault_words import LAYERS
    from houdun.scenario.catalogue import bounds

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in (say("层", "layer"), say("故障", "fault"), say("观众所见", "what viewers notice"), say("参数", "parameters")):
        table.add_column(header, overflow="fold")
    for before, facts in zip((None, *entries), entries, strict=False):
        first = before is None or before.layer is not facts.layer
        if first and before is not None:
            table.add_section()
        mark = "" if facts.injectable_at_vendor else " *"
        table.add_row(
            Text(LAYERS[facts.layer].to(LANGUAGE) if first else "", style="bold"),
            Text.assemble((facts.id, "cyan"), mark, "\n", facts.name.to(LANGUAGE)),
            facts.notices.to(LANGUAGE),
            "\n".join(f"{each.name} {bounds(each)}" for each in facts.parameters),
        )
    table.caption = say(
        "* 只靠客户一侧造不出来，要我们自己的服务器。houdun faults NAME 看一个的全文。",
        "* cannot be caused from the customer's side alone: it takes servers of ours. houdun faults NAME shows one in full.",
    )
    return table


def _whole(facts: FaultFacts) -> Table:
    from rich.table import Table
    from rich.text import Text

    from houdun.cli.fault_words import EVIDENCE, LAYERS
    from houdun.scenario.catalogue import bounds

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 1, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(facts.id, Text(facts.name.to(LANGUAGE), style="bold"))
    table.add_row(say("层", "layer"), LAYERS[facts.layer].to(LANGUAGE))
    table.add_row(say("真实原因", "true cause"), facts.true_cause.to(LANGUAGE))
    table.add_row(say("观众所见", "what viewers notice"), facts.notices.to(LANGUAGE))
    table.add_row(say("查出它的证据", "revealed by"), "\n".join(EVIDENCE[each].to(LANGUAGE) for each in facts.reveals))
    table.add_row(say("易误判为", "easily mistaken for"), ", ".join(facts.mistaken_for))
    for parameter in facts.parameters:
        table.add_row(f"{parameter.name}={parameter.default:g}", f"{parameter.meaning.to(LANGUAGE)} ({bounds(parameter)})")
    for remedy in facts.remedies:
        mark = Text("✓ ", style="green") if remedy.cures else Text("✗ ", style="red")
        table.add_row(mark + remedy.id, remedy.what.to(LANGUAGE))
    alone = (
        say("能，只靠客户一侧", "yes, from the customer's side alone")
        if facts.injectable_at_vendor
        else say("不能，要我们自己的服务器", "no, it takes servers of ours")
    )
    table.add_row(say("能在服务商处造出", "can be caused at a vendor"), alone)
    return table
