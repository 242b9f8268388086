"""Whom a rater took an answer for: words of the rater's own, matched to a vendor of the trial afterwards."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TypeAlias

from houdun.facts.vendor import Vendor
from houdun.flow.blind.packing import Asked
from houdun.grading.blind.names import besides, of_vendors

Right: TypeAlias = Callable[[str, Vendor], bool]
"""Whether the words name the vendor."""


def judge(everybody: Sequence[Asked]) -> Right:
    """By name, plan or alias, and by what the packaged brands call it; case, width and white space do not matter. A plan that several vendors
    have names none of them. What matches nobody is wrong."""
    aliases: dict[Vendor, set[str]] = defaultdict(set)
    for each in everybody:
        aliases[each.case.vendor].update(each.aliases)
    plans = Counter(_bare(vendor.plan) for vendor in aliases)
    called = {vendor: _called(vendor, others, alone=plans[_bare(vendor.plan)] == 1) for vendor, others in aliases.items()}
    return lambda words, vendor: _bare(words) in called.get(vendor, ())


def _called(vendor: Vendor, aliases: set[str], *, alone: bool) -> frozenset[str]:
    addresses = {name for name in aliases if "@" in name}
    names = (
        *of_vendors((vendor.name, *(aliases - addresses)), addresses),
        *besides(vendor.name),
        str(vendor),
        f"{vendor.name}{vendor.plan}",
    )
    return frozenset(_bare(name) for name in (*names, vendor.plan if alone else "") if name)


def _bare(words: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words).casefold())
