"""The tables on the terminal. All text from outside is made inert before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from houdun.cli.options import LANGUAGE, say
from houdun.cli.showing import out
from houdun.facts.reading import CaseReading, ClockReading
from houdun.facts.rubric import Rubric
from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis, from_millis
from houdun.facts.trial import Trial
from houdun.facts.verdict import (
    ENOUGH_CASES,
    Comparison,
    DimensionResult,
    Estimate,
    GateResult,
    GateStatus,
    VendorResult,
    Verdict,
)
from houdun.inert import one_line
from houdun.report.numbers import Numbers

LABELS, COLUMN = 24, 18
"""Characters of the row labels and of one vendor's column. Vendors stand side by side where they fit, else in a row each."""
ROWS = 120
"""Characters of a row with ranks and dimensions. A narrower terminal gets two tables: no figure is ever cut."""
SHOWN_CASES = 200
GATE_MARKS = {
    GateStatus.MET: ("✓", "green"),
    GateStatus.BELOW: ("✗", "red"),
    GateStatus.UNSURE: ("?", "yellow"),
    GateStatus.NO_EVIDENCE: ("–", "dim"),
}


def verdict(comparison: Comparison) -> None:
    """The answer first, then the five rows, then what would change it."""
    judged = comparison.verdict
    ranked = judged.in_order
    width = out().width
    wide = LABELS + COLUMN * len(ranked) <= width
    _show(
        Text(_answer(comparison, ranked), style="bold"),
        *((Text(_claim(comparison.trial)),) if comparison.trial else ()),
        *((_by_dimension(comparison, ranked),) if wide else _by_vendor(comparison, ranked, split=width < ROWS)),
        Text(_legend(wide), style="dim"),
        Text(_change(comparison)),
    )


def _show(*parts: RenderableType) -> None:
    console: Console = out()
    console.print(Group(*(Padding(part, (0, 0, 1, 0), expand=False) for part in parts if part)))


def _answer(comparison: Comparison, ranked: Sequence[VendorResult]) -> str:
    judged, first = comparison.verdict, ranked[0]
    name = one_line(str(first.vendor), 40)
    stage = comparison.rubric.stages[judged.stage].name.to(LANGUAGE)
    share = Numbers.chance(judged.rank_acceptability[first.vendor][0])
    if len(ranked) == 1:
        return say(
            f"只有 {name} 一家，无从比较；下面是它的得分。",
            f"There is only {name}: nothing to compare with. These are its scores.",
        )
    if judged.leader is not None:
        return say(
            f"{name} 领先：按「{stage}」的权重，排第一的概率 {share}。",
            f"{name} leads: by the weights of “{stage}”, first with probability {share}.",
        )
    return say("尚无定论。", "Open. ") + _best_so_far(judged, ranked)


def _which(trial: Trial) -> str:
    name, others = one_line(trial.declared.name, 60), say("、", ", ").join(one_line(each, 60) for each in trial.others)
    return say(
        f"以下是考察「{name}」；还有 {others}（--trial 可换），它们的工单同样计分。",
        f"Of the trial {name}; there are also {others} (--trial tells another), whose cases count in the scores too.",
    )


def _claim(trial: Trial) -> str:
    """The claim of a trial, and on a line of its own the lean."""
    standing = trial.standing
    if standing.winner:
        winner, share = one_line(str(standing.winner), 40), f"{trial.declared.endpoint.false_claims:.0%}"
        told = say(
            f"考察结论：按事先声明的口径，{winner} 优于其余每一家（{standing.blocks} 个完整题组；各家相同时误断不超过 {share}）。",
            f"Claim: by the endpoint declared, {winner} is better than every other vendor ({standing.blocks} whole blocks; among equals at most {share} "
            "of trials claim one).",
        )
    else:
        told = say(
            f"考察尚无结论（{standing.blocks} 个完整题组）。", f"The trial claims nobody yet ({standing.blocks} whole blocks)."
        )
    if trial.others:
        told = f"{_which(trial)}\n{told}"
    if not standing.blocks or len(standing.lean) < 2:
        return told
    first = max(standing.lean, key=lambda vendor: standing.lean[vendor])
    name, share = one_line(str(first), 40), Numbers.chance(standing.lean[first])
    return f"{told}\n" + say(
        f"倾向（不是结论）：{name} 最好的概率 {share}。", f"Lean, no claim: {name} is the best with probability {share}."
    )


