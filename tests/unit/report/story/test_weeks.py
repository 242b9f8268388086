from __future__ import annotations

import dataclasses
from collections.abc import Callable

from houdun.facts.verdict import Comparison, HourCell
from houdun.language import Language
from houdun.report.document import Figure, Week
from houdun.report.story.weeks import weeks
from houdun.report.view import View


def week(three: Comparison, work: int, off: int) -> Figure:
    """The figure where of ten cases by day so many were answered in time, and of ten on Saturday so many."""
    cells = (HourCell(weekday=1, hour=10, n=10, attained=work), HourCell(weekday=5, hour=21, n=10, attained=off))
    hours = {result.vendor: cells for result in three.verdict.vendors}
    figure = weeks(View(dataclasses.replace(three, hours=hours), Language.EN))[0]
    assert isinstance(figure, Figure)
    return figure


def test_a_fall_at_nights_and_weekends_is_the_title(compared: Callable[[str], Comparison]) -> None:
    assert week(compared("three"), 9, 4).title == "Nights and weekends cost 云桥 Cloudbridge most: 90% within the base line in working hours, 40% outside them"  # fmt: skip


def test_so_is_that_there_is_none(compared: Callable[[str], Comparison]) -> None:
    assert week(compared("three"), 5, 5).title == "Nights and weekends are no worse than working hours at any vendor"


def test_that_there_is_none_is_said_only_where_every_vendor_has_cases_enough(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    cells = (HourCell(weekday=1, hour=10, n=10, attained=5), HourCell(weekday=5, hour=21, n=10, attained=5))
    figure = weeks(View(dataclasses.replace(three, hours={three.verdict.vendors[0].vendor: cells}), Language.EN))[0]
    assert isinstance(figure, Figure)
    assert figure.title == "Answered by a human within the base line, by hour of the week"


def test_too_few_cases_make_no_finding(compared: Callable[[str], Comparison]) -> None:
    three = compared("three")
    vendor = three.verdict.vendors[0].vendor
    cells = (HourCell(weekday=1, hour=10, n=1, attained=1),)
    figure = weeks(View(dataclasses.replace(three, hours={vendor: cells}), Language.EN))[0]
    assert isinstance(figure, Figure)
    assert figure.title == "Answered by a human within the base line, by hour of the week"


def test_each_vendor_has_its_panel_in_order(compared: Callable[[str], Comparison]) -> None:
    figure = weeks(View(compared("many"), Language.ZH))[0]
    assert isinstance(figure, Figure)
    panels = [panel for panel in figure.panels if isinstance(panel, Week)]
    assert [panel.name for panel in panels][:2] == ["云桥 Cloudbridge", "Northlight"]
    assert len(panels) == 8
    assert panels[0].days[0] == "周一"


def test_without_hours_there_is_no_figure(compared: Callable[[str], Comparison]) -> None:
    assert weeks(View(compared("nothing"), Language.EN)) == ()
