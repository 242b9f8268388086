"""What people brought along: the viewers lost while waiting, and what no case can show, with how sure it is."""

from __future__ import annotations

from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.case import Milestone
from houdun.facts.verdict import ViewerLoss
from houdun.report.document import Block, Cell, Heading, Line, Paragraph, Row, Span, Style, Table
from houdun.report.outside import brief
from houdun.report.view import View

BADGES = {Assurance.CLAIMED: Style.WARN, Assurance.SEEN: Style.PLAIN, Assurance.CHECKED: Style.GOOD}
HASH = 12


def losses(view: View) -> tuple[Block, ...]:
    """Viewer-minutes lost; nothing where the team gave no viewers."""
    found = sorted(view.comparison.viewer_losses, key=lambda loss: (view.keys.get(loss.vendor, len(view.keys)), loss.milestone))
    if not found:
        return ()
    say = view.words.say
    heading = Heading(level=2, text=_finding(view, found), anchor="viewers", label=say("loss.label"))
    columns = tuple(
        Cell(((Span(say(f"loss.{head}")),),), number=index > 1)
        for index, head in enumerate(("vendor", "until", "per_case", "total", "cases"))
    )
    rows = tuple(
        Row(
            cells=(
                Cell(((view.name(loss.vendor, Style.STRONG),),), series=view.series(loss.vendor)),
                Cell(((Span(say(f"milestone.{loss.milestone.value}")),),)),
                *(Cell(((Span(view.numbers.large(number)),),), number=True) for number in (loss.per_case, loss.total)),
                Cell(((Span(f"{loss.cases:,}"),),), number=True),
            )
        )
        for loss in found
    )
    return (
        heading,
        Table(caption=say("loss.caption"), columns=columns, rows=rows),
        Paragraph((Span(say("loss.how"), Style.SOFT),)),
    )


def _finding(view: View, found: list[ViewerLoss]) -> str:
    """The most and the least lost while waiting for the same thing: the first human reply, where that was counted."""
    heard = [loss for loss in found if not view.thin(loss.vendor)] or found
    counted = {loss.milestone for loss in heard}
    until = Milestone.FIRST_RESPONSE if Milestone.FIRST_RESPONSE in counted else min(counted)
    same = [loss for loss in heard if loss.milestone is until]
    if len(same) < 2:
        return view.words.say("loss.label")
    most, least = max(same, key=lambda loss: loss.per_case), min(same, key=lambda loss: loss.per_case)
    name = view.words.say(f"milestone.{until.value}")
    return view.words.say(
        "loss.finding",
        until=name[:1].lower() + name[1:],
        vendor=view.plain(most.vendor),
        most=view.numbers.large(most.per_case),
        least=view.numbers.large(least.per_case),
        best=view.plain(least.vendor),
    )


def attestations(view: View) -> tuple[Block, ...]:
    """Each record with its assurance; a plain sentence where there is none."""
    say = view.words.say
    heading = Heading(level=2, text=say("attest.title"), anchor="attestations", label=say("attest.label"))
    records = sorted(
        view.comparison.attestations, key=lambda record: (view.keys.get(record.vendor, len(view.keys)), record.criterion)
    )
    if not records:
        return (heading, Paragraph((Span(say("attest.nothing"), Style.SOFT),)))
    columns = tuple(Cell(((Span(say(f"attest.{head}")),),)) for head in ("vendor", "what", "value", "assurance", "evidence"))
    rows = tuple(Row(cells=_cells(view, record)) for record in records)
    return (heading, Table(caption=say("attest.caption"), columns=columns, rows=rows, wide=(1.4, 2.0, 1.0, 1.1, 2.4)))


def _cells(view: View, record: Attestation) -> tuple[Cell, ...]:
    assurance = Span(view.words.say(f"assurance.{record.assurance.value}"), BADGES[record.assurance])
    return (
        Cell(((view.name(record.vendor, Style.STRONG),),), series=view.series(record.vendor)),
        Cell(((Span(view.criterion(record.criterion)),),)),
        Cell(((Span(view.words.known(f"value.{record.value.lower()}", brief(record.value, 60))),),)),
        Cell(((assurance,),)),
        Cell(_evidence(view, record)),
    )


def _evidence(view: View, record: Attestation) -> tuple[Line, ...]:
    lines: list[Line] = []
    if record.document or record.document_name:
        document = Span(brief(record.document_name, 60)) if record.document_name else Span("")
        lines.append((document, Span("  "), Span(brief(record.document, 64)[:HASH], Style.CODE, note=brief(record.document, 64))))
    by = brief(record.recorded_by) or view.words.say("word.unsaid")
    lines.append((Span(view.words.say("attest.by", who=by, day=view.numbers.day(record.recorded_at)), Style.SOFT),))
    if record.note:
        lines.append((Span(brief(record.note, 240), Style.SOFT),))
    return tuple(lines)
