"""The one-paragraph answer: who leads, how sure, or that it is open and why, and who is below the base line."""

from __future__ import annotations

from houdun.facts.verdict import ENOUGH_CASES, GateResult, GateStatus, VendorResult
from houdun.report.document import Block, Callout, Line, Paragraph, Span, Style
from houdun.report.view import View

FEW = 30
"""Under so many cases we say that the evidence is thin."""

TOLD = 3
"""So many vendors below the base line are told each with its gates; of more, the names."""
LISTED = 8


def answer(view: View) -> tuple[Block, ...]:
    """The answer and, where there is one, the base-line remark."""
    return (Paragraph((*_answer(view), *_apart(view)), lead=True), *_below(view), *_unproven(view))


def _answer(view: View) -> Line:
    if not view.vendors:
        return view.words.line("answer.nobody")
    first = view.vendors[0]
    if len(view.vendors) == 1:
        return view.words.line("answer.alone", vendor=view.name(first.vendor, Style.STRONG))
    if first.thin:
        return view.words.line("answer.few", few=str(ENOUGH_CASES))
    if len(view.spoken_for) == 1:
        return view.words.line("answer.only", vendor=view.name(first.vendor, Style.STRONG), few=str(ENOUGH_CASES))
    leader = next((result for result in view.spoken_for if result.vendor == view.verdict.leader), None)
    if leader and not leader.below_base_line:
        return _leads(view, leader)
    return _open(view) if any(map(_proven, view.spoken_for)) else _no_base_line(view)


def _leads(view: View, leader: VendorResult) -> Line:
    second = next(result for result in view.spoken_for if result is not leader)
    line = view.words.line(
        "answer.leads",
        leader=view.name(leader.vendor, Style.STRONG),
        stage=stage(view),
        p=Span(view.numbers.told_chance(view.lead(leader.vendor)), Style.STRONG),
        clear=view.numbers.percent(view.verdict.clear),
        score=view.score(leader.score),
        second=view.name(second.vendor),
        second_score=view.score(second.score),
    )
    return (*line, *_shape(view, leader), *_change(view))


def _open(view: View) -> Line:
    first, second = view.spoken_for[:2]
    line = view.words.line(
        "answer.open",
        first=view.name(first.vendor, Style.STRONG),
        p=Span(view.numbers.told_chance(view.above(first.vendor)), Style.STRONG),
        clear=view.numbers.percent(view.verdict.clear),
        stage=stage(view),
    )
    return (*line, *_why_open(view, first, second))


def _no_base_line(view: View) -> Line:
    """Nobody with enough cases has proved every base line: that is the answer, and who is ahead comes second."""
    first = view.spoken_for[0]
    failed = all(result.below_base_line for result in view.spoken_for)
    itself = (Span(view.words.say("answer.itself_below")),) if first.below_base_line and not failed else ()
    return view.words.line(
        "answer.all_below" if failed else "answer.none_sure",
        n=str(len(view.spoken_for)),
        few=str(ENOUGH_CASES),
        first=(view.name(first.vendor, Style.STRONG), *itself),
        p=Span(view.numbers.told_chance(view.above(first.vendor)), Style.STRONG),
    )


def _proven(result: VendorResult) -> bool:
    return all(gate.status is GateStatus.MET for gate in result.gates)


def _apart(view: View) -> Line:
    """How many stand apart for want of cases."""
    if not view.apart:
        return ()
    n = len(view.apart)
    if n == 1:
        return view.words.line("answer.apart_one", few=str(ENOUGH_CASES))
    return view.words.line("answer.apart", n=str(n), few=str(ENOUGH_CASES))


