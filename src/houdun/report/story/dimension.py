"""One dimension: what each criterion found at each vendor, and the curves and weeks that belong to it."""

from __future__ import annotations

from houdun.facts.rubric import Criterion, Dimension
from houdun.facts.verdict import CriterionResult, Estimate, VendorResult
from houdun.report.document import Block, Cell, Fold, Heading, Line, Paragraph, Row, Span, Style, Table
from houdun.report.numbers import DURATIONS, SHARES
from houdun.report.outside import brief
from houdun.report.story.curves import curves
from houdun.report.story.weeks import weeks
from houdun.report.view import ABREAST, CHARTED, TENTATIVE, View, gauge, slug

HEADS = ("vendor", "value", "score", "interval", "n", "coverage", "basis")


def dimensions(view: View) -> tuple[Block, ...]:
    """All dimensions of the rubric, in its order."""
    if not view.vendors:
        return ()
    return tuple(block for dimension in view.comparison.rubric.dimensions for block in _dimension(view, dimension))


def _dimension(view: View, dimension: Dimension) -> tuple[Block, ...]:
    name = brief(dimension.name.to(view.language))
    heading = Heading(level=2, text=_finding(view, dimension), anchor=f"d-{slug(dimension.id)}", label=name)
    question = Paragraph((Span(brief(dimension.question.to(view.language), 160), Style.SOFT),))
    pictures = (*curves(view, "response"), *weeks(view)) if dimension.id == "response" else ()
    if dimension.id == "closure":
        pictures = curves(view, "closure")
    return (heading, question, *pictures, *_tables(view, dimension))


def _finding(view: View, dimension: Dimension) -> str:
    """Who is ahead, where the intervals part; else that it is close, or that nothing speaks. Thin evidence is said to be so."""
    scored = [
        (result.score, vendor, result.coverage)
        for vendor in view.spoken_for
        if (result := view.dimension(vendor, dimension)) and result.score
    ]
    if not scored:
        return view.words.say("dimension.nothing")
    scored.sort(key=lambda found: -found[0].mean)
    best, ahead, _ = scored[0]
    if len(scored) == 1:
        key = "dimension.one" if len(view.spoken_for) > 1 else "dimension.alone"
        finding = view.words.say(key, vendor=view.plain(ahead.vendor), score=view.numbers.score(best.mean))
    else:
        second, behind, _ = scored[1]
        finding = view.words.say(
            "dimension.ahead" if best.low > second.high else "dimension.close",
            first=view.plain(ahead.vendor),
            second=view.plain(behind.vendor),
            a=view.numbers.score(best.mean),
            b=view.numbers.score(second.mean),
        )
    share = min(coverage for _, _, coverage in scored[:2])
    return finding if share >= TENTATIVE else view.words.say("dimension.thin", finding=finding, share=view.numbers.percent(share))


def _tables(view: View, dimension: Dimension) -> tuple[Block, ...]:
    """One table while the vendors fit abreast; of more, the charted ones and the rest, each folded."""
    silent = not any((found := view.dimension(vendor, dimension)) and found.score for vendor in view.vendors)
    if silent or len(view.vendors) <= ABREAST:
        return (_table(view, dimension, view.vendors),)
    name = view.words.say("dimension.caption", dimension=brief(dimension.name.to(view.language)))
    rest = view.vendors[CHARTED:]
    told = view.words.say("dimension.charted", n=len(view.charted))
    head = (Span(name, Style.STRONG), *((Span(f"  {told}", Style.SOFT),) if rest else ()))
    first = Fold(head, (_table(view, dimension, view.charted),))
    if not rest or not any((found := view.dimension(vendor, dimension)) and found.score for vendor in rest):
        return (first,)
    told = view.words.say("word.rest", n=len(rest))
    title = (Span(name, Style.STRONG), Span(f"  {told}", Style.SOFT))
    return (first, Fold(title, (_table(view, dimension, rest),), brief=False))


