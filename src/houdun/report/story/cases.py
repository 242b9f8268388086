"""The cases behind each number: first which ones, then each in its own words."""

from __future__ import annotations

from itertools import groupby

from houdun.facts.case import CaseKey, Message
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Criterion
from houdun.facts.verdict import Contribution
from houdun.report.document import Block, Cell, Fold, Heading, Line, Paragraph, Row, Span, Style, Table
from houdun.report.numbers import SHARES, Numbers
from houdun.report.outside import brief, shown
from houdun.report.story.casefile import casefile
from houdun.report.story.telling import Pick, anchors, picks
from houdun.report.view import ABREAST, View
from houdun.report.words import Words

FIRST_WORDS = 90
TELLING = 12
"""So many cases are quoted on paper too."""


def cases(view: View) -> tuple[Block, ...]:
    """Two parts: the picks by criterion, and the quoted cases that they lead to."""
    chosen = picks(view)
    say = view.words.say
    heading = Heading(level=2, text=say("cases.title"), anchor="cases", label=say("cases.label"))
    if not chosen:
        return (heading, Paragraph((Span(say("cases.nothing"), Style.SOFT),)))
    keys = anchors(view)
    folds = [_picked(view, criterion, list(group), keys) for criterion, group in groupby(chosen, key=lambda pick: pick.criterion)]
    how = view.words.line("cases.how", zone=view.comparison.zone)
    return (heading, Paragraph(how), *folds, *_quotes(view, chosen, keys))


def _picked(view: View, criterion: Criterion, chosen: list[Pick], keys: dict[CaseKey, str]) -> Fold:
    say = view.words.say
    heads = ("vendor", "why", "value", "case", "words")
    columns = tuple(Cell(((Span(say(f"cases.{head}")),),), number=head == "value") for head in heads)
    rows, seen = [], set()
    for pick in chosen:
        anchor = view.behind(pick.vendor, criterion.id)
        rows.append(Row(cells=_cells(view, pick, keys), anchor="" if anchor in seen else anchor))
        seen.add(anchor)
    title = brief(criterion.name.to(view.language), 80)
    table = Table(
        caption=say("cases.caption", criterion=title), columns=columns, rows=tuple(rows), wide=(1.3, 1.0, 1.0, 1.6, 3.0)
    )
    return Fold(
        (Span(title, Style.STRONG), Span(f"  {say('cases.picked', n=len(chosen))}", Style.SOFT)),
        (table,),
        brief=len(view.vendors) <= ABREAST,
    )


def _cells(view: View, pick: Pick, keys: dict[CaseKey, str]) -> tuple[Cell, ...]:
    contribution = pick.contribution
    key = contribution.case
    to = f"#{keys[key]}" if key in keys else ""
    reading = view.comparison.cases.get(key)
    title = brief(reading.log.title, 40) if reading and reading.log.title else ""
    return (
        Cell(((view.name(pick.vendor),),), series=view.series(pick.vendor)),
        Cell(((Span(view.words.say(f"cases.{pick.why}")),),)),
        Cell(((Span(value_of(view.words, view.numbers, contribution, pick.unit), Style.STRONG),),), number=True),
        Cell(((Span(brief(key.id, 24), Style.PLAIN, to, brief(key.id, 200)),), (Span(title, Style.SOFT),))),
        Cell((_said(view, pick),)),
    )


def value_of(words: Words, numbers: Numbers, given: Contribution, unit: str) -> str:
    """What a case gave to a number, in words: a share is a yes or a no for a single case."""
    if unit in SHARES and given.value in (0.0, 1.0):
        return words.say("word.yes" if given.value else "word.no")
    told = numbers.value(given.value, unit)
    return words.say("cases.at_least", value=told) if given.censored else told


def _said(view: View, pick: Pick) -> Line:
    """The first words of the message that the number stands on."""
    reading = view.comparison.cases.get(pick.contribution.case)
    entry = next((entry for entry in reading.log.entries if entry.uid == pick.contribution.entry), None) if reading else None
    if isinstance(entry, Message):
        return (Span(view.words.say("cases.quote", text=brief(entry.text, FIRST_WORDS))),)
    return (Span("–", Style.SOFT),)


def _quotes(view: View, chosen: tuple[Pick, ...], keys: dict[CaseKey, str]) -> tuple[Block, ...]:
    say = view.words.say
    behind: dict[CaseKey, set[str]] = {}
    for pick in chosen:
        behind.setdefault(pick.contribution.case, set()).add(pick.contribution.entry)
    for key, put in view.tried.items():
        behind.setdefault(key, set()).add(put.entry)
    telling = set(list(keys)[:TELLING])
    folds = []
    for result in view.vendors:
        theirs = tuple(
            _quoted(view, view.comparison.cases[key], anchor, behind[key], telling=key in telling)
            for key, anchor in keys.items()
            if key.vendor == result.vendor
        )
        if theirs:
            count = Span(f"  {view.words.count('case', len(theirs))}", Style.SOFT)
            title = (view.name(result.vendor, Style.STRONG), count)
            folds.append(Fold(title, theirs, brief=any(fold.brief for fold in theirs)))
    heading = Heading(level=3, text=say("cases.quoted", n=len(keys)), anchor="quoted")
    return (heading, *folds) if folds else ()


def _quoted(view: View, reading: CaseReading, anchor: str, entries: set[str], *, telling: bool) -> Fold:
    """One case in its own words, under its title or, without one, its first words."""
    first = next((message.text for message in reading.messages if message.text.strip()), "")
    title = (
        view.name(reading.key.vendor, Style.STRONG),
        Span(f"  {shown(brief(reading.key.id, 24))}  "),
        Span(brief(reading.log.title.strip() or first, 60), Style.SOFT),
    )
    return Fold(title, (casefile(view, reading, anchor, entries, telling=telling),), brief=telling)