def _why_open(view: View, first: VendorResult, second: VendorResult) -> Line:
    thin = min(view.spoken_for, key=lambda result: result.cases)
    if thin.cases < FEW:
        return view.words.line("answer.thin", vendor=view.name(thin.vendor), n=view.words.count("case", thin.cases))
    if first.score and second.score and first.score.low <= second.score.high:
        return view.words.line("answer.overlap", a=view.numbers.interval(first.score), b=view.numbers.interval(second.score))
    return view.words.line("answer.uncovered", coverage=view.numbers.percent(min(first.coverage, second.coverage)))


def _shape(view: View, leader: VendorResult) -> Line:
    """The leader's strongest and weakest dimension."""
    scored = [(result.score.mean, result.id) for result in leader.dimensions if result.score and not view.tentative(result)]
    if len(scored) < 2:
        return ()
    names = {dimension.id: dimension.name.to(view.language) for dimension in view.comparison.rubric.dimensions}
    (low, weak), (high, strong) = min(scored), max(scored)
    return view.words.line(
        "answer.shape",
        strong=names.get(strong, strong),
        high=view.numbers.score(high),
        weak=names.get(weak, weak),
        low=view.numbers.score(low),
    )


def _change(view: View) -> Line:
    return view.words.line("answer.firm") if not view.verdict.flips else view.words.line("answer.flips")


def _below(view: View) -> tuple[Block, ...]:
    """Who is below, of those with enough cases; a vendor that stands apart is marked in the table alone."""
    marked = [result for result in view.spoken_for if result.below_base_line]
    if not marked:
        return ()
    if len(marked) == len(view.spoken_for) > 1:
        lines: Line = (Span(view.words.say("answer.below_each")),)
    else:
        lines = _many_below(view, marked) if len(marked) > TOLD else _each_below(view, marked)
    why = Span(view.words.say("answer.below_why"))
    return (Callout(Style.BAD, view.words.say("answer.below_title"), (*_lines(view, marked[0]), *lines, why)),)


def _lines(view: View, result: VendorResult) -> Line:
    """Which base lines there are."""
    return view.words.line("answer.below_lines", n=str(len(result.gates)), gates=_gates(view, list(result.gates)))


def _many_below(view: View, marked: list[VendorResult]) -> Line:
    names = view.names([result.vendor for result in marked[:LISTED]])
    many = view.words.line("answer.below_many", n=str(len(marked)), all=str(len(view.spoken_for)), vendors=names)
    more = view.words.say("answer.below_more") if len(marked) > LISTED else ""
    return (*many, Span(more), Span(view.words.say("answer.below_end")))


def _each_below(view: View, marked: list[VendorResult]) -> Line:
    lines: list[Span] = []
    for result in marked:
        name, gates = view.name(result.vendor, Style.STRONG), [gate for gate in result.gates if gate.status is GateStatus.BELOW]
        if len(gates) == len(result.gates) > 1:
            lines += view.words.line("answer.below_all", vendor=name)
        else:
            lines += view.words.line("answer.below", vendor=name, gates=_gates(view, gates))
    return tuple(lines)


def _unproven(view: View) -> tuple[Block, ...]:
    """A leader whose base lines are not proven met is said to be so."""
    leader = next((result for result in view.spoken_for if result.vendor == view.verdict.leader), None)
    open_gates = [gate for gate in leader.gates if gate.status in (GateStatus.UNSURE, GateStatus.NO_EVIDENCE)] if leader else []
    if leader is None or leader.below_base_line or not open_gates:
        return ()
    line = view.words.line("answer.unproven", leader=view.name(leader.vendor, Style.STRONG), gates=_gates(view, open_gates))
    return (Callout(Style.WARN, view.words.say("answer.unproven_title"), line),)


def _gates(view: View, gates: list[GateResult]) -> str:
    return view.words.say("list.gates").join(view.criterion(gate.criterion) for gate in gates)


def stage(view: View) -> str:
    """The stage's name within a sentence."""
    found = view.comparison.rubric.stages.get(view.verdict.stage)
    if found is None:
        return view.verdict.stage
    name = found.name.to(view.language)
    return name.lower() if name.istitle() else name
