"""The offset between sound and picture over time: its bounds across it, the fault's onset and its detection upright in it."""

from __future__ import annotations

from typing import Literal

import altair as alt

from houdun.report.document import Level, Offsets
from houdun.report.palette import RULE, SERIES, SOFT

WIDTH, HEIGHT = 540, 260
ROOM = 0.1
"""The axis goes beyond what it has to show by this share of it."""


def offsets(chart: Offsets) -> alt.LayerChart | alt.FacetChart:
    """Late is up, early is down."""
    reach = [ms for _, ms in chart.points] + [level.at for level in chart.levels]
    low, high = min(reach), max(reach)
    room = ROOM * (high - low)
    across = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[chart.points[0][0], chart.points[-1][0]], nice=False),
        axis=alt.Axis(title=chart.across, grid=False, tickCount=8, titlePadding=10),
    )
    upward = alt.Y(
        "ms:Q",
        scale=alt.Scale(domain=[low - room, high + room], nice=False),
        axis=alt.Axis(title=chart.upward, grid=False, tickCount=7, domain=False, ticks=False, labelPadding=6, titlePadding=10),
    )
    rows = alt.InlineData(values=[{"at": at, "ms": ms} for at, ms in chart.points])
    line = alt.Chart(rows).mark_line(color=SERIES[0].light, strokeWidth=2.4).encode(x=across, y=upward)
    bounds = [layer for level in chart.levels for layer in _bound(level, upward)]
    moments = [*_moment(chart.onset, across, RULE.light, "right"), *_moment(chart.detected, across, SERIES[2].light, "left")]
    return alt.layer(*bounds, line, *moments).properties(width=WIDTH, height=HEIGHT)


def _bound(level: Level, upward: alt.Y) -> list[alt.Chart]:
    colour = RULE.light if level.strong else SOFT.light
    base = alt.Chart(alt.InlineData(values=[{"ms": level.at, "name": level.label}])).encode(y=upward)
    name = base.mark_text(
        color=colour, align="left", baseline="bottom" if level.at > 0 else "top", dx=4, dy=-3 if level.at > 0 else 3
    )
    return [
        base.mark_rule(color=colour, strokeWidth=1.2, strokeDash=[5, 4] if level.strong else [2, 3]),
        name.encode(text="name:N", x=alt.value(0)),
    ]


def _moment(level: Level, across: alt.X, colour: str, side: Literal["left", "right"]) -> list[alt.Chart]:
    """Its name stands above the picture, on its own side of the line."""
    base = alt.Chart(alt.InlineData(values=[{"at": level.at, "name": level.label}])).encode(x=across)
    name = base.mark_text(
        color=colour, align=side, baseline="bottom", dx=-4 if side == "right" else 4, fontSize=12, fontWeight="bold"
    )
    return [base.mark_rule(color=colour, strokeWidth=1.6), name.encode(text="name:N", y=alt.value(-5))]
