from __future__ import annotations

import dataclasses
from collections.abc import Callable

from houdun.facts.case import Milestone
from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.document import Heading, Paragraph, Style, Table
from houdun.report.story.recorded import attestations, losses
from houdun.report.view import View
from houdun.report.words import plain


def test_lost_viewers_are_told_by_case_and_in_all(compared: Callable[[str], Comparison]) -> None:
    heading, table, _ = losses(View(compared("three"), Language.EN))
    assert isinstance(heading, Heading)
    assert (
        heading.text
        == "Viewer-minutes lost a case until the first human reply: 30,680 at 海潮 Tidewave, 8,320 at 云桥 Cloudbridge"
    )
    assert isinstance(table, Table)
    assert [plain(cell.lines[0]) for cell in table.rows[0].cells] == [
        "云桥 Cloudbridge",
        "First human reply",
        "8,320",
        "99,840",
        "12",
    ]


def test_losses_are_compared_only_while_waiting_for_the_same(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    mitigated = tuple(
        dataclasses.replace(loss, milestone=Milestone.MITIGATED, per_case=100 * loss.per_case) for loss in three.viewer_losses
    )
    heading, *_ = losses(View(dataclasses.replace(three, viewer_losses=(*three.viewer_losses, *mitigated)), Language.EN))
    assert isinstance(heading, Heading)
    assert heading.text.endswith("30,680 at 海潮 Tidewave, 8,320 at 云桥 Cloudbridge")


def test_each_record_says_how_sure_it_is(compared: Callable[[str], Comparison]) -> None:
    table = attestations(View(compared("three"), Language.EN))[1]
    assert isinstance(table, Table)
    spans = [row.cells[3].lines[0][0] for row in table.rows]
    assert [(span.text, span.style) for span in spans] == [
        ("checked", Style.GOOD),
        ("document seen", Style.PLAIN),
        ("claimed", Style.WARN),
    ]
    evidence = [plain(line) for line in table.rows[0].cells[4].lines]
    assert evidence == ["contract-annex-b.pdf  3f3f3f3f3f3f", "recorded by procurement, 2025-03-03", "Two live-dating apps named; one called back."]  # fmt: skip


def test_without_records_the_report_says_that_there_are_none(compared: Callable[[str], Comparison]) -> None:
    view = View(compared("nothing"), Language.EN)
    _, told = attestations(view)
    assert isinstance(told, Paragraph)
    assert "not even a claim" in plain(told.line)
    assert losses(view) == ()
