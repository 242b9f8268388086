"""How probable each rank is, as bars: drawn while somebody moves a slider, in a millisecond."""

from __future__ import annotations

from itertools import accumulate

from markupsafe import Markup, escape

from houdun.report.document import Ranks
from houdun.report.palette import RANKS

NAME, WIDTH, ROW, BAR = 170, 450, 40, 26
LABELLED = 0.09
"""A share of the bar from which its per cent fits inside."""
LONGEST = 22
"""Characters of a name."""


def bars(chart: Ranks) -> Markup:
    """The chart as an SVG element. Its summary stands in the figure around it."""
    legend = [_legend(rank, label, len(chart.labels)) for rank, label in enumerate(chart.labels)]
    rows = [_row(place, name, shares) for place, (name, shares) in enumerate(zip(chart.names, chart.shares, strict=True))]
    height = ROW * (len(rows) + 1)
    return Markup('<svg viewBox="0 0 {} {}" font-size="13">{}</svg>').format(
        NAME + WIDTH, height, Markup("").join([*legend, *rows])
    )


def _legend(rank: int, label: str, count: int) -> Markup:
    x = NAME + rank * (WIDTH / max(count, 1))
    return Markup(
        '<rect x="{:.0f}" y="8" width="12" height="12" rx="2" fill="{}"/><text x="{:.0f}" y="19" fill="var(--soft)">{}</text>'
    ).format(x, _ink(rank), x + 18, label)


def _row(place: int, name: str, shares: tuple[float, ...]) -> Markup:
    top = ROW * (place + 1)
    starts = [0.0, *accumulate(shares)]
    short = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
    pieces = [Markup('<text x="0" y="{}" fill="var(--text)">{}</text>').format(top + BAR / 2 + 5, escape(short))]
    for rank, (start, share) in enumerate(zip(starts, shares, strict=False)):
        x, width = NAME + WIDTH * start, WIDTH * share
        pieces.append(
            Markup('<rect x="{:.1f}" y="{}" width="{:.1f}" height="{}" fill="{}"/>').format(
                x, top, max(width, 0), BAR, _ink(rank)
            )
        )
        if share >= LABELLED:
            ink = "var(--paper)" if rank < 2 else "var(--text)"
            pieces.append(
                Markup('<text x="{:.1f}" y="{}" text-anchor="middle" fill="{}">{}</text>').format(
                    x + width / 2, top + BAR / 2 + 5, ink, f"{share:.0%}"
                )
            )
    return Markup("").join(pieces)


def _ink(rank: int) -> str:
    return f"var(--r{min(rank, len(RANKS) - 1)})"
