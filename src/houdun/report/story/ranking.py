"""What would change the winner: the flips of the stage's weights, and how often each vendor takes each rank."""

from __future__ import annotations

from houdun.facts.verdict import Flip
from houdun.report.document import Block, Cell, Figure, Fold, Heading, Line, Paragraph, Ranks, Row, Span, Style, Table
from houdun.report.outside import brief
from houdun.report.story.answer import stage
from houdun.report.view import ABREAST, CHARTED, View

RANKS = 5
"""Ranks shown apart; the rest are one class."""


def ranking(view: View) -> tuple[Block, ...]:
    """Nothing to rank below two vendors."""
    if len(view.vendors) < 2 or not view.verdict.rank_acceptability:
        return ()
    say = view.words.say
    heading = Heading(level=2, text=_finding(view), anchor="ranking", label=say("ranking.label"))
    return (
        heading,
        Paragraph(view.words.line("ranking.weights", stage=stage(view))),
        _weights(view),
        _figure(view),
        *_pairs(view),
    )


def _finding(view: View) -> str:
    if not view.verdict.flips:
        return view.words.say("ranking.firm" if view.verdict.leader else "ranking.open")
    flip = min(view.verdict.flips, key=lambda flip: abs(flip.weight_to - flip.weight_from))
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
    return _number(view.numbers.percent(flip.weight_to)), _text((view.name(flip.winner, Style.STRONG),))


def _figure(view: View) -> Figure:
    shares = tuple(_classes(view.verdict.rank_acceptability.get(result.vendor, ())) for result in view.charted)
    width = max(len(row) for row in shares)
    count = min(len(view.vendors), RANKS + 1)
    labels = [view.words.say("ranking.rank", n=rank + 1) for rank in range(count)]
    if len(view.vendors) > RANKS + 1:
        labels[-1] = view.words.say("ranking.later", n=RANKS + 1)
    first = view.charted[0]
    return Figure(
        anchor="f-ranks",
        title=view.words.say("ranking.figure", vendor=view.plain(first.vendor), p=view.numbers.percent(view.lead(first.vendor))),
        summary="; ".join(
            f"{view.plain(result.vendor)}: {_told(view, row)}" for result, row in zip(view.charted, shares, strict=True)
        ),
        note=view.words.say("ranking.note", draws=f"{view.verdict.draws:,}") + _cut(view),
        panels=(
            Ranks(names=tuple(view.plain(result.vendor) for result in view.charted), shares=shares, labels=tuple(labels[:width])),
        ),
    )


def _classes(ranks: tuple[float, ...]) -> tuple[float, ...]:
    return ranks if len(ranks) <= RANKS + 1 else (*ranks[:RANKS], sum(ranks[RANKS:]))


def _told(view: View, shares: tuple[float, ...]) -> str:
    return ", ".join(f"{rank + 1}: {view.numbers.percent(share)}" for rank, share in enumerate(shares))


def _cut(view: View) -> str:
    return "" if len(view.vendors) <= CHARTED else view.words.say("word.top", n=CHARTED, all=len(view.vendors))


def _pairs(view: View) -> tuple[Block, ...]:
    """Who ranks above whom, how probably; one row a vendor, one column for each of the first eight."""
    if not view.verdict.beats:
        return ()
    say, against = view.words.say, view.charted
    columns = (Cell(((Span(say("word.vendor")),),)), *(Cell(((view.name(other.vendor),),), number=True) for other in against))
    rows = []
    for one in view.vendors:
        beats = view.verdict.beats.get(one.vendor, {})
        cells = [
            _number(view.numbers.percent(beats[other.vendor]) if other.vendor in beats and other is not one else "–")
            for other in against
        ]
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
