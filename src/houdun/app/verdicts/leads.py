"""Where the links of a report's sections lead when there is no report around them."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from houdun.facts.case import CaseKey
from houdun.facts.vendor import Vendor
from houdun.report.story.telling import anchors
from houdun.report.view import View


class Number(NamedTuple):
    """A number that cases stand behind: `Snapshot.behind` has them."""

    vendor: Vendor
    criterion: str


Lead: TypeAlias = Number | CaseKey


def leads(view: View) -> dict[str, Lead]:
    """By the link as the sections write it, such as `#case-3`. Of another link the target stands in a section: a heading, a table, a figure."""
    numbers = {
        f"#{view.behind(result.vendor, criterion.id)}": Number(result.vendor, criterion.id)
        for result in view.vendors
        for dimension in result.dimensions
        for criterion in dimension.criteria
        if criterion.contributions
    }
    return numbers | {f"#{anchor}": key for key, anchor in anchors(view).items()}
