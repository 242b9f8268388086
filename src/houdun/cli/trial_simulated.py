"""What `houdun trial simulate` shows and writes: what the plan would measure of each persona, and how its claims would turn out."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any

from rich.table import Table
from rich.text import Text

from houdun.cli.options import say
from houdun.cli.showing import out
from houdun.cli.trial_words import span
from houdun.facts.time import MINUTE
from houdun.flow.trial.ahead.many import WITHIN, Cast, Found, Measured
from houdun.inert import one_line


def show(cast: Cast, found: Found) -> None:
    console = out()
    console.print(_table(cast, found))
    runs, claims = len(found.trials), len(found.claims)
    best = one_line(str(found.best), 40)
    console.print(
        Text(
            say(
                f"{runs:,} 场考察，{claims:,} 场得出结论：{found.right:,} 场指向总体最好的 {best}，{claims - found.right:,} 场不是",
                f"{runs:,} trials, {claims:,} with a claim: {found.right:,} name {best}, the best over all of them, {claims - found.right:,} another",
            ),
            style="bold",
        ),
        soft_wrap=True,
    )
    if claims:
        middle = median(each.blocks for each in found.claims)
        console.print(say(f"得出结论所用题数的中位数：{middle:g}", f"Questions to a claim, the median: {middle:g}"))


def as_json(cast: Cast, found: Found) -> dict[str, Any]:
    """Shares are from 0 to 1; `depth` is by rule, 0 to 4; a median of null: half of the questions or more were never answered."""
    return {
        "name": cast.terms.name,
        "runs": len(found.trials),
        "questions": len(cast.blocks),
        "vendors": [_vendor(cast, each) for each in found.vendors],
        "best": str(found.best),
        "claims": len(found.claims),
        "right": found.right,
        "wrong": len(found.claims) - found.right,
        "trials": [
            {
                "seed": each.seed,
                "winner": str(each.winner) if each.winner else None,
                "blocks": each.blocks,
                "asked": len(each.answers),
            }
            for each in found.trials
        ],
    }


def _vendor(cast: Cast, each: Measured) -> Mapping[str, Any]:
    return {
        "vendor": str(each.vendor),
        "persona": cast.personas[each.vendor].id,
        "asked": each.asked,
        "answered": each.answered,
        **{f"within_{limit // MINUTE}_min": share for limit, share in zip(WITHIN, each.within, strict=True)},
        "median_minutes": None if each.median_ms is None else each.median_ms / MINUTE,
        "depth": each.depth,
        "controls": each.controls,
        "controls_with_a_cause": each.blamed,
        "named": each.named,
        "dropped": each.dropped,
    }


def _table(cast: Cast, found: Found) -> Table:
    heads = [("服务商", "vendor"), ("扮演", "persona"), ("提问", "asked"), ("有人答", "answered")]
    heads += [(f"≤{limit // MINUTE} 分钟", f"≤{limit // MINUTE} min") for limit in WITHIN]
    heads += [("中位等待", "median wait"), ("深度（规则）", "depth by rule"), ("对照误判", "false alarms"), ("被判最好", "named")]
    table = Table(*(say(*head) for head in heads), box=None, pad_edge=False)
    for each in found.vendors:
        table.add_row(
            Text(one_line(str(each.vendor), 24)),
            Text(one_line(cast.personas[each.vendor].id, 24)),
            f"{each.asked:,}",
            f"{each.answered:.0%}",
            *(f"{share:.0%}" for share in each.within),
            "–" if each.median_ms is None else span(round(each.median_ms)),
            f"{each.depth:.2f}",
            f"{each.blamed}/{each.controls}",
            f"{each.named / len(found.trials):.0%}",
        )
    return table
