"""The report's colours: told apart by colour-blind readers too, and never the only sign."""

from __future__ import annotations

from typing import NamedTuple


class Ink(NamedTuple):
    """One colour by the role it plays, on paper and on a dark screen."""

    light: str
    dark: str


SERIES = (
    Ink("#0b5fa5", "#6db3f2"),
    Ink("#c9501c", "#f08a55"),
    Ink("#0f7f6b", "#43c2a8"),
    Ink("#8650a6", "#c79be3"),
    Ink("#987100", "#d9b441"),
    Ink("#b83e7d", "#ee8abb"),
    Ink("#3a8fb9", "#8ed0ee"),
    Ink("#5c6166", "#b3b8bd"),
)
DASHES = ((), (7, 3), (2, 2), (9, 3, 2, 3), (12, 4), (4, 2), (1, 3), (6, 2, 1, 2, 1, 2))
RANKS = (
    Ink("#0b4f8a", "#7cbcf5"),
    Ink("#4e8cc2", "#4a88bd"),
    Ink("#94bbdb", "#3a658b"),
    Ink("#c3d6e6", "#33506a"),
    Ink("#dbe3ea", "#2d3f4f"),
    Ink("#ebeef0", "#29333c"),
)
"""From the first rank, which stands out, to the last."""
WEEK = (
    Ink("#c2571a", "#ef8b4f"),
    Ink("#dfa27c", "#b5744f"),
    Ink("#b9bcc0", "#6d7277"),
    Ink("#7fa9cf", "#4f83b3"),
    Ink("#0b5fa5", "#6db3f2"),
)
"""Attainment from none to all, in fifths."""
TEXT = Ink("#1c2024", "#e9e7e2")
SOFT = Ink("#5b6268", "#a5aab0")
GRID = Ink("#dcd8d0", "#3a3f45")
RULE = Ink("#a31d2f", "#ff8a94")
PAPER = Ink("#ffffff", "#1d2125")

ROLES: dict[str, Ink] = {
    **{f"s{key}": ink for key, ink in enumerate(SERIES)},
    **{f"r{key}": ink for key, ink in enumerate(RANKS)},
    **{f"w{key}": ink for key, ink in enumerate(WEEK)},
    "text": TEXT,
    "soft": SOFT,
    "grid": GRID,
    "rule": RULE,
    "paper": PAPER,
}