def _table(view: View, dimension: Dimension, vendors: tuple[VendorResult, ...]) -> Table:
    say = view.words.say
    columns = tuple(
        Cell(((Span(say(f"word.{head}")),),), number=head in ("value", "interval", "n", "coverage")) for head in HEADS
    )
    rows: list[Row] = []
    for criterion in dimension.criteria:
        rows.append(_group(view, criterion))
        results = {vendor.vendor: result for vendor, result in view.results(criterion.id)}
        if len(vendors) > 1 and not any(_speaks(results.get(vendor.vendor)) for vendor in vendors):
            rows.append(_nobody(view, criterion, list(results.values())))
            continue
        rows += [_row(view, vendor, results.get(vendor.vendor), criterion) for vendor in vendors]
    caption = say("dimension.caption", dimension=brief(dimension.name.to(view.language)))
    return Table(caption=caption, columns=columns, rows=tuple(rows), wide=(2.0, 1.5, 1.9, 1.0, 0.8, 0.9, 1.2))


def _group(view: View, criterion: Criterion) -> Row:
    gate = (Span(view.words.say("word.gate"), Style.WARN),) if criterion.gate else ()
    name = Span(brief(criterion.name.to(view.language), 80), Style.STRONG)
    line = (name, *((Span("  "), *gate) if gate else ()))
    return Row(cells=(Cell((line, (Span(brief(criterion.question.to(view.language), 200), Style.SOFT),))),), group=True)


def _row(view: View, vendor: VendorResult, result: CriterionResult | None, criterion: Criterion) -> Row:
    head = Cell(((view.name(vendor.vendor),),), series=view.series(vendor.vendor))
    if result is None or result.value is None or result.score is None:
        return Row(cells=(head, Cell(((Span(_needed(view, result, criterion), Style.SOFT),),))))
    to = f"#{view.behind(vendor.vendor, criterion.id)}" if result.contributions else ""
    told, between = _value(view, result.value, result)
    value: list[Line] = [(Span(told, Style.STRONG, to),)]
    if between != told:
        value.append((Span(between, Style.SOFT),))
    return Row(
        cells=(
            head,
            Cell(tuple(value), number=True),
            Cell(
                ((Span(view.numbers.score(result.score.mean), Style.STRONG),),),
                gauge=gauge(result.score),
                tentative=result.coverage < TENTATIVE,
            ),
            _number(view.numbers.interval(result.score)),
            _number(f"{result.n:,}"),
            _number(view.numbers.percent(result.coverage)),
            Cell((_basis(view, result),)),
        )
    )


def _value(view: View, value: Estimate, result: CriterionResult) -> tuple[str, str]:
    """The value and its interval; what a person put on record is a yes or a no."""
    if result.assurance is not None and result.unit in SHARES and value.mean in (0.0, 1.0):
        told = view.words.say("word.yes" if value.mean else "word.no")
        return told, told
    told = view.numbers.value(value.mean, result.unit)
    told = view.words.say("cases.at_least", value=told) if _unreached(result, value) else told
    return told, view.numbers.values(value, result.unit)


def _unreached(result: CriterionResult, value: Estimate) -> bool:
    """A time that no case has ended in yet: the history was over before."""
    ended = max((one.value for one in result.contributions if not one.censored), default=0.0)
    return result.unit in DURATIONS and any(one.censored for one in result.contributions) and value.mean > ended


def _speaks(result: CriterionResult | None) -> bool:
    return result is not None and result.value is not None and result.score is not None


def _nobody(view: View, criterion: Criterion, results: list[CriterionResult]) -> Row:
    """One row for all where nobody has evidence."""
    told = {_needed(view, result, criterion) for result in results}
    needed = told.pop() if len(told) == 1 else _needed(view, None, criterion)
    head = Cell(((Span(view.words.say("dimension.everyone"), Style.SOFT),),))
    return Row(cells=(head, Cell(((Span(needed, Style.SOFT),),))))


def _needed(view: View, result: CriterionResult | None, criterion: Criterion) -> str:
    """What the verdict says is missing; else the kinds of evidence that the criterion reads."""
    if result and result.missing:
        return brief(result.missing.to(view.language), 200)
    kinds = view.words.say("list.between").join(view.words.known(f"evidence.{kind}", kind) for kind in criterion.evidence)
    return view.words.say("none.needed", what=brief(kinds, 200))


def _basis(view: View, result: CriterionResult) -> Line:
    basis = Span(view.words.known(f"basis.{result.basis}", brief(result.basis)))
    if result.assurance is None:
        return (basis,)
    return (basis, Span(view.words.say("list.between")), Span(view.words.say(f"assurance.{result.assurance.value}"), Style.SOFT))


def _number(text: str) -> Cell:
    return Cell(((Span(text),),), number=True)
