"""Which part of the week a mail falls into, by the vendor's knowledge of its customers' hours."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from houdun.desk.persona import WEEK, Peak
from houdun.facts.question import Stratum
from houdun.facts.time import Millis, from_millis

MORNING, EVENING = 8, 22


def stratum_of(at: Millis, zone: ZoneInfo, peak: Peak) -> Stratum:
    """The peak goes before all; then Saturday and Sunday are the weekend, and of a weekday 8–22 h is the day."""
    local = from_millis(at).astimezone(zone)
    if WEEK[local.weekday()] in peak.days and peak.begins <= local.hour < peak.ends:
        return Stratum.PEAK
    if local.weekday() >= 5:
        return Stratum.WEEKEND
    return Stratum.DAY if MORNING <= local.hour < EVENING else Stratum.NIGHT
