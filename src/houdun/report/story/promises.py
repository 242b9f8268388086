"""Promise against delivery: what each plan says beside what its runs of the contract clock were."""

from __future__ import annotations

from houdun.facts.verdict import PromiseDelivery
from houdun.report.document import Block, Cell, Heading, Line, Paragraph, Row, Span, Style, Table
from houdun.report.outside import address, brief
from houdun.report.view import View

WELL_KEPT = 0.95
HEADS = ("vendor", "promise", "kept", "median", "tail", "terms")


def promises(view: View) -> tuple[Block, ...]:
    """Nothing where no plan of theirs is in the catalogue."""
    deliveries = sorted(view.comparison.deliveries, key=lambda delivery: view.keys.get(delivery.promise.vendor, len(view.keys)))
    if not deliveries:
        return ()
    say = view.words.say
    heading = Heading(level=2, text=_finding(view, deliveries), anchor="promises", label=say("promise.label"))
    columns = tuple(Cell(((Span(say(f"promise.{head}")),),), number=head in ("kept", "median", "tail")) for head in HEADS)
    rows = tuple(Row(cells=_cells(view, delivery)) for delivery in deliveries)
    table = Table(caption=say("promise.caption"), columns=columns, rows=rows, wide=(1.5, 2.0, 1.1, 1.0, 1.0, 2.4))
    return (heading, table, Paragraph((Span(say("promise.how"), Style.SOFT),)))


def _finding(view: View, deliveries: list[PromiseDelivery]) -> str:
    counted = [
        (delivery.kept / delivery.n, delivery)
        for delivery in deliveries
        if delivery.n and delivery.promise.target_ms is not None and not view.thin(delivery.promise.vendor)
    ]
    if not counted:
        return view.words.say("promise.untested")
    share, worst = min(counted, key=lambda pair: pair[0])
    what = _what(view, worst)
    key = "promise.finding" if share < WELL_KEPT else "promise.kept_all"
    return view.words.say(
        key, vendor=view.plain(worst.promise.vendor), share=view.numbers.percent(share), what=what[:1].lower() + what[1:]
    )


def _what(view: View, delivery: PromiseDelivery) -> str:
    target = delivery.promise.target_ms
    what = view.words.say(f"milestone.{delivery.promise.milestone.value}")
    return what if target is None else view.words.say("promise.within", what=what, time=view.numbers.duration(target))


def _cells(view: View, delivery: PromiseDelivery) -> tuple[Cell, ...]:
    promise, say = delivery.promise, view.words.say
    severity = say(f"severity.{promise.severity.value}") if promise.severity else say("severity.every")
    what: list[Line] = [(Span(_what(view, delivery), Style.STRONG),)]
    if promise.target_ms is None:
        what.append((Span(say("promise.no_time"), Style.WARN),))
    what.append((Span(f"{severity} · {_hours(delivery)}", Style.SOFT),))
    return (
        Cell(((view.name(promise.vendor, Style.STRONG),),), series=view.series(promise.vendor)),
        Cell(tuple(what)),
        _kept(view, delivery),
        _time(view, delivery.median_ms),
        _time(view, delivery.p90_ms),
        Cell(_terms(view, delivery)),
    )


def _hours(delivery: PromiseDelivery) -> str:
    hours = delivery.promise.hours
    return "24×7" if hours.always else brief(hours.name)


def _kept(view: View, delivery: PromiseDelivery) -> Cell:
    if not delivery.n or delivery.promise.target_ms is None:
        return Cell(((Span(view.words.say("none.short"), Style.SOFT),),), number=True)
    share = Span(view.numbers.percent(delivery.kept / delivery.n), Style.STRONG)
    lines: list[Line] = [(share,), (Span(f"{delivery.kept:,} / {delivery.n:,}", Style.SOFT),)]
    if delivery.censored:
        lines.append((Span(view.words.say("promise.censored", n=f"{delivery.censored:,}"), Style.SOFT),))
    return Cell(tuple(lines), number=True)


def _time(view: View, ms: int | None) -> Cell:
    return Cell(((Span("–" if ms is None else view.numbers.duration(ms)),),), number=True)


def _terms(view: View, delivery: PromiseDelivery) -> tuple[Line, ...]:
    promise, say = delivery.promise, view.words.say
    lines: list[Line] = []
    if promise.price:
        lines.append((Span(brief(promise.price, 80)),))
    if promise.smallest_size:
        lines.append((Span(say("promise.size", size=brief(promise.smallest_size, 80)), Style.SOFT),))
    lines.append(
        (Span(say("promise.read", day=promise.read_on.isoformat()), Style.PLAIN, address(promise.url), brief(promise.url, 300)),)
    )
    if promise.note:
        lines.append((Span(brief(promise.note, 200), Style.SOFT),))
    return tuple(lines)
