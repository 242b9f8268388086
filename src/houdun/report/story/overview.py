"""The five-row table: each dimension at each vendor, the total, the base lines, the probability of leading."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from houdun.facts.rubric import Dimension
from houdun.facts.verdict import ENOUGH_CASES, Estimate, GateResult, GateStatus, VendorResult
from houdun.report.document import Block, Cell, Fold, Heading, Line, Paragraph, Row, Span, Style, Table
from houdun.report.outside import brief
from houdun.report.view import ABREAST, TENTATIVE, View, gauge, slug

BADGES = {
    GateStatus.MET: Style.GOOD,
    GateStatus.BELOW: Style.BAD,
    GateStatus.UNSURE: Style.WARN,
    GateStatus.NO_EVIDENCE: Style.SOFT,
}

FOLDED = 12
"""More vendors with too few cases than this are folded away."""


def overview(view: View) -> tuple[Block, ...]:
    """Rows are dimensions while the vendors fit abreast; with more vendors the table is turned."""
    if not view.vendors:
        return ()
    heading = Heading(level=2, text=view.words.say("overview.title"), anchor="overview", label=view.words.say("overview.label"))
    tables = (_upright(view),) if len(view.vendors) <= ABREAST else _turned(view)
    return (heading, *tables, Paragraph((Span(view.words.say("overview.how"), Style.SOFT),)))


def _upright(view: View) -> Table:
    columns = (Cell(((Span(view.words.say("overview.question")),),)), *(_vendor(view, result) for result in view.vendors))
    rows = [
        _row(_question(view, dimension), view, _dimension_cell(view, dimension))
        for dimension in view.comparison.rubric.dimensions
    ]
    rows += [
        _row(_label(view, key), view, cell, total=key == "total")
        for key, cell in _totals(view)
        if key != "lead" or len(view.vendors) > 1
    ]
    wide = (2.2, *(1.6 for _ in view.vendors))
    return Table(caption=view.words.say("overview.caption"), columns=columns, rows=tuple(rows), anchor="scores", wide=wide)


def _turned(view: View) -> tuple[Block, ...]:
    """A row a vendor. Those with too few cases come last: under a line of their own, or folded away where they are many."""
    rows, apart = ([_across(view, result) for result in results] for results in (view.spoken_for, view.apart))
    values = {"n": len(apart), "few": ENOUGH_CASES}
    if len(apart) > FOLDED:
        fold = Fold((Span(view.words.say("overview.apart_fold", **values)),), (_rows(view, apart, ""),), brief=False)
        return (_rows(view, rows, "scores"), fold)
    line = Row(cells=(Cell(((Span(view.words.say("overview.apart", **values), Style.SOFT),),)),), group=True)
    return (_rows(view, [*rows, line, *apart] if apart else rows, "scores"),)


def _rows(view: View, rows: list[Row], anchor: str) -> Table:
    dimensions = view.comparison.rubric.dimensions
    asked = [(_linked(view, dimension),) for dimension in dimensions]
    heads = [((Span(view.words.say(f"overview.{key}"), Style.STRONG),),) for key in ("above", "total")]
    gates = ((Span(view.words.say("overview.gates"), Style.STRONG),),)
    columns = (Cell(((Span(view.words.say("word.vendor")),),)), *map(Cell, (*heads, *asked, gates)))
    wide = (1.9, 0.8, 1.0, *(1.0 for _ in dimensions), 1.0)
    return Table(
        caption=view.words.say("overview.caption"), columns=columns, rows=tuple(rows), anchor=anchor, wide=wide, dense=True
    )


def _across(view: View, result: VendorResult) -> Row:
    """One vendor's row; what stands apart is not compared, and its scores are tentative."""
    apart = bool(view.thin(result.vendor))
    above = Span("–", Style.SOFT) if apart else Span(view.numbers.chance(view.above(result.vendor)), Style.STRONG)
    dimensions = (_dimension_cell(view, dimension)(result) for dimension in view.comparison.rubric.dimensions)
    scores = [_estimate(view, result.score, result.coverage), *dimensions]
    if apart:
        scores = [dataclasses.replace(cell, tentative=True) for cell in scores]
    return Row(cells=(_vendor(view, result, marked=False), Cell(((above,),)), *scores, _gates_in_brief(view, result)))


