from __future__ import annotations

from xml.etree import ElementTree

import pytest

from houdun.facts.time import MINUTE
from houdun.report.charts import svg
from houdun.report.document import Chart, Curves, Ranks, Series, Tick, Week
from houdun.testing.hostile import EVIL

SVG = "{http://www.w3.org/2000/svg}"
CURVE = Series(key=0, until_ms=90 * MINUTE, times_ms=(MINUTE, 20 * MINUTE), waiting=(0.5, 0.25), low=(0.3, 0.1), high=(0.7, 0.5))
TICKS = (Tick(at_ms=MINUTE, label="1 分钟"), Tick(at_ms=15 * MINUTE, label="15 'min'\\"))
CURVES = Curves(
    series=(CURVE,), ticks=TICKS, rule=Tick(at_ms=15 * MINUTE, label="base line"), across="time", upward="still waiting"
)
RANKS = Ranks(names=("Acme", "云桥"), shares=((0.7, 0.3), (0.3, 0.7)), labels=("first", "second"))
WEEK = Week(name="Acme", cells=((0, 9, 4, 1), (6, 23, 1, 1)), days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def texts(drawn: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", [CURVES, RANKS, WEEK], ids=["curves", "ranks", "week"])
def test_a_chart_is_static_svg_with_text_as_text(chart: Chart) -> None:
    drawn = ElementTree.fromstring(svg(chart, "x", themed=True))
    assert {element.tag.removeprefix(SVG) for element in drawn.iter()} <= {
        "svg",
        "g",
        "path",
        "rect",
        "line",
        "text",
        "defs",
        "clipPath",
        "tspan",
    }
    assert texts(svg(chart, "x", themed=True))


@pytest.mark.parametrize("chart", [CURVES, RANKS, WEEK], ids=["curves", "ranks", "week"])
def test_ids_carry_the_prefix_and_references_find_them(chart: Chart) -> None:
    drawn = svg(chart, "here", themed=True)
    elements = list(ElementTree.fromstring(drawn).iter())
    ids = {value for element in elements for name, value in element.attrib.items() if name == "id"}
    used = {value[5:-1] for element in elements for value in element.attrib.values() if value.startswith("url(#")}
    assert all(one.startswith("here-") for one in ids)
    assert used <= ids


def test_themed_colours_follow_the_page_and_fixed_ones_do_not() -> None:
    assert "var(--s0,#0b5fa5)" in svg(CURVES, "x", themed=True)
    assert "var(" not in svg(CURVES, "x", themed=False)


def test_the_axis_says_its_ticks_as_given_and_the_base_line_its_name() -> None:
    assert {"1 分钟", "15 'min'\\", "base line", "time", "still waiting"} <= set(texts(svg(CURVES, "x", themed=True)))


def test_the_likely_rank_is_told_in_the_bar_and_names_are_whole() -> None:
    assert {"Acme", "云桥", "70%", "30%"} <= set(texts(svg(RANKS, "x", themed=True)))


def test_a_hostile_name_is_only_text() -> None:
    chart = Ranks(names=(EVIL[:60].replace("\x1b", ""), "'] + alert(1) + ['"), shares=((1.0,), (1.0,)), labels=("first",))
    drawn = svg(chart, "x", themed=True)
    assert "<script" not in drawn
    assert any("alert(1)" in text for text in texts(drawn))


def test_a_curve_on_which_nothing_happened_stays_at_the_top() -> None:
    nobody = Series(key=1, until_ms=90 * MINUTE, times_ms=(), waiting=(), low=(), high=())
    chart = Curves(series=(CURVE, nobody), ticks=TICKS, rule=None, across="time", upward="waiting")
    assert svg(chart, "x", themed=True).count("var(--s1,") >= 1


def test_an_answer_within_a_second_has_a_place_on_the_axis() -> None:
    at_once = Series(key=0, until_ms=5, times_ms=(0,), waiting=(0.0,), low=(0.0,), high=(0.0,))
    assert "NaN" not in svg(Curves(series=(at_once,), ticks=TICKS, rule=None, across="", upward=""), "x", themed=True)


def test_the_same_chart_is_drawn_alike() -> None:
    assert svg(WEEK, "x", themed=True) == svg(WEEK, "x", themed=True)
