"""False alarms: clean recordings through the detector, and months of them by resampling blocks of a minute.

    python -m benchmarks.live.recordings && python -m benchmarks.live.alarms [--minutes 60] [--months 3]

First the shares that stand behind `rare` and `lasting` in `rules.py`: how often a series exceeds after a normal sample, and after another exceedance.
Then each recording as it is, through the product's detector; then months of minutes drawn at random from it, with all series of a minute together.
The months are counted by arrays, which do what the detector does (a day of them is put through the detector itself, and must agree).
To reach: 0 in the hour, at most 1 a month per stream.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.live import ways
from benchmarks.live.recordings import Samples, kept
from houdun.probe.detection.baseline import DEVIATION, REMEMBERED
from houdun.probe.detection.detector import MONTH, PLAYLIST, SETTLED, SIGMAS, Detector
from houdun.probe.detection.rules import RULES, Rule
from houdun.probe.detection.shift import Evidence, Odds

MINUTE = 60
DAY = 1440
MINUTES = 30 * DAY
START = 1_760_000_000_000
Flags = NDArray[np.bool_]
WEIGHTS = sum(rule.weight for rule in RULES if not rule.told)


@dataclass(frozen=True)
class Minutes:
    """One series cut into the recording's minutes: `values` (minute, sample) padded with nan, level and spread of each."""

    values: NDArray[np.float64]
    level: NDArray[np.float64]
    spread: NDArray[np.float64]


def cut(recording: Samples, series: str) -> Minutes | None:
    rows = [
        [value for second in recording[start : start + MINUTE] for name, value in second if name == series]
        for start in range(0, len(recording) - MINUTE + 1, MINUTE)
    ]
    longest = max(map(len, rows))
    if not longest:
        return None
    values = np.full((len(rows), longest), np.nan)
    for row, found in zip(values, rows, strict=True):
        row[: len(found)] = found
    level = np.nanmedian(values, axis=1)
    return Minutes(values, level, DEVIATION * np.nanmedian(np.abs(values - level[:, None]), axis=1))


def exceeding(minutes: Minutes, floor: float, rule: Rule, order: NDArray[np.int64]) -> Flags:
    """Which samples exceed when the minutes come in that order: baselines are the medians of the minutes before."""
    remembered = np.lib.stride_tricks.sliding_window_view(order[:-1], REMEMBERED)
    values = minutes.values[order[REMEMBERED:]]
    level = np.median(minutes.level[remembered], axis=1)[:, None]
    spread = np.median(minutes.spread[remembered], axis=1)[:, None]
    with np.errstate(invalid="ignore"):
        outside = (values < rule.lower) | (values > rule.upper)
        flags: Flags = outside | (np.abs(values - level) > np.maximum(floor, SIGMAS * spread))
    return flags[~np.isnan(values)]


def floor(recording: Samples, rule: Rule) -> float:
    """The rule's floor for that kind of stream."""
    segmented = rule.in_segments and any(name == PLAYLIST for second in recording for name, _ in second)
    return rule.in_segments if segmented else rule.floor


def alarms(flags: Flags, rule: Rule) -> int:
    """Alarms of the shift's evidence. Only stretches around exceedances are walked: between them it falls to a tenth a sample."""
    evidence = Evidence(Odds(rule.rare, rule.lasting), WEIGHTS / rule.weight * MONTH * rule.samples_per_second)
    count, places = 0, np.flatnonzero(flags)
    last, resting = -1, -1.0
    for place in places.tolist():
        for step in range(max(last + 1, place - 30), place + 1):
            at = step / rule.samples_per_second
            if at < resting:
                continue
            if evidence.add(at, bool(flags[step])):
                count, resting = count + 1, at + SETTLED
                evidence.reset()
        last = place
    return count


def replayed(recording: Samples) -> Counter[str]:
    """The recording through the detector itself, with drifts."""
    detector, found = Detector("clean"), Counter[str]()
    for second, samples in enumerate(recording, 1):
        found.update(f"{each.metric} {each.change}" for each in detector.second(START + 1000 * second, samples))
    return found


def shares(recording: Samples) -> dict[str, tuple[int, int, int, int]]:
    """By series: samples after a normal one, exceedances among them, samples after an exceedance, exceedances among them."""
    found = {}
    for rule in RULES:
        if rule.told or (minutes := cut(recording, rule.series)) is None:
            continue
        flags = exceeding(
            minutes, floor(recording, rule), rule, np.resize(np.arange(len(minutes.values)), len(minutes.values) + REMEMBERED)
        )
        before, now = flags[:-1], flags[1:]
        found[rule.series] = (int((~before).sum()), int((~before & now).sum()), int(before.sum()), int((before & now).sum()))
    return found


def months(recording: Samples, count: int, generator: np.random.Generator) -> Counter[str]:
    found: Counter[str] = Counter()
    whole = len(recording) // MINUTE
    for _ in range(count):
        order = generator.integers(0, whole, MINUTES + REMEMBERED)
        for rule in RULES:
            if not rule.told and (minutes := cut(recording, rule.series)) is not None:
                found[rule.series] += alarms(exceeding(minutes, floor(recording, rule), rule, order), rule)
    return +found


def day(recording: Samples, generator: np.random.Generator) -> Counter[str]:
    """A day of the same, through the detector itself: its drifts too."""
    order = generator.integers(0, len(recording) // MINUTE, DAY)
    return replayed([second for minute in order.tolist() for second in recording[minute * MINUTE : (minute + 1) * MINUTE]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--months", type=int, default=3)
    parser.add_argument("--recordings", default=",".join(ways.NAMES))
    asked = parser.parse_args()
    totals: dict[str, NDArray[np.int64]] = {}
    print(
        "| recording | minutes | alarms in it | alarms in a resampled day (detector itself) | alarms in the months |\n|---|---|---|---|---|"
    )
    for name in asked.recordings.split(","):
        recording = kept(f"{name}-{asked.minutes}")
        generator = np.random.default_rng(7)
        for series, counts in shares(recording).items():
            totals[series] = totals.get(series, np.zeros(4, np.int64)) + counts
        whole, one_day, many = replayed(recording), day(recording, generator), months(recording, asked.months, generator)
        print(
            f"| {name} | {len(recording) // MINUTE} | {said(whole)} | {said(one_day)} | {said(many)} in {asked.months} |",
            flush=True,
        )
    print(
        "\n| series | exceeds after a normal sample | `rare` | exceeds after an exceedance | `lasting` |\n|---|---|---|---|---|"
    )
    rules = {rule.series: rule for rule in RULES}
    for series, (normal, first, after, again) in totals.items():
        print(f"| {series} | {first} of {normal} | {rules[series].rare:g} | {again} of {after} | {rules[series].lasting:g} |")


def said(found: Counter[str]) -> str:
    return f"{found.total()} ({', '.join(f'{name} {count}' for name, count in found.items())})" if found else "0"


if __name__ == "__main__":
    main()
