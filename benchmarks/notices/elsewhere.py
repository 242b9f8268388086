"""Notices on texts of other hands: the warnings that simulated desks send, and replies in support cases, which are hardly ever notices.

python -m benchmarks.notices.elsewhere
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain

from benchmarks.notices.measure import RECEIVED, ZONE
from benchmarks.signals import texts
from houdun.desk.texts import cells
from houdun.facts.case import Role, Source
from houdun.facts.occasion import Occasion, OccasionKind, Unasked
from houdun.facts.time import HOUR, Millis, to_millis
from houdun.facts.vendor import Vendor
from houdun.language import Language
from houdun.prevention.cadence import is_review
from houdun.prevention.matching import speaks_of
from houdun.prevention.notices import recognised

BEGINS = to_millis(dt.datetime(2026, 3, 7, 20, tzinfo=ZONE))
NAMES = {"peak": "周六连麦夜 Co-hosting night", "release": "App 6.0", "maintenance": "机房 Network work"}
SLOTS = {"when": "2026-03-07 20:00", "ends": "23:00", "author": "王磊", "vendor": "Acme"}


def letters(language: Language) -> Iterator[tuple[str, str]]:
    """(kind, letter) of all that desks send unasked."""
    for cell, variants in cells(language).items():
        room, kind, manner = (*cell.split("."), "", "")[:3]
        if room == "warnings" and manner != "subject":
            for text in variants:
                yield kind, text.format(name=NAMES.get(kind, ""), **SLOTS)


def warned(kind: str, text: str) -> bool:
    """Whether the letter is recognised, and matched to its occasion."""
    occasion = Occasion(start=BEGINS, end=BEGINS + 3 * HOUR, uid="1", kind=OccasionKind(kind), name=NAMES[kind])
    notice = recognised(_word(text, RECEIVED), ZONE, [occasion])
    return notice is not None and speaks_of(notice, occasion)


def taken_for_one(text: str, at: Millis) -> bool:
    """Whether a reply would count as going beyond its case."""
    notice = recognised(_word(text, at), ZONE)
    return notice is not None and bool(notice.details)


def _word(text: str, at: Millis) -> Unasked:
    return Unasked(uid="1", vendor=Vendor("a"), at=at, text=text, source=Source("", ""))


def main() -> None:
    for language in Language:
        found = list(letters(language))
        warnings = [warned(kind, text) for kind, text in found if kind in NAMES]
        reviews = [is_review(text) for kind, text in found if kind not in NAMES]
        print(f"{language} desks: {sum(warnings)}/{len(warnings)} warnings, {sum(reviews)}/{len(reviews)} reviews")
    said = [each for _, each in chain(texts.ours("dev"), texts.ours("heldout")) if each.role is Role.VENDOR]
    print(f"replies taken for a notice: {sum(taken_for_one(each.text, each.at) for each in said)}/{len(said)}")


if __name__ == "__main__":
    main()
