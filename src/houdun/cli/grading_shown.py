"""How `houdun grade status` shows a grading: tables, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.flow.blind.decisions import Decision
from houdun.flow.blind.standing import Beside, Criterion, Dispute, Rater, Standing
from houdun.grading.blind.alpha import RELIABLE
from houdun.inert import one_line

NAME = 24
SENTENCE = 60


def standing(shown: Standing) -> None:
    """Counts, then raters, agreement, and what somebody has to decide."""
    counts = say(
        f"答复包 {shown.packets} 个；未到评分时点的工单 {shown.waiting} 件",
        f"packets: {shown.packets}; cases not yet at their horizon: {shown.waiting}",
    )
    out().print(Text(counts, style="bold"))
    if not shown.raters:
        typer.echo(say("还没有人评分：houdun grade export", "nobody has graded yet: houdun grade export"))
        return
    out().print(_raters(shown.raters))
    out().print(_agreement(shown.criteria) if shown.criteria else Text(_alone(), style="dim"))
    if shown.disputes:
        out().print(_disputes(shown.disputes))
    if shown.decisions:
        out().print(_decisions(shown.decisions))


def as_json(shown: Standing) -> None:
    typer.echo(
        json.dumps(
            {
                "packets": shown.packets,
                "waiting": shown.waiting,
                "vendors": list(shown.vendors),
                "raters": [asdict(each) | {"seen_through": each.guesses.seen_through} for each in shown.raters],
                "agreement": [
                    {"id": each.id, "scale": each.scale.value, **asdict(each.agreement), "reliable": each.agreement.reliable}
                    for each in shown.criteria
                ],
                "adjudication": [asdict(each) for each in shown.disputes],
                "decisions": [asdict(each) for each in shown.decisions],
            },
            indent=1,
        )
    )


def beside(rater: str, shown: Sequence[Beside]) -> None:
    """The rater's grades with the rule's."""
    if not shown:
        typer.echo(one_line(say(f"{rater} 还没有评过", f"{rater} has graded nothing yet"), 200))
        return
    table = _table(
        say("答复包", "packet"),
        say("深度", "depth"),
        say("说中原因", "cause"),
        say("给出改法", "cure"),
        say("规则依据的话", "what the rule goes by"),
    )
    for each in shown:
        grade, rule = each.grade, each.ruled
        table.add_row(
            grade.packet,
            _pair(str(grade.depth), str(rule.depth)),
            _pair(_yes(grade.cause), _yes(rule.cause)),
            _pair(_yes(grade.remedy), _yes(rule.remedy)),
            Text(one_line(rule.named or rule.cure, SENTENCE)),
        )
    out().print(table)
    typer.echo(
        say(
            "每格左边是评分人，右边是规则。规则只认词句：换了说法会漏，要点题尤其粗略",
            "Left the rater, right the rule. The rule goes by words: it misses other wordings, and is coarse where key points are graded",
        )
    )


def beside_as_json(shown: Sequence[Beside]) -> None:
    typer.echo(json.dumps([{"grade": asdict(each.grade), "rule": asdict(each.ruled)} for each in shown], indent=1))


def _raters(raters: Sequence[Rater]) -> Table:
    table = _table(
        say("评分人", "rater"),
        say("已评", "graded"),
        say("未评", "left"),
        say("每个用时", "time each"),
        say("猜中服务商", "vendor guessed"),
        say("盲不盲", "blind?"),
    )
    for each in raters:
        guess = each.guesses
        rate = f"{guess.right}/{guess.made} ({guess.low:.0%}–{guess.high:.0%}; {say('瞎猜', 'chance')} {guess.chance:.0%})"
        table.add_row(
            Text(one_line(each.name, NAME)),
            str(each.graded),
            str(each.left),
            f"{each.seconds:.0f} s",
            rate,
            Text(say("看得出是谁", "sees through"), style="red")
            if guess.seen_through
            else Text(say("看不出", "not better than chance")),
        )
    return table


def _agreement(criteria: Sequence[Criterion]) -> Table:
    table = _table(say("评什么", "what"), say("件数", "items"), "Krippendorff α", say("95% 区间", "95% interval"), "")
    for each in criteria:
        found = each.agreement
        alpha = "–" if found.alpha is None else f"{found.alpha:.3f}"
        interval = "–" if found.low is None or found.high is None else f"{found.low:.2f} … {found.high:.2f}"
        table.add_row(each.name.to(LANGUAGE), str(found.items), alpha, interval, _verdict(each))
    return table


def _verdict(criterion: Criterion) -> Text:
    found = criterion.agreement
    if found.alpha is None:
        return Text(say("全都一样，无从判断", "all the same: nothing can be said"), style="dim")
    if not found.reliable:
        return Text(say(f"评分人意见不一（低于 {RELIABLE}）", f"raters do not agree (below {RELIABLE})"), style="red")
    if found.low is None or found.low < RELIABLE:
        return Text(say("可用，但件数少，还说不准", "good enough, but with so few items not for sure"), style="yellow")
    return Text(say("可用", "good enough"), style="green")


def _disputes(disputes: Sequence[Dispute]) -> Table:
    table = _table(say("待裁定", "to be decided"), say("各人给的深度", "depths"), say("是否说中原因", "cause named"))
    for each in disputes:
        table.add_row(each.packet, _each(each.depths), _each({name: _yes(said) for name, said in each.causes.items()}))
    return table


def _decisions(decisions: Sequence[Decision]) -> Table:
    table = _table(
        say("已裁定", "decided"), say("深度", "depth"), say("说中原因", "cause"), say("裁定人", "by"), say("理由", "why")
    )
    for each in decisions:
        shown = (str(each.depth), _yes(each.cause), Text(one_line(each.by, NAME)), Text(one_line(each.reason, SENTENCE)))
        table.add_row(each.packet, *shown)
    return table


def _each(said: Mapping[str, object]) -> Text:
    return Text("  ".join(f"{one_line(name, NAME)} {value}" for name, value in said.items()))


def _table(*headers: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    return table


def _pair(mine: str, rule: str) -> Text:
    return Text(f"{mine} | {rule}", style="" if mine == rule else "yellow")


def _yes(said: bool | None) -> str:
    return "–" if said is None else say("是", "yes") if said else say("否", "no")


def _alone() -> str:
    return say("还没有两人评过同一个答复包，无从谈一致", "No packet has been graded by two raters yet: nothing to compare")
