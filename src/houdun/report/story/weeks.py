"""Attainment by hour of the week, one small picture a vendor: where nights and weekends show."""

from __future__ import annotations

from houdun.facts.verdict import HourCell
from houdun.report.document import Block, Figure, Week
from houdun.report.view import CHARTED, View

DAY = range(8, 22)
"""Hours that count as day in the finding; the picture shows every hour."""
ENOUGH = 10
"""Cases by night or weekend below which no finding is stated."""

FALL = 0.1
"""A fall of attainment outside working hours from which it is the finding."""


def weeks(view: View) -> tuple[Block, ...]:
    """One figure with a panel for each charted vendor that has hours; nothing where none has."""
    shown = [(result.vendor, view.comparison.hours.get(result.vendor, ())) for result in view.charted]
    shown = [(vendor, cells) for vendor, cells in shown if any(cell.n for cell in cells)]
    if not shown:
        return ()
    days = tuple(view.words.say(f"weekday.{day}") for day in range(7))
    return (
        Figure(
            anchor="f-weeks",
            title=_finding(view),
            summary="; ".join(f"{view.plain(vendor)}: {_told(view, cells)}" for vendor, cells in shown),
            note=view.words.say("week.note", zone=view.comparison.zone)
            + ("" if len(view.vendors) <= CHARTED else view.words.say("word.top", n=CHARTED, all=len(view.vendors))),
            panels=tuple(
                Week(
                    name=view.plain(vendor),
                    cells=tuple((cell.weekday, cell.hour, cell.n, cell.attained) for cell in cells if cell.n),
                    days=days,
                )
                for vendor, cells in shown
            ),
        ),
    )


def _finding(view: View) -> str:
    """The vendor that loses most from working hours to nights and weekends; that nobody does is said only where all are known."""
    worst: tuple[float, str, float, float] | None = None
    known = 0
    for result in view.spoken_for:
        work, off = _parts(view.comparison.hours.get(result.vendor, ()))
        if work is None or off is None:
            continue
        known += 1
        if worst is None or work - off > worst[0]:
            worst = (work - off, view.plain(result.vendor), work, off)
    if worst is None or (worst[0] < FALL and known < len(view.spoken_for)):
        return view.words.say("week.title")
    if worst[0] <= 0:
        return view.words.say("week.none")
    key = "week.falls" if worst[0] >= FALL else "week.even"
    return view.words.say(key, vendor=worst[1], day=view.numbers.percent(worst[2]), off=view.numbers.percent(worst[3]))


def _parts(cells: tuple[HourCell, ...]) -> tuple[float | None, float | None]:
    """Attainment on weekdays by day, and by night or weekend."""
    work = [cell for cell in cells if cell.weekday < 5 and cell.hour in DAY]
    off = [cell for cell in cells if not (cell.weekday < 5 and cell.hour in DAY)]
    return _share(work), _share(off)


def _share(cells: list[HourCell]) -> float | None:
    n = sum(cell.n for cell in cells)
    return sum(cell.attained for cell in cells) / n if n >= ENOUGH else None


def _told(view: View, cells: tuple[HourCell, ...]) -> str:
    n, attained = sum(cell.n for cell in cells), sum(cell.attained for cell in cells)
    work, off = _parts(cells)
    parts = [view.words.say("week.told", attained=f"{attained:,}", n=f"{n:,}")]
    if work is not None and off is not None:
        parts.append(view.words.say("week.split", day=view.numbers.percent(work), off=view.numbers.percent(off)))
    return ", ".join(parts)
