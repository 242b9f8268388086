"""Which notices speak of which occasion, and over which time vendors can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from houdun.facts.occasion import Foretold, Notice, Occasion, OccasionKind, Window
from houdun.facts.time import DAY, HOUR, Millis
from houdun.facts.vendor import Vendor

SLACK: Millis = 2 * HOUR
"""By so much a notice's time may miss the occasion: people round, and a check an hour before belongs to it."""
VAGUE: Millis = 8 * DAY
"""A stretch longer than this names no occasion. Ends of life and advisories do begin with a month."""
LASTING = frozenset({OccasionKind.END_OF_LIFE, OccasionKind.ADVISORY})


def foretold(vendor: Vendor, occasions: Sequence[Occasion], notices: Iterable[Notice]) -> tuple[Foretold, ...]:
    """Each occasion with the vendor's notices of it that surely came before it began, oldest first."""
    ordered = sorted(notices, key=lambda each: (each.word.at, each.word.uid))
    return tuple(
        Foretold(
            vendor=vendor,
            occasion=occasion,
            notices=tuple(each for each in ordered if each.word.latest < occasion.start and speaks_of(each, occasion)),
        )
        for occasion in occasions
    )


def speaks_of(notice: Notice, occasion: Occasion) -> bool:
    """Whether it is of the occasion's kind, and a time that it names meets it."""
    return occasion.kind in notice.kinds and any(_meets(window, occasion) for window in notice.windows)


def common_period(periods: Iterable[tuple[Millis, Millis]]) -> tuple[Millis, Millis] | None:
    """The time in which all were heard; None where there is none. Only what falls into it is asked of anybody."""
    held = list(periods)
    if not held:
        return None
    first, last = max(start for start, _ in held), min(end for _, end in held)
    return (first, last) if first < last else None


def _meets(window: Window, occasion: Occasion) -> bool:
    if window.end - window.start > VAGUE and occasion.kind not in LASTING:
        return False
    return window.start <= occasion.end + SLACK and occasion.start - SLACK <= window.end
