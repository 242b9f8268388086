"""The team's viewers per hour of the week, from a CSV file of its own."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Mapping
from pathlib import Path

from houdun.errors import UsageError
from houdun.language import Bilingual

MOST = 1e12


def load(path: Path) -> list[list[float]]:
    """`weekday,hour,viewers` rows as `viewers[weekday][hour]` (weekday 0 is Monday); an hour not named counts 0.

    Raises UsageError with the row that cannot be read.
    """
    viewers = [[0.0] * 24 for _ in range(7)]
    numbers = itertools.count(2)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                weekday, hour, count = _hour(row)
                viewers[weekday][hour] = count
                next(numbers)
    except (OSError, KeyError, TypeError, ValueError, csv.Error) as error:
        raise UsageError(
            Bilingual("观众数文件读不了", "the viewers file cannot be read"),
            Bilingual(
                "应为 CSV：weekday（0 为周一）,hour（0–23）,viewers", "expected CSV: weekday (0 is Monday),hour (0–23),viewers"
            ),
            where=f"{path}:{next(numbers)}",
        ) from error
    return viewers


def _hour(row: Mapping[str, str]) -> tuple[int, int, float]:
    weekday, hour, count = int(row["weekday"]), int(row["hour"]), float(row["viewers"])
    if not (0 <= weekday < 7 and 0 <= hour < 24 and 0 <= count < MOST):
        raise ValueError(row)
    return weekday, hour, count
