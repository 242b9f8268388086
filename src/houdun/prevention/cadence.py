"""How regularly a vendor looks back with its customer: review meetings and service reports, offered or held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from houdun.facts.occasion import ReviewTurn, Unasked
from houdun.facts.time import DAY, Millis
from houdun.facts.vendor import Vendor
from houdun.prevention.dates import fold

EVERY: Millis = 92 * DAY
"""A review is due once a quarter, counted from the last one."""
SAME: Millis = 14 * DAY
"""What is said of a review within so many days, an invitation and then the report, is one review."""

REVIEWS = re.compile(
    r"(?:季度|月度|年度|半年度?|定期|例行|服务|质量|运营)(?:服务|质量)?(?:回顾|复盘|总结|例会|评审会?|报告)|月报|季报|回顾会|\bqbr\b"
    r"|(?:quarterly|monthly|annual|regular|half-year(?:ly)?|service|account)(?: business| service| account)? (?:review|report)\b|review meeting"
)
INCIDENT = re.compile(r"本次|此次|该故障|事故|故障复盘|工单|incident|post-?mortem|outage|root cause|invoice|账单")
"""Words by which a look back is one at a single fault, or no look back at all."""


def is_review(text: str) -> bool:
    """Whether a vendor's word offers or reports a regular review of its service."""
    folded = fold(text)
    return bool(REVIEWS.search(folded)) and not INCIDENT.search(folded)


def turns(vendor: Vendor, words: Iterable[Unasked], start: Millis, end: Millis) -> tuple[ReviewTurn, ...]:
    """The turns of a vendor heard from `start` to `end`: each from the last review, or the last one missed, to the next review, or
    until one was due. What is not yet due at the end is no turn."""
    found: list[ReviewTurn] = []
    for review in _reviews(words, start, end):
        found += _missed(vendor, start, review.at)
        begun = found[-1].end if found else start
        found.append(ReviewTurn(vendor=vendor, start=begun, end=review.at, review=review))
        start = review.at
    return (*found, *_missed(vendor, start, end))


def _reviews(words: Iterable[Unasked], start: Millis, end: Millis) -> Iterator[Unasked]:
    last = -SAME
    for word in sorted(words, key=lambda each: (each.at, each.uid)):
        if start <= word.at <= end and word.at - last >= SAME and is_review(word.text):
            last = word.at
            yield word


def _missed(vendor: Vendor, start: Millis, end: Millis) -> list[ReviewTurn]:
    return [
        ReviewTurn(vendor=vendor, start=due, end=due + EVERY, review=None)
        for due in range(start, max(start, end - EVERY + 1), EVERY)
    ]
