"""Charts as static SVG: text stays text, no script, ids unique, colours by role."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TypeAlias
from xml.etree import ElementTree

import altair as alt
import vl_convert

from houdun.report.document import BANDED, Chart, Curves, Offsets, Ranks, Tick, Week
from houdun.report.offsets import offsets
from houdun.report.palette import DASHES, GRID, ROLES, RULE, SERIES, SOFT, TEXT, WEEK
from houdun.report.ranks import FONT, WIDTH, ranks

FIRST_MS = 1000
"""A logarithmic axis has no zero: what took less than a second stands at a second."""
BY_COLOUR = {ink.light: role for role, ink in reversed(ROLES.items())}
ROLED = {"role", "aria-roledescription", "aria-label"}
"""What Vega says of each mark: the figure around the chart tells what it shows, once."""
ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
Drawn: TypeAlias = alt.LayerChart | alt.FacetChart


def svg(chart: Chart, prefix: str, *, themed: bool) -> str:
    """The chart as an SVG element. `prefix` keeps its ids apart from other charts'; `themed` colours follow the page's
    custom properties (`--s0`, `--text` …) and are fixed otherwise."""
    return _tidy(ranks(chart) if isinstance(chart, Ranks) else _vega(chart), prefix, themed=themed)


def _vega(chart: Curves | Week | Offsets) -> str:
    _register_fonts()
    drawn = _drawn(chart)
    configured = (
        drawn.configure(font=FONT, aria=False, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=SOFT.light,
            titleColor=SOFT.light,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor=GRID.light,
            domainColor=SOFT.light,
            tickColor=SOFT.light,
        )
    )
    text: str = vl_convert.vegalite_to_svg(configured.to_dict())
    return text


def _drawn(chart: Curves | Week | Offsets) -> Drawn:
    match chart:
        case Curves():
            return _curves(chart)
        case Week():
            return _week(chart)
        case Offsets():
            return offsets(chart)


def _tidy(text: str, prefix: str, *, themed: bool) -> str:
    root = ElementTree.fromstring(text)
    for element in root.iter():
        for name in ROLED & element.attrib.keys():
            del element.attrib[name]
        for name, value in element.attrib.items():
            element.set(name, _attribute(name, value, prefix, themed=themed))
    return ElementTree.tostring(root, encoding="unicode")


def _attribute(name: str, value: str, prefix: str, *, themed: bool) -> str:
    """Ids and references to them get the prefix; a colour with a role becomes its custom property, itself to fall back on."""
    if name == "id":
        return f"{prefix}-{value}"
    if value.startswith("url(#"):
        return value.replace("url(#", f"url(#{prefix}-", 1)
    return f"var(--{BY_COLOUR[value]},{value})" if themed and value in BY_COLOUR else value


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(resources.files("houdun.data") / "fonts"))


def _curves(chart: Curves) -> Drawn:
    first, last = _reach(chart)
    ticks = {tick.at_ms: tick.label for tick in chart.ticks if first <= tick.at_ms <= last}
    labels = "{" + ",".join(f"'{at}':{_quoted(label)}" for at, label in ticks.items()) + "}[''+datum.value]"
    across = alt.X(
        "at:Q",
        scale=alt.Scale(type="log", domain=[first, last], nice=False, clamp=True),
        axis=alt.Axis(
            values=list(ticks),
            labelExpr=labels,
            title=chart.across,
            grid=True,
            gridOpacity=0.6,
            labelOverlap="greedy",
            labelSeparation=10,
            titlePadding=10,
        ),
    )
    upward = alt.Y(
        "waiting:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", tickCount=5, title=chart.upward, domain=False, ticks=False, labelPadding=6, titlePadding=10),
    )
    places = range(len(chart.series))
    layers = [_band(chart, place, across) for place in places] if len(places) <= BANDED else []
    layers += [_line(chart, place, across, upward) for place in places]
    layers += _rule(chart.rule, across) if chart.rule else []
    return alt.layer(*layers).properties(width=WIDTH - 80, height=240)


def _rule(tick: Tick, across: alt.X) -> list[alt.Chart]:
    rule = alt.Chart(alt.InlineData(values=[{"at": tick.at_ms, "name": tick.label}])).encode(x=across)
    name = rule.mark_text(color=RULE.light, align="left", baseline="bottom", dx=-2, fontSize=12, fontWeight="bold")
    return [
        rule.mark_rule(color=RULE.light, strokeWidth=1.5, strokeDash=[5, 4]),
        name.encode(text="name:N", y=alt.value(-5)),
    ]


def _reach(chart: Curves) -> tuple[int, int]:
    times = [max(at, FIRST_MS) for series in chart.series for at in series.times_ms] + ([chart.rule.at_ms] if chart.rule else [])
    return max(FIRST_MS, int(min(times) * 0.8)), int(max(times) * 1.25)


def _steps(chart: Curves, place: int) -> list[dict[str, float]]:
    """The steps from the left edge to the right one: a curve starts with everybody waiting and ends where evidence ends."""
    series, (first, last) = chart.series[place], _reach(chart)
    rows = [{"at": first, "waiting": 1.0, "low": 1.0, "high": 1.0}]
    for at, waiting, low, high in zip(series.times_ms, series.waiting, series.low, series.high, strict=True):
        rows.append({"at": min(max(at, first), last), "waiting": waiting, "low": low, "high": high})
    return [*rows, {**rows[-1], "at": max(rows[-1]["at"], min(series.until_ms, last))}]


def _line(chart: Curves, place: int, across: alt.X, upward: alt.Y) -> alt.Chart:
    key = chart.series[place].key % len(SERIES)
    rows = alt.InlineData(values=_steps(chart, place))
    mark = alt.Chart(rows).mark_line(
        interpolate="step-after", color=SERIES[key].light, strokeWidth=2.4, strokeDash=list(DASHES[key]) or [1, 0]
    )
    line: alt.Chart = mark.encode(x=across, y=upward)
    return line


def _band(chart: Curves, place: int, across: alt.X) -> alt.Chart:
    key = chart.series[place].key % len(SERIES)
    rows = alt.InlineData(values=_steps(chart, place))
    mark = alt.Chart(rows).mark_area(interpolate="step-after", color=SERIES[key].light, opacity=0.13, line=False)
    band: alt.Chart = mark.encode(x=across, y=alt.Y("low:Q", title=chart.upward), y2="high:Q")
    return band


def _week(chart: Week) -> Drawn:
    rows = [
        {
            "day": chart.days[day],
            "hour": hour,
            "class": min(len(WEEK) - 1, int(len(WEEK) * attained / n)),
            "size": 52 if n == 1 else 90 if n <= 3 else 138,
        }
        for day, hour, n, attained in chart.cells
    ]
    across = alt.X(
        "hour:O",
        scale=alt.Scale(type="point", domain=list(range(24)), padding=0.6),
        axis=alt.Axis(values=[0, 6, 12, 18, 23], labelAngle=0, title=None, domain=False, ticks=False, labelPadding=4),
    )
    down = alt.Y(
        "day:O",
        scale=alt.Scale(type="point", domain=list(chart.days), padding=0.6),
        axis=alt.Axis(title=None, domain=False, ticks=False, labelPadding=6),
    )
    colours = alt.Color("class:O", scale=alt.Scale(domain=list(range(len(WEEK))), range=[ink.light for ink in WEEK]), legend=None)
    squares = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_square(opacity=1)
        .encode(x=across, y=down, color=colours, size=alt.Size("size:Q", scale=None))
    )
    grid = alt.Chart(alt.InlineData(values=[{"day": day, "hour": hour} for day in chart.days for hour in range(24)]))
    dots = grid.mark_square(size=4, opacity=1, color=GRID.light).encode(x=across, y=down)
    title = alt.TitleParams(chart.name, anchor="start", fontSize=13, fontWeight="bold", color=TEXT.light, limit=330)
    return alt.layer(dots, squares).properties(width=24 * 13, height=7 * 17, title=title)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