def _best_so_far(judged: Verdict, ranked: Sequence[VendorResult]) -> str:
    first = ranked[0]
    rivals = [result.vendor for result in ranked if result.thin == first.thin]
    name, above = one_line(str(first.vendor), 40), Numbers.chance(judged.chance_against(first.vendor, rivals))
    if first.thin:
        return say(
            f"每家都不足 {ENOUGH_CASES} 件工单，名次还说明不了什么。",
            f"Every vendor has fewer than {ENOUGH_CASES} cases: ranks mean little yet.",
        )
    if len(rivals) == 1:
        return say(
            f"只有 {name} 有 {ENOUGH_CASES} 件以上工单，其余各家不足以比较。",
            f"Only {name} has {ENOUGH_CASES} cases or more: the others have too few to compare.",
        )
    if first.below_base_line:
        return say(
            f"有 {ENOUGH_CASES} 件以上工单的服务商，没有一家确定达到基础线；其中最靠前的是 {name}，胜过其余各家的概率平均 {above}。",
            f"Of the vendors with {ENOUGH_CASES} cases or more none is sure to reach the base line. {name} is ahead of the rest of them, "
            f"with {above} on average.",
        )
    return say(
        f"在有 {ENOUGH_CASES} 件以上工单的服务商里，最靠前的是 {name}，胜过其余各家的概率平均 {above}（下定论要有 {judged.clear:.0%} 的把握排第一）。",
        f"Of the vendors with {ENOUGH_CASES} cases or more {name} is ahead, above each of the rest with {above} on average "
        f"(a lead needs {judged.clear:.0%} for the first rank).",
    )


