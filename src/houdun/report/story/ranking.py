"""What would change the winner: the flips of the stage's weights, and how often each vendor takes each rank."""

from __future__ import annotations

from houdun.facts.verdict import Flip
from houdun.report.document import Block, Cell, Figure, Fold, Heading, Line, Paragraph, Ranks, Row, Span, Style, Table
from houdun.report.outside import brief
from houdun.report.story.answer import stage
from houdun.report.view import ABREAST, CHARTED, View


def ranking(view: View) -> tuple[Block, ...]:
    """Nothing to rank below two vendors."""
    if len(view.vendors) < 2 or not view.verdict.rank_acceptability:
        return ()
    heading = Heading(level=2, text=_finding(view), anchor="ranking", label=view.words.say("ranking.label"))
    return (heading, *_change(view), _figure(view), *_pairs(view))


def _change(view: View) -> tuple[Block, ...]:
    """A table where some weight would move the lead; else a sentence with the weights."""
    if _settled(view) and view.verdict.flips:
        return (Paragraph(view.words.line("ranking.weights", stage=stage(view))), _weights(view))
    whole = sum(view.verdict.weights.values()) or 1.0
    shares = [f"{_dimension(view, id)} {view.numbers.percent(weight / whole)}" for id, weight in view.verdict.weights.items()]
    told = view.words.line("ranking.weights_told", stage=stage(view), weights=view.words.say("list.between").join(shares))
    so = view.words.say("ranking.weights_firm" if _settled(view) else "ranking.weights_open")
    return (Paragraph((*told, Span(so))),)


def _settled(view: View) -> bool:
    """Somebody leads, so other weights could overturn it."""
    return view.verdict.leader is not None


def _finding(view: View) -> str:
    """The nearest change that would put another vendor in front; one with too few cases is no headline."""
    if not _settled(view):
        return view.words.say("ranking.open")
    if not view.verdict.flips:
        return view.words.say("ranking.firm")
    flips = [flip for flip in view.verdict.flips if not view.thin(flip.winner)]
    if not flips:
        return view.words.say("ranking.weighs")
    flip = min(flips, key=lambda flip: abs(flip.weight_to - flip.weight_from))
    whole = sum(view.verdict.weights.values()) or 1.0
    return view.words.say(
        "ranking.flips",
        dimension=_dimension(view, flip.dimension),
        now=view.numbers.percent(view.verdict.weights.get(flip.dimension, 0.0) / whole),
        to=view.numbers.percent(flip.weight_to),
        winner=view.plain(flip.winner),
    )


def _weights(view: View) -> Table:
    say, flips = view.words.say, {flip.dimension: flip for flip in view.verdict.flips}
    whole = sum(view.verdict.weights.values()) or 1.0
    rows = tuple(
        Row(
            cells=(
                _text((Span(_dimension(view, id), Style.STRONG),)),
                _number(view.numbers.percent(weight / whole)),
                *_flip(view, flips.get(id)),
            )
        )
        for id, weight in view.verdict.weights.items()
    )
    heads = [say("word.dimension"), say("ranking.weight"), say("ranking.at"), say("ranking.winner")]
    columns = tuple(Cell(((Span(head),),), number=index in (1, 2)) for index, head in enumerate(heads))
    return Table(caption=say("ranking.caption"), columns=columns, rows=rows)


def _flip(view: View, flip: Flip | None) -> tuple[Cell, Cell]:
    if flip is None:
        return _number("–"), _text((Span(view.words.say("ranking.none"), Style.SOFT),))
    return _number(view.numbers.percent(flip.weight_to)), _text(_winner(view, flip))


def _winner(view: View, flip: Flip) -> Line:
    thin = view.thin(flip.winner)
    return (view.name(flip.winner, Style.STRONG), *((Span(" "), Span(thin, Style.WARN)) if thin else ()))


def _figure(view: View) -> Figure:
    """The probability of each rank; of many vendors, or where some stand apart, that of ranking above another."""
    return _ranks(view) if len(view.vendors) <= ABREAST and not view.apart else _above(view)


def _above(view: View) -> Figure:
    say, first = view.words.say, view.charted[0]
    chances = [view.above(result.vendor) for result in view.charted]
    names = tuple(view.plain(result.vendor) for result in view.charted)
    told = [view.numbers.chance(chance) for chance in chances]
    return Figure(
        anchor="f-ranks",
        title=say("ranking.above", vendor=view.plain(first.vendor), p=view.numbers.told_chance(chances[0])),
        summary="; ".join(f"{name}: {chance}" for name, chance in zip(names, told, strict=True)),
        note=say("ranking.against", draws=f"{view.verdict.draws:,}") + _cut(view),
        panels=(
            Ranks(
                names=names,
                shares=tuple((chance, 1 - chance) for chance in chances),
                labels=(say("ranking.wins"), say("ranking.loses")),
            ),
        ),
    )


def _ranks(view: View) -> Figure:
    shares = tuple(view.verdict.rank_acceptability.get(result.vendor, ()) for result in view.vendors)
    first = view.vendors[0]
    return Figure(
        anchor="f-ranks",
        title=view.words.say(
            "ranking.figure", vendor=view.plain(first.vendor), p=view.numbers.told_chance(view.lead(first.vendor))
        ),
        summary="; ".join(
            f"{view.plain(result.vendor)}: {_told(view, row)}" for result, row in zip(view.vendors, shares, strict=True)
        ),
        note=view.words.say("ranking.note", draws=f"{view.verdict.draws:,}"),
        panels=(
            Ranks(
                names=tuple(view.plain(result.vendor) for result in view.vendors),
                shares=shares,
                labels=tuple(view.words.say("ranking.rank", n=rank + 1) for rank in range(len(view.vendors))),
            ),
        ),
    )


def _told(view: View, shares: tuple[float, ...]) -> str:
    return ", ".join(f"{rank + 1}: {view.numbers.chance(share)}" for rank, share in enumerate(shares))


def _cut(view: View) -> str:
    return "" if len(view.vendors) <= CHARTED else view.words.say("word.top", n=CHARTED, all=len(view.vendors))


def _pairs(view: View) -> tuple[Block, ...]:
    """Who ranks above whom, how probably, among the first eight."""
    if not view.verdict.beats:
        return ()
    say = view.words.say
    columns = (
        Cell(((Span(say("word.vendor")),),)),
        *(Cell(((view.name(other.vendor),),), number=True) for other in view.charted),
    )
    rows = []
    for one in view.charted:
        beats = view.verdict.beats.get(one.vendor, {})
        cells = [_number(view.numbers.chance(beats[other.vendor]) if other.vendor in beats else "–") for other in view.charted]
        rows.append(Row(cells=(Cell(((view.name(one.vendor, Style.STRONG),),), series=view.series(one.vendor)), *cells)))
    table = Table(caption=say("ranking.pairs"), columns=columns, rows=tuple(rows))
    return (table,) if len(view.vendors) <= ABREAST else (Fold((Span(say("ranking.pairs")),), (table,), brief=False),)


def _dimension(view: View, id: str) -> str:
    found = next((dimension for dimension in view.comparison.rubric.dimensions if dimension.id == id), None)
    return brief(found.name.to(view.language) if found else id)


def _number(text: str) -> Cell:
    return Cell(((Span(text),),), number=True)


def _text(line: Line) -> Cell:
    return Cell((line,))
