"""A comparison as the sections look at it: vendors in order, names made inert, anchors, words and numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from houdun.facts.case import CaseKey
from houdun.facts.rubric import Dimension
from houdun.facts.trial import Put
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison, CriterionResult, DimensionResult, Estimate, VendorResult
from houdun.language import Language
from houdun.report.document import Gauge, Line, Span, Style
from houdun.report.numbers import Numbers
from houdun.report.outside import brief, name
from houdun.report.words import Words, join

CHARTED = 8
"""Figures show so many vendors; tables show all."""
TENTATIVE = 0.25
"""A score that stands on less than this share of its criteria is shown as tentative."""
ABREAST = 5
"""So many vendors stand side by side in a table; more stand under each other."""


class View:
    """Read-only. Vendors stand as the verdict has them in order: those with enough cases first. With the `keys` of another view of the same
    vendors they keep its colours and anchors, whatever their order here."""

    def __init__(self, comparison: Comparison, language: Language, keys: Mapping[Vendor, int] | None = None) -> None:
        self.comparison = comparison
        self._given = keys
        self.verdict = comparison.verdict
        self.words = Words(language)
        self.numbers = Numbers(self.words, comparison.zone)
        self.language = language

    @cached_property
    def vendors(self) -> tuple[VendorResult, ...]:
        return self.verdict.in_order

    @cached_property
    def spoken_for(self) -> tuple[VendorResult, ...]:
        """Those of whom headlines speak: the vendors with enough cases; all where none has."""
        return tuple(result for result in self.vendors if not result.thin) or self.vendors

    @property
    def apart(self) -> tuple[VendorResult, ...]:
        """Those with too few cases, where others have enough."""
        return self.vendors[len(self.spoken_for) :]

    @property
    def charted(self) -> tuple[VendorResult, ...]:
        return self.vendors[:CHARTED]

    @cached_property
    def keys(self) -> Mapping[Vendor, int]:
        """Each vendor's place in the order: its colour in the figures and its anchor."""
        return self._given or {result.vendor: place for place, result in enumerate(self.vendors)}

    @property
    def tried(self) -> Mapping[CaseKey, Put]:
        """The cases of all trials, where there was one."""
        return self.comparison.trial.everywhere if self.comparison.trial else {}

    def lead(self, vendor: Vendor) -> float:
        """The probability of coming first; 0 where nothing was ranked."""
        ranks = self.verdict.rank_acceptability.get(vendor, ())
        return ranks[0] if ranks else 0.0

    def above(self, vendor: Vendor) -> float:
        """The mean probability of ranking above each of those with enough cases: what the order goes by."""
        return self.verdict.chance_against(vendor, [result.vendor for result in self.spoken_for])

    def name(self, vendor: Vendor, style: Style = Style.PLAIN) -> Span:
        """The vendor as a span; its plan is said where two plans of one vendor are compared."""
        return name(self._called(vendor), style)

    def plain(self, vendor: Vendor) -> str:
        return brief(self._called(vendor))

    def names(self, vendors: list[Vendor]) -> Line:
        return join([(self.name(vendor, Style.STRONG),) for vendor in vendors], self.words.say("list.between"))

    def thin(self, vendor: Vendor) -> str:
        """«Too few cases» where that is so and others have enough, else nothing."""
        return self.words.say("word.thin") if any(result.vendor == vendor for result in self.apart) else ""

    def series(self, vendor: Vendor) -> int | None:
        """The vendor's colour, None where figures do not show it."""
        key = self.keys.get(vendor)
        return key if key is not None and key < CHARTED else None

    def results(self, id: str) -> list[tuple[VendorResult, CriterionResult]]:
        """A criterion's result at each vendor that has one."""
        return [
            (vendor, result)
            for vendor in self.vendors
            for dimension in vendor.dimensions
            for result in dimension.criteria
            if result.id == id
        ]

    def criterion(self, id: str) -> str:
        found = self.comparison.rubric.criterion(id)
        return brief(found.name.to(self.language), 80) if found else brief(id, 80)

    def score(self, estimate: Estimate | None) -> str:
        return self.words.say("none.short") if estimate is None else self.numbers.score(estimate.mean)

    @staticmethod
    def tentative(result: DimensionResult | VendorResult) -> bool:
        """There is a score, but on very little evidence."""
        return result.score is not None and result.coverage < TENTATIVE

    @staticmethod
    def dimension(vendor: VendorResult, dimension: Dimension) -> DimensionResult | None:
        return next((result for result in vendor.dimensions if result.id == dimension.id), None)

    def behind(self, vendor: Vendor, criterion: str) -> str:
        """The anchor of the cases behind one number."""
        return f"b{self.keys.get(vendor, 0)}-{slug(criterion)}"

    def _called(self, vendor: Vendor) -> str:
        return str(vendor) if self._plans[vendor.name] > 1 else vendor.name

    @cached_property
    def _plans(self) -> Counter[str]:
        return Counter(result.vendor.name for result in self.verdict.vendors)


def slug(text: str) -> str:
    """An anchor's part: letters, digits, hyphens."""
    return re.sub(r"[^a-z0-9]", lambda found: f"-{ord(found[0]):x}" if found[0] not in "._-" else "-", text.lower())


def gauge(estimate: Estimate) -> Gauge:
    return Gauge(*(min(1.0, max(0.0, share)) for share in (estimate.low, estimate.mean, estimate.high)))