def _totals(view: View) -> list[tuple[str, Callable[[VendorResult], Cell]]]:
    return [
        ("total", lambda result: _estimate(view, result.score, result.coverage)),
        ("gates", lambda result: Cell(tuple(_gate(view, result, gate) for gate in result.gates) or (_none(view),))),
        ("lead", lambda result: _lead(view, result)),
    ]


def _row(head: Cell, view: View, make: Callable[[VendorResult], Cell], *, total: bool = False) -> Row:
    return Row(cells=(head, *(make(result) for result in view.vendors)), total=total)


def _question(view: View, dimension: Dimension) -> Cell:
    return Cell((_linked(view, dimension), (Span(brief(dimension.question.to(view.language), 160), Style.SOFT),)))


def _linked(view: View, dimension: Dimension) -> Line:
    return (Span(brief(dimension.name.to(view.language)), Style.STRONG, f"#d-{slug(dimension.id)}"),)


def _label(view: View, key: str) -> Cell:
    stands, explained = view.words.say(f"overview.{key}"), view.words.say(f"overview.{key}_how")
    return Cell(((Span(stands, Style.STRONG),), (Span(explained, Style.SOFT),)))


def _vendor(view: View, result: VendorResult, *, marked: bool = True) -> Cell:
    """The vendor's head; `marked` where no column of its own says that it is below the base line."""
    plan = f"{brief(result.vendor.plan)} · " if result.vendor.plan else ""
    lines: list[Line] = [
        (view.name(result.vendor, Style.STRONG),),
        (Span(plan + view.words.count("case", result.cases), Style.SOFT),),
    ]
    if thin := view.thin(result.vendor):
        lines.append((Span(thin, Style.WARN),))
    if marked and result.below_base_line:
        lines.append((Span(view.words.say("word.below"), Style.BAD),))
    return Cell(tuple(lines), series=view.series(result.vendor))


def _dimension_cell(view: View, dimension: Dimension) -> Callable[[VendorResult], Cell]:
    def make(vendor: VendorResult) -> Cell:
        result = view.dimension(vendor, dimension)
        return _estimate(view, result.score if result else None, result.coverage if result else 0.0)

    return make


def _estimate(view: View, estimate: Estimate | None, coverage: float) -> Cell:
    covered = Span(view.words.say("overview.coverage", share=view.numbers.percent(coverage)), Style.SOFT)
    if estimate is None:
        return Cell((_none(view),))
    score = (Span(view.numbers.score(estimate.mean), Style.STRONG), Span(f"  {view.numbers.interval(estimate)}", Style.SOFT))
    if coverage >= TENTATIVE:
        return Cell((score, (covered,)), gauge=gauge(estimate))
    little = Span(view.words.say("overview.tentative"), Style.WARN)
    return Cell((score, (little,), (covered,)), gauge=gauge(estimate), tentative=True)


def _none(view: View) -> Line:
    return (Span(view.words.say("none.short"), Style.SOFT),)


def _gate(view: View, result: VendorResult, gate: GateResult) -> Line:
    told = view.words.say(f"gate.{gate.status.value}")
    if gate.probability is not None and gate.status is not GateStatus.NO_EVIDENCE:
        sure = 1 - gate.probability if gate.status is GateStatus.BELOW else gate.probability
        told = view.words.say(f"gate.{gate.status.value}_sure", p=view.numbers.chance(sure))
    name = Span(f"{view.criterion(gate.criterion)} ", Style.SOFT, _cases_behind(view, result, gate.criterion))
    return (name, Span(told, BADGES[gate.status]))


def _cases_behind(view: View, result: VendorResult, criterion: str) -> str:
    """The link to a gate's cases, where it has any."""
    found = [one for dimension in result.dimensions for one in dimension.criteria if one.id == criterion and one.contributions]
    return f"#{view.behind(result.vendor, criterion)}" if found else ""


def _gates_in_brief(view: View, result: VendorResult) -> Cell:
    """How many base lines stand how, where there is no room to name them; the names in each badge's note."""
    lines: list[Line] = []
    for status, style in BADGES.items():
        names = [view.criterion(gate.criterion) for gate in result.gates if gate.status is status]
        if names:
            note = view.words.say("list.between").join(names)
            lines.append((Span(view.words.say(f"gate.count_{status.value}", n=len(names)), style, note=note),))
    return Cell(tuple(lines) or (_none(view),))


def _lead(view: View, result: VendorResult) -> Cell:
    if result.vendor not in view.verdict.rank_acceptability:
        return Cell((_none(view),))
    return Cell(((Span(view.numbers.chance(view.lead(result.vendor)), Style.STRONG),),))
