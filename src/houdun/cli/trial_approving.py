"""What `houdun trial approve` shows: each question that waits, and the letters as they would go out."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from houdun.app.names import SORTS, STRATA
from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.cli.trial_words import local, moment
from houdun.flow.trial.ahead.approving import openings
from houdun.flow.trial.plan import Block
from houdun.flow.trial.terms import Terms
from houdun.inert import one_line


def show(terms: Terms, blocks: Iterable[Block]) -> None:
    console = out()
    for block in blocks:
        stratum, sort = STRATA[block.stratum].to(LANGUAGE), SORTS[block.question.sort].to(LANGUAGE)
        head = say(f"第 {block.number} 组", f"Block {block.number}")
        when = moment(block.due, terms.zone)
        console.print(
            Text(f"{head}  {when}  {stratum}  {one_line(block.question.id, 40)} ({sort})", style="bold"), soft_wrap=True
        )
        for each in openings(terms, block):
            to = f"  {local(each.matter.due, terms.zone):%H:%M} → {one_line(str(each.matter.vendor), 24)} ({one_line(each.to, 80)})"
            console.print(Text(f"{to}  {one_line(each.subject, 120)}", style="cyan"), soft_wrap=True)
            console.print(Text("".join(f"    {one_line(line, 2_000)}\n" for line in each.text.splitlines())), soft_wrap=True)


def told(number: int, waiting: int) -> str:
    """How many are approved now, and how many wait."""
    if not number:
        return say(f"{waiting} 组等批准", f"{waiting} wait") if waiting else say("没有等批准的", "nothing waits for approval")
    return say(f"已批准 {number} 组，还有 {waiting} 组等批准", f"{number} approved, {waiting} still wait")
