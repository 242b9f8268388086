from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from houdun.facts.time import MINUTE
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison, Curve
from houdun.language import Language
from houdun.report.document import Curves, Figure, Fold, Table
from houdun.report.story.curves import answered, curves
from houdun.report.view import View
from houdun.report.words import plain

CURVE = Curve(
    clock="time_to_first_response_human", vendor=Vendor("Northlight", "gold"), n=4, events=2,
    times_ms=(5 * MINUTE, 20 * MINUTE), survival=(0.75, 0.5), low=(0.3, 0.1), high=(1.0, 0.9), quantiles={0.5: 20 * MINUTE, 0.9: None},
    until_ms=45 * MINUTE,
)  # fmt: skip


def only(three: Comparison, *shown: Curve) -> View:
    return View(dataclasses.replace(three, curves=shown), Language.EN)


@pytest.mark.parametrize(("minutes", "share"), [(0, 0), (5, 0.25), (19, 0.25), (20, 0.5), (999, 0.5)])
def test_the_share_answered_steps_up_at_each_answer(minutes: int, share: float) -> None:
    assert answered(CURVE, minutes * MINUTE) == share


def test_the_table_beside_the_curve_is_its_legend(compared: Callable[[str], Comparison]) -> None:
    figure, table = curves(only(compared("three"), CURVE), "response")
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    panel = figure.panels[0]
    assert isinstance(panel, Curves)
    assert table.rows[0].cells[0].series == panel.series[0].key
    assert [plain(cell.lines[0]) for cell in table.columns] == ["Vendor", "Cases", "Half within", "Within 15 min", "Nine in ten within", "Still waiting"]  # fmt: skip
    assert [plain(cell.lines[0]) for cell in table.rows[0].cells] == ["Northlight", "4", "20 min", "25%", "not reached", "2"]


def test_the_title_says_the_quickest_and_the_slowest(compared: Callable[[str], Comparison]) -> None:
    slow = dataclasses.replace(CURVE, vendor=Vendor("海潮 Tidewave", "business"), quantiles={0.5: 90 * MINUTE, 0.9: None})
    figure = curves(only(compared("three"), CURVE, slow), "response")[0]
    assert isinstance(figure, Figure)
    assert figure.title.endswith("half of Northlight's cases get there within 20 min, half of 海潮 Tidewave's within 1 h 30 min")


def test_where_nobody_comes_half_way_the_title_says_so(compared: Callable[[str], Comparison]) -> None:
    figure = curves(only(compared("three"), dataclasses.replace(CURVE, quantiles={0.5: None, 0.9: None})), "response")[0]
    assert isinstance(figure, Figure)
    assert "at no vendor has half of the cases got there" in figure.title


def test_the_line_reaches_as_far_as_the_evidence(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    figure = curves(View(three, Language.EN), "response")[0]
    assert isinstance(figure, Figure)
    panel = figure.panels[0]
    assert isinstance(panel, Curves)
    longest = max(clock.wall_ms for reading in three.cases.values() for clock in reading.runs("time_to_first_response_human"))
    assert max(series.until_ms for series in panel.series) == longest


def test_nothing_is_drawn_where_nobody_ever_answered(compared: Callable[[str], Comparison]) -> None:
    silent = dataclasses.replace(CURVE, events=0, times_ms=(), survival=(), low=(), high=(), quantiles={0.5: None, 0.9: None})
    assert curves(only(compared("three"), silent), "response") == ()


def test_only_a_vendor_that_is_not_charted_answered(compared: Callable[[str], Comparison]) -> None:
    many = compared("many")
    last = View(many, Language.EN).vendors[-1].vendor
    blocks = curves(View(dataclasses.replace(many, curves=(dataclasses.replace(CURVE, vendor=last),)), Language.EN), "response")
    assert [type(block) for block in blocks] == [Fold]
