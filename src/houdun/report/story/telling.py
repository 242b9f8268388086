"""Which few cases tell most about a number: the worst, the one in the middle, the one still waiting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from houdun.facts.case import CaseKey
from houdun.facts.rubric import Criterion
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Contribution, CriterionResult
from houdun.report.numbers import DURATIONS, SHARES
from houdun.report.view import View

CASES = 240
"""So many cases are quoted at most, those behind most numbers first."""


@dataclass(frozen=True, slots=True)
class Pick:
    """`why` is worst, median or waiting."""

    vendor: Vendor
    criterion: Criterion
    why: str
    contribution: Contribution
    unit: str


def picks(view: View) -> tuple[Pick, ...]:
    """For each criterion and vendor the telling contributions, in the rubric's order; charted vendors get all three."""
    found = []
    for criterion in view.comparison.rubric.criteria:
        results = view.results(criterion.id)
        falling = larger_is_worse([result for _, result in results])
        for vendor, result in results:
            chosen = _telling(result.contributions, falling)
            if view.series(vendor.vendor) is None:
                chosen = chosen[:1]
            found += [Pick(vendor.vendor, criterion, why, contribution, result.unit) for why, contribution in chosen]
    return tuple(found)


def quoted(view: View, chosen: tuple[Pick, ...]) -> tuple[CaseKey, ...]:
    """The cases to quote, as many as a report can carry: a trial's before others, those behind most numbers first, of vendors that stand apart last."""
    counts = Counter(pick.contribution.case for pick in chosen if pick.contribution.case in view.comparison.cases)
    tried = {key for key in view.tried if key in view.comparison.cases}
    return tuple(
        sorted({*counts, *tried}, key=lambda key: (key not in tried, bool(view.thin(key.vendor)), -counts[key], key))[:CASES]
    )


def anchors(view: View) -> dict[CaseKey, str]:
    """Where each quoted case stands in the report."""
    return {key: f"case-{place}" for place, key in enumerate(quoted(view, picks(view)), 1)}


def larger_is_worse(results: list[CriterionResult]) -> bool:
    """Read from the scores: where of most pairs the vendor with the larger value scores less. By the unit, where that does not tell."""
    known = [(result.value.mean, result.score.mean) for result in results if result.value and result.score]
    pairs = [(a - b) * (one - other) for (a, one), (b, other) in combinations(known, 2)]
    agree = sum((each > 0) - (each < 0) for each in pairs)
    if agree:
        return agree < 0
    unit = results[0].unit if results else ""
    return unit in DURATIONS if unit not in SHARES else False


def few(contributions: Sequence[Contribution]) -> tuple[Contribution, ...]:
    """All of them that a report looks at, whichever way is worse: the smallest, the middle and the largest that ended, and the longest still
    running. Of these few `picks` chooses as of all."""
    stopped = sorted((one for one in contributions if not one.censored), key=_order)
    waiting = [one for one in contributions if one.censored]
    ended = stopped if len(stopped) < 3 else [stopped[0], stopped[len(stopped) // 2], stopped[-1]]
    return (*ended, *([max(waiting, key=_order)] if waiting else []))


def _order(one: Contribution) -> tuple[float, CaseKey]:
    return one.value, one.case


def _telling(contributions: tuple[Contribution, ...], falling: bool) -> list[tuple[str, Contribution]]:
    stopped = sorted((one for one in contributions if not one.censored), key=_order)
    waiting = [one for one in contributions if one.censored]
    chosen = []
    if stopped:
        chosen.append(("worst", stopped[-1 if falling else 0]))
    if len(stopped) > 2:
        chosen.append(("median", stopped[len(stopped) // 2]))
    if waiting:
        chosen.append(("waiting", max(waiting, key=_order)))
    return chosen
