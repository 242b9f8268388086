"""What the distributions are drawn from: curves, attainment by hour of the week, and the mix of severities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from houdun.facts.case import Severity
from houdun.facts.reading import CaseReading
from houdun.facts.time import MINUTE
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Curve, HourCell
from houdun.verdict.hours import WEEK_HOURS, hour_of_week
from houdun.verdict.survival import curve

Vendors = Mapping[Vendor, Sequence[CaseReading]]

DRAWN = ("time_to_first_response_human", "time_to_located", "time_to_mitigated", "time_to_resolved")
LINE = 15 * MINUTE


def curves(vendors: Vendors) -> tuple[Curve, ...]:
    """For each clock that any vendor's history ever stops, the curve of every vendor that has it: a flat one is telling too."""
    drawn = [[curve(clock, vendor, readings) for vendor, readings in vendors.items()] for clock in DRAWN]
    return tuple(each for clock in drawn if any(each.events for each in clock) for each in clock if each.n)


def hour_cells(vendors: Vendors, *, zone: str) -> dict[Vendor, tuple[HourCell, ...]]:
    """All 168 hours of the week in `zone`: the cases opened then, and those with a human answer within the line. A case whose
    record ends before the line, unanswered, is not counted."""
    return {vendor: _cells(readings, ZoneInfo(zone)) for vendor, readings in vendors.items()}


def _cells(readings: Sequence[CaseReading], zone: ZoneInfo) -> tuple[HourCell, ...]:
    asked, attained = Counter[int](), Counter[int]()
    for reading in readings:
        run = reading.clock("time_to_first_response_human")
        if run is not None and not (run.censored and run.wall_ms < LINE):
            hour = hour_of_week(reading.opened_at, zone)
            asked[hour] += 1
            attained[hour] += not run.censored and run.wall_ms <= LINE
    return tuple(
        HourCell(weekday=hour // 24, hour=hour % 24, n=asked[hour], attained=attained[hour]) for hour in range(WEEK_HOURS)
    )


def severity_mix(vendors: Vendors) -> dict[Vendor, dict[Severity, int]]:
    """How many cases of each severity, worst first; severities that did not occur are 0."""
    counts = {vendor: Counter(reading.severity for reading in readings) for vendor, readings in vendors.items()}
    return {vendor: {severity: count[severity] for severity in Severity} for vendor, count in counts.items()}
