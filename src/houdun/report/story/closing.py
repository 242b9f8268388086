"""The limits, who ran and paid, the sources, and how to get the same report again."""

from __future__ import annotations

import re

from houdun.facts.case import Severity
from houdun.report.document import Block, Callout, Cell, Fold, Heading, Items, Line, Paragraph, Row, Span, Style, Table
from houdun.report.outside import brief
from houdun.report.view import ABREAST, View


def limits(view: View) -> tuple[Block, ...]:
    """What this report cannot say: the comparison's own limits, who chose, and the mix of severities that it had."""
    say = view.words.say
    heading = Heading(level=2, text=say("limit.title"), anchor="limits", label=say("limit.label"))
    given: list[Line] = [(Span(brief(limit.to(view.language), 600)),) for limit in view.comparison.limits]
    return (heading, Items((*given, (Span(say("limit.chosen")),))), *_mix(view))


def _mix(view: View) -> tuple[Block, ...]:
    mix = [(result, view.comparison.severity_mix.get(result.vendor, {})) for result in view.vendors]
    if not any(sum(counts.values()) for _, counts in mix):
        return ()
    say = view.words.say
    heads = [say("word.vendor"), *(say(f"severity.{severity.value}") for severity in Severity)]
    columns = tuple(Cell(((Span(head),),), number=index > 0) for index, head in enumerate(heads))
    rows = tuple(
        Row(
            cells=(
                Cell(((view.name(result.vendor, Style.STRONG),),), series=view.series(result.vendor)),
                *(Cell(((Span(f"{counts.get(severity, 0):,}"),),), number=True) for severity in Severity),
            )
        )
        for result, counts in mix
    )
    table = Table(caption=say("limit.mix"), columns=columns, rows=rows)
    return (table,) if len(rows) <= ABREAST else (Fold((Span(say("limit.mix")),), (table,), brief=False),)


def provenance(view: View) -> tuple[Block, ...]:
    """Who, when, on what, with which versions; unsaid interests are called so."""
    say, facts = view.words.say, view.comparison.provenance
    unsaid = Span(say("word.unsaid"), Style.WARN)
    period = (
        say("word.unsaid")
        if facts.first_at is None or facts.last_at is None
        else f"{view.numbers.day(facts.first_at)} – {view.numbers.day(facts.last_at)}"
    )
    told: list[tuple[str, Line]] = [
        ("run_by", (Span(brief(facts.run_by, 120)) if facts.run_by else unsaid,)),
        ("paid_by", (Span(brief(facts.paid_by, 120)) if facts.paid_by else unsaid,)),
        ("made_at", (Span(f"{view.numbers.when(facts.generated_at)} ({brief(view.comparison.zone)})"),)),
        ("period", (Span(period),)),
        (
            "versions",
            (
                Span(
                    say(
                        "source.versions_are",
                        houdun=brief(facts.houdun_version),
                        rubric=brief(facts.rubric_version),
                        rules=brief(facts.rules_version),
                    )
                ),
            ),
        ),
        ("draws", (Span(say("source.draws_are", draws=f"{view.verdict.draws:,}", seed=view.verdict.seed)),)),
    ]
    rows = tuple(Row(cells=(Cell(((Span(say(f"source.{key}"), Style.STRONG),),)), Cell((line,)))) for key, line in told)
    columns = (Cell(((Span(say("source.what")),),)), Cell(((Span(say("source.said")),),)))
    heading = Heading(level=2, text=say("source.title"), anchor="sources", label=say("source.label"))
    return (
        heading,
        Table(caption=say("source.caption"), columns=columns, rows=rows, wide=(1.0, 3.0)),
        *_sources(view),
        *_again(view),
    )


def _sources(view: View) -> tuple[Block, ...]:
    sources = view.comparison.provenance.sources
    if not sources:
        return (Callout(Style.WARN, view.words.say("source.files"), (Span(view.words.say("source.none")),)),)
    lines = tuple(_source(source) for source in sources)
    return (Heading(level=3, text=view.words.say("source.files"), anchor="files"), Items(lines))


def _source(source: str) -> Line:
    """A source names a file and its hash: the hash is set as code."""
    parts = re.split(r"([0-9a-f]{64})", brief(source, 300))
    return tuple(
        Span(part, Style.CODE if len(part) == 64 and index % 2 else Style.PLAIN) for index, part in enumerate(parts) if part
    )


def _again(view: View) -> tuple[Block, ...]:
    say = view.words.say
    command = f"houdun report -w DIR --lang {view.language.value} --out report.html"
    steps: tuple[Line, ...] = (
        view.words.line("source.step_import", command=Span("houdun import KIND PATH… -w DIR", Style.CODE)),
        view.words.line(
            "source.step_report", command=Span(command, Style.CODE), stage=brief(view.verdict.stage), seed=str(view.verdict.seed)
        ),
    )
    return (
        Heading(level=3, text=say("source.again"), anchor="again"),
        Items(steps),
        Paragraph((Span(say("source.same"), Style.SOFT),)),
    )