def _by_dimension(comparison: Comparison, ranked: Sequence[VendorResult]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(say("维度", "dimension"))
    for result in ranked:
        table.add_column(_vendor(result), justify="right")
    for number, dimension in enumerate(comparison.rubric.dimensions):
        weight = comparison.verdict.weights[dimension.id]
        table.add_row(
            f"{dimension.name.to(LANGUAGE)} [dim]{weight:.0%}[/dim]",
            *(_score(result.dimensions[number]) for result in ranked),
        )
    table.add_section()
    table.add_row(say("总分", "total"), *(_points(result.score, result.coverage) for result in ranked), style="bold")
    table.add_row(say("基础线", "base line"), *(_gates(result.gates) for result in ranked))
    table.add_row(
        say("排第一的概率", "chance of first"),
        *(Numbers.chance(comparison.verdict.rank_acceptability[result.vendor][0]) for result in ranked),
    )
    table.add_row(say("工单数", "cases"), *(f"{result.cases:,}" for result in ranked))
    return table


Column: TypeAlias = Callable[[VendorResult], str | Text]
"""What a vendor's row shows in one column."""


def _by_vendor(comparison: Comparison, ranked: Sequence[VendorResult], *, split: bool) -> list[Table]:
    """A row for each vendor; `split`: ranks in one table, dimensions in another."""
    judged = comparison.verdict
    ranks: dict[str, Column] = {
        say("工单", "cases"): lambda result: f"{result.cases:,}",
        say("第一", "first"): lambda result: Numbers.chance(judged.rank_acceptability[result.vendor][0]),
        say("总分", "total"): lambda result: _mean(result.score),
        say("基础线", "base line"): lambda result: _gates(result.gates),
    }
    dimensions = {
        dimension.name.to(LANGUAGE): _dimension(number) for number, dimension in enumerate(comparison.rubric.dimensions)
    }
    return [_rows(ranked, columns) for columns in ((ranks, dimensions) if split else (ranks | dimensions,))]


def _dimension(number: int) -> Column:
    return lambda result: _mean(result.dimensions[number].score)


def _rows(ranked: Sequence[VendorResult], columns: Mapping[str, Column]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(say("服务商", "vendor"), overflow="fold")
    for header in columns:
        table.add_column(header, justify="right")
    for before, result in zip([None, *ranked], ranked, strict=False):
        if result.thin and before and not before.thin:
            table.add_section()
            table.add_row(Text(say(f"以下不足 {ENOUGH_CASES} 件工单", f"fewer than {ENOUGH_CASES} cases"), style="italic dim"))
        table.add_row(_name(result), *(shown(result) for shown in columns.values()))
    return table


def _name(result: VendorResult) -> Text:
    return Text(one_line(str(result.vendor), 28), style="dim" if result.thin else "bold")


def _vendor(result: VendorResult) -> Text:
    name = _name(result)
    if result.below_base_line:
        name.append(say(" 未达基础线", " below base line"), style="red")
    return name


def _score(result: DimensionResult) -> Text:
    return _points(result.score, result.coverage)


def _points(score: Estimate | None, coverage: float) -> Text:
    if score is None:
        return Text(say("无证据", "no evidence"), style="dim")
    text = Text(f"{100 * score.mean:.0f}")
    text.append(f" ({100 * score.low:.0f}–{100 * score.high:.0f})", style="dim")
    text.append(f" {coverage:>4.0%}", style="dim" if coverage > 0.5 else "yellow")
    return text


def _mean(score: Estimate | None) -> str:
    return "–" if score is None else f"{100 * score.mean:.0f}"


def _gates(gates: Sequence[GateResult]) -> Text:
    text = Text()
    for gate in gates:
        mark, style = GATE_MARKS[gate.status]
        text.append(mark, style=style)
    return text


def _legend(wide: bool) -> str:
    scores = (
        say("得分 0–100，括号内为 90% 区间，其后为证据覆盖率。", "Scores 0–100 (90% interval), then the coverage of evidence. ")
        if wide
        else say("得分 0–100；第一：排第一的概率。", "Scores 0–100; first: the chance of the first rank. ")
    )
    return scores + say(
        "基础线：24×7、昼/夜/周末 15 分钟内有人答复；✓ 达到 ✗ 未达 ? 不确定 – 无证据。",
        "Base line: 24×7, a human within 15 minutes by day, night and weekend; ✓ met ✗ below ? unsure – no evidence.",
    )


def _change(comparison: Comparison) -> str:
    thin = {result.vendor for result in comparison.verdict.vendors if result.thin}
    flips = [flip for flip in comparison.verdict.flips if flip.winner not in thin]
    if len(comparison.verdict.vendors) < 2 or comparison.verdict.in_order[0].thin:
        return ""
    if not flips:
        return say(
            "只调整任何一个维度的权重，都不会换掉平均分第一名。",
            "No change of a single dimension's weight replaces the leader by mean score.",
        )
    flip = flips[0]
    name = next(d.name.to(LANGUAGE) for d in comparison.rubric.dimensions if d.id == flip.dimension)
    winner = one_line(str(flip.winner), 40)
    return say(
        f"最小的翻盘：「{name}」的权重从 {flip.weight_from:.0%} 改为 {flip.weight_to:.0%}，{winner} 就领先。",
        f"The smallest change that flips it: {name} from {flip.weight_from:.0%} to {flip.weight_to:.0%}, and {winner} leads.",
    )


def rubric(shown: Rubric) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in (
        say("编号与问题", "id and question"),
        say("所需证据", "evidence"),
        say("权重", "weight"),
        say("基础线", "gate"),
    ):
        table.add_column(header, overflow="fold")
    for dimension in shown.dimensions:
        table.add_row(Text.assemble((dimension.name.to(LANGUAGE), "bold"), "\n", (dimension.question.to(LANGUAGE), "italic")))
        for criterion in dimension.criteria:
            table.add_row(
                Text.assemble((criterion.id, "cyan"), "\n", criterion.question.to(LANGUAGE)),
                Text(", ".join(criterion.evidence)),
                f"{criterion.weight:g}",
                f"≥ {criterion.gate.at_least:g}" if criterion.gate else "",
            )
        table.add_section()
    _show(table)


def cases(readings: Sequence[CaseReading], zone: str) -> None:
    """Times of day as the customers' clocks showed them: so they are remembered."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in (
        say("工单", "case"),
        say("服务商", "vendor"),
        say("开启", "opened"),
        say("消息", "messages"),
        say("首次人工答复", "first human reply"),
        say("解决", "resolved"),
    ):
        table.add_column(header, overflow="fold")
    there = ZoneInfo(zone)
    for reading in readings[:SHOWN_CASES]:
        table.add_row(
            Text(one_line(reading.key.id, 40)),
            Text(one_line(str(reading.key.vendor), 24)),
            from_millis(reading.opened_at).astimezone(there).strftime("%Y-%m-%d %H:%M"),
            str(len(reading.messages)),
            _clock(reading.clock("time_to_first_response_human")),
            _clock(reading.clock("time_to_resolved")),
        )
    more = len(readings) - SHOWN_CASES
    tail = say(f"时间按 {zone}；“>”：还在等。", f"Times in {zone}; “>”: still waiting.")
    if more > 0:
        tail += say(f"另有 {more} 件；--json 列出全部。", f" And {more} more; --json lists them all.")
    _show(table, Text(tail, style="dim"))


def _clock(clock: ClockReading | None) -> Text:
    if clock is None:
        return Text("–", style="dim")
    text = duration(clock.wall_ms)
    return Text(f"> {text}", style="yellow") if clock.censored else Text(text)


def duration(span: Millis) -> str:
    """`3 d 4 h`, `1 h 5 min`, `40 s`: two units are enough for a person."""
    units = ((DAY, say("天", "d")), (HOUR, say("小时", "h")), (MINUTE, say("分", "min")), (SECOND, say("秒", "s")))
    parts: list[str] = []
    for size, name in units:
        count, span = divmod(max(span, 0), size)
        if count or (size == SECOND and not parts):
            parts.append(f"{count} {name}")
        elif parts:
            break
        if len(parts) == 2:
            break
    return " ".join(parts)
