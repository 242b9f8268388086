"""Kaplan–Meier curves of the waiting times, each with a table that is its legend too."""

from __future__ import annotations

from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis
from houdun.facts.verdict import Curve
from houdun.report.document import BANDED, Block, Cell, Curves, Figure, Fold, Row, Series, Span, Style, Table, Tick
from houdun.report.view import CHARTED, View

CLOCKS = {
    "response": ("time_to_first_response_human", "next_response_human"),
    "closure": ("time_to_located", "time_to_mitigated", "time_to_resolved", "time_to_rca"),
}
RULES = {
    "time_to_first_response_human": 15 * MINUTE,
    "time_to_located": 15 * MINUTE,
    "time_to_mitigated": 30 * MINUTE,
}
"""The buyer's base lines."""
TICKS = (
    *(SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR),
    *(DAY, 3 * DAY, 7 * DAY, 30 * DAY, 180 * DAY, 730 * DAY),
)
BAR = 3
"""Where a base line exists, the table says which share was answered within it."""


def curves(view: View, dimension: str) -> tuple[Block, ...]:
    """A figure and its table for each clock that has curves."""
    blocks: list[Block] = []
    for clock in CLOCKS[dimension]:
        found = {curve.vendor: curve for curve in view.comparison.curves if curve.clock == clock and curve.n}
        ordered = [found[result.vendor] for result in view.vendors if result.vendor in found]
        if any(curve.times_ms for curve in ordered):
            blocks += [*_figure(view, clock, ordered), *_tables(view, clock, ordered)]
    return tuple(blocks)


def answered(curve: Curve, by: Millis) -> float:
    """The share no longer waiting at that time."""
    waiting = 1.0
    for at, share in zip(curve.times_ms, curve.survival, strict=True):
        if at > by:
            break
        waiting = share
    return 1.0 - waiting


def _figure(view: View, clock: str, ordered: list[Curve]) -> tuple[Block, ...]:
    """Nothing where none of the charted vendors got anywhere."""
    say, rule = view.words.say, RULES.get(clock)
    drawn = [curve for curve in ordered if view.series(curve.vendor) is not None]
    if not any(curve.times_ms for curve in drawn):
        return ()
    figure = Figure(
        anchor=f"f-{clock.replace('_', '-')}",
        title=_finding(view, clock, ordered),
        summary="; ".join(_told(view, curve) for curve in drawn),
        note=say("curve.note")
        + (say("curve.bands") if len(drawn) <= BANDED else "")
        + ("" if len(drawn) == len(ordered) else say("word.top", n=CHARTED, all=len(ordered))),
        panels=(
            Curves(
                series=tuple(_series(view, curve) for curve in drawn),
                ticks=tuple(Tick(at_ms=at, label=view.numbers.duration(at)) for at in TICKS),
                rule=Tick(at_ms=rule, label=say("curve.rule", time=view.numbers.duration(rule))) if rule else None,
                across=say(f"clock.{clock}"),
                upward=say("curve.upward"),
            ),
        ),
    )
    return (figure,)


def _finding(view: View, clock: str, ordered: list[Curve]) -> str:
    heard = {result.vendor for result in view.spoken_for}
    medians = [(median, curve) for curve in ordered if curve.vendor in heard and (median := curve.quantiles.get(0.5)) is not None]
    name = view.words.say(f"clock.{clock}")
    if not medians:
        return view.words.say("curve.nobody", clock=name)
    quick, fast = min(medians, key=lambda pair: pair[0])
    values = {"clock": name, "fast": view.plain(fast.vendor), "quick": view.numbers.duration(quick)}
    if len(medians) < 2:
        return view.words.say("curve.one" if len(heard) > 1 else "curve.alone", **values)
    long, slow = max(medians, key=lambda pair: pair[0])
    return view.words.say("curve.finding", **values, slow=view.plain(slow.vendor), long=view.numbers.duration(long))


def _series(view: View, curve: Curve) -> Series:
    return Series(
        key=view.keys[curve.vendor],
        until_ms=curve.until_ms,
        times_ms=curve.times_ms,
        waiting=curve.survival,
        low=curve.low,
        high=curve.high,
    )


def _told(view: View, curve: Curve) -> str:
    return view.words.say(
        "curve.told",
        vendor=view.plain(curve.vendor),
        median=_quantile(view, curve, 0.5),
        tail=_quantile(view, curve, 0.9),
        n=f"{curve.n:,}",
    )


def _tables(view: View, clock: str, ordered: list[Curve]) -> tuple[Block, ...]:
    """The charted vendors' numbers, which are the picture's legend too; the others' folded away."""
    charted = [curve for curve in ordered if view.series(curve.vendor) is not None]
    if not any(curve.times_ms for curve in charted):
        charted = []
    rest = [curve for curve in ordered if curve not in charted]
    first = (_table(view, clock, charted),) if charted else ()
    if not rest:
        return first
    name = view.words.say("curve.caption", clock=view.words.say(f"clock.{clock}"))
    told = view.words.say("word.rest", n=len(rest))
    return (*first, Fold((Span(name), Span(f"  {told}", Style.SOFT)), (_table(view, clock, rest),), brief=False))


def _table(view: View, clock: str, ordered: list[Curve]) -> Table:
    say, rule = view.words.say, RULES.get(clock)
    heads = [say("word.vendor"), say("curve.n"), say("curve.median"), say("curve.tail"), say("curve.waiting")]
    if rule:
        heads.insert(BAR, say("curve.within", time=view.numbers.duration(rule)))
    rows = []
    for curve in ordered:
        numbers = [f"{curve.n:,}", _quantile(view, curve, 0.5), _quantile(view, curve, 0.9), f"{curve.n - curve.events:,}"]
        if rule:
            numbers.insert(BAR - 1, view.numbers.percent(answered(curve, rule)))
        head = Cell(((view.name(curve.vendor, Style.STRONG),),), series=view.series(curve.vendor))
        rows.append(Row(cells=(head, *(Cell(((Span(number),),), number=True) for number in numbers))))
    columns = tuple(Cell(((Span(head),),), number=index > 0) for index, head in enumerate(heads))
    return Table(caption=say("curve.caption", clock=say(f"clock.{clock}")), columns=columns, rows=tuple(rows))


def _quantile(view: View, curve: Curve, share: float) -> str:
    """A quantile, where the curve comes down that far."""
    at = curve.quantiles.get(share)
    return view.words.say("curve.unreached") if at is None else view.numbers.duration(at)
