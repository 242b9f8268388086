"""Numbers and times as a reader meets them; full precision is the JSON's affair."""

from __future__ import annotations

import datetime as dt
import math
import zoneinfo

from houdun.facts.time import DAY, HOUR, MINUTE, SECOND, Millis, from_millis
from houdun.facts.verdict import Estimate
from houdun.language import Language
from houdun.report.words import Words

DURATIONS = {
    "ms": 1, "s": SECOND, "seconds": SECOND, "min": MINUTE, "minutes": MINUTE,
    "h": HOUR, "hours": HOUR, "d": DAY, "days": DAY,
}  # fmt: skip
SHARES = frozenset({"share", "ratio", "rate", "probability", "yes"})
UNITS: tuple[tuple[str, Millis], ...] = (("day", DAY), ("hour", HOUR), ("minute", MINUTE), ("second", SECOND))


class Numbers:
    """Writes numbers in one language, and times in the customers' zone."""

    def __init__(self, words: Words, zone: str) -> None:
        self._words = words
        self._zone = zoneinfo.ZoneInfo(zone)

    @staticmethod
    def score(share: float) -> str:
        """0…1 as points of 100."""
        return f"{100 * share:.0f}"

    def interval(self, estimate: Estimate) -> str:
        return f"{self.score(estimate.low)}–{self.score(estimate.high)}"

    @staticmethod
    def percent(share: float) -> str:
        """Whole percent; what is not quite 0 or 1 never looks like it."""
        if 0 < share < 0.01:
            return "<1%"
        return ">99%" if 0.99 < share < 1 else f"{100 * share:.0f}%"

    @staticmethod
    def chance(share: float) -> str:
        """A probability that random draws gave: never certain, however many draws agree."""
        return "<1%" if share <= 0 else ">99%" if share >= 1 else Numbers.percent(share)

    def told_chance(self, share: float) -> str:
        """The same within a sentence: «more than 99%»."""
        told = {"<1%": "chance.hardly", ">99%": "chance.sure"}
        short = self.chance(share)
        return self._words.say(told[short]) if short in told else short

    def duration(self, ms: float) -> str:
        """The two largest units: 1 h 5 min. Under a minute, seconds; over 100 days, whole days."""
        if not math.isfinite(ms):
            return "∞"
        if ms < 0:
            return "−" + self.duration(-ms)
        whole = round(ms / SECOND) * SECOND
        if whole < SECOND:
            return self._words.say("duration.second_alone", n=0 if ms == 0 else f"{ms / SECOND:.1f}")
        first = next(index for index, (_, size) in enumerate(UNITS) if whole >= size)
        parts = [UNITS[first]] if first == 3 or whole >= 100 * DAY else [UNITS[first], UNITS[first + 1]]
        whole = round(whole / parts[-1][1]) * parts[-1][1]
        written = []
        for unit, size in parts:
            count, whole = divmod(whole, size)
            if count:
                written.append((unit, count))
        if len(written) == 1:
            unit, count = written[0]
            return self._words.say(f"duration.{unit}_alone", n=f"{count:,}")
        return " ".join(self._words.say(f"duration.{unit}", n=count) for unit, count in written)

    def value(self, value: float, unit: str) -> str:
        """A criterion's value in its unit."""
        if unit in DURATIONS:
            return self.duration(value * DURATIONS[unit])
        if unit in SHARES:
            return self.percent(value)
        number = self.plain(value)
        return self._words.known(f"unit.{unit}", "{n} " + unit.replace("{", "").replace("}", "")).format(n=number).strip()

    def values(self, estimate: Estimate, unit: str) -> str:
        """The interval of a value, low – high; the unit is said where it is more than a word behind the number."""
        write = self.value if unit in DURATIONS or unit in SHARES else lambda number, _: self.plain(number)
        low, high = sorted((estimate.low, estimate.high))
        return self._between(write(low, unit), write(high, unit))

    @staticmethod
    def _between(low: str, high: str) -> str:
        return low if low == high else f"{low} – {high}"

    @staticmethod
    def plain(value: float) -> str:
        """Up to two decimals where they matter, thousands parted."""
        if not math.isfinite(value):
            return "∞"
        return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")

    def large(self, value: float) -> str:
        """Large counts as people say them: 5,847 万, 58.5 million."""
        (big, middle) = (1e8, 1e4) if self._words.language is Language.ZH else (1e9, 1e6)
        size, key = (big, "large.big") if value >= big else (middle, "large.middle")
        return self._words.say(key, n=_three(value / size)) if value >= middle else f"{value:,.0f}"

    def when(self, at: Millis) -> str:
        """2025-03-08 21:14 in the customers' zone."""
        return self._local(at).strftime("%Y-%m-%d %H:%M")

    def day(self, at: Millis) -> str:
        return self._local(at).strftime("%Y-%m-%d")

    def moment(self, at: Millis) -> str:
        """21:14:05 with weekday and day, for messages."""
        local = self._local(at)
        return f"{self._words.say(f'weekday.{local.weekday()}')} {local.strftime('%Y-%m-%d %H:%M:%S')}"

    def _local(self, at: Millis) -> dt.datetime:
        return from_millis(at).astimezone(self._zone)


def _three(value: float) -> str:
    """About three digits."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}".removesuffix(".0")
