"""Whether each vendor spoke before things happened: the calendar × what vendors said unasked, as the verdict and the report read it.

what was said → which of it are notices → matched to the occasions that all were heard on → each told like a case
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from houdun.channel.manual.told import Told
from houdun.facts.case import CaseKey, Message, Role
from houdun.facts.occasion import Notice, Occasion, OccasionKind, Prevention, Unasked
from houdun.facts.reading import CaseReading
from houdun.facts.speaker import Speaker, speaker
from houdun.facts.time import DAY, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.foretold import told
from houdun.flow.notices import enter, unasked
from houdun.flow.occasions import occasions
from houdun.prevention.cadence import is_review, turns
from houdun.prevention.matching import common_period, foretold
from houdun.prevention.notices import kinds_asked, recognised
from houdun.store import Store

AHEAD: Millis = 60 * DAY
"""Nobody warns of an occasion in passing, within a reply, longer before."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """By vendor. `told` are the occasions and turns in words, for the report; `on_calendar` counts the occasions there are,
    `asked` those within the period that the vendors have in common."""

    vendors: Mapping[Vendor, Prevention] = field(default_factory=dict)
    told: Mapping[CaseKey, CaseReading] = field(default_factory=dict)
    on_calendar: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Noted:
    """A word that was entered, as it is understood: `notice` is None where it is none, `occasions` are those that it warns of."""

    word: Unasked
    new: bool
    notice: Notice | None
    review: bool
    occasions: tuple[Occasion, ...]


def note(store: Store, vendor: Vendor, text: str, moment: Told, *, zone: ZoneInfo, now: Millis) -> Noted:
    """Keeps what a vendor said in a call or a chat, and tells who enters it what Houdun reads in it. Raises UsageError for no words."""
    word, new = enter(store.journal, vendor, text, at=moment.at, plus_minus=moment.plus_minus, now=now)
    calendar = occasions(store.journal)
    notice = recognised(word, zone, calendar)
    warned = foretold(vendor, calendar, [notice]) if notice else ()
    return Noted(word, new, notice, is_review(word.text), tuple(each.occasion for each in warned if each.notices))


def foresee(store: Store, cases: Mapping[Vendor, Sequence[CaseReading]], *, zone: ZoneInfo, now: Millis) -> Foreseen:
    """Vendors of whom nothing was ever heard are left out."""
    return foreseen(occasions(store.journal), tuple(unasked(store.journal)), cases, zone=zone, now=now)


def foreseen(
    calendar: Sequence[Occasion],
    said_unasked: Sequence[Unasked],
    cases: Mapping[Vendor, Sequence[CaseReading]],
    *,
    zone: ZoneInfo,
    now: Millis,
) -> Foreseen:
    """The same, of what is given: the calendar by its beginnings, and all that was said unasked."""
    words = _by_vendor(said_unasked)
    heard = {vendor: words.get(vendor, []) for vendor in cases if cases[vendor] or vendor in words}
    period = common_period(_heard(cases[vendor], said, now) for vendor, said in heard.items())
    if period is None:
        return Foreseen(on_calendar=len(calendar))
    start, end = period
    due = [each for each in calendar if start <= each.start <= min(end, now)]
    found: dict[Vendor, Prevention] = {}
    for vendor, said in heard.items():
        notices = [
            *_notices(said, zone, due),
            *(_beyond_cases(vendor, cases[vendor], zone, due[0].start - AHEAD, due[-1].start) if due else ()),
        ]
        reviews = turns(vendor, said, start, end) if any(words.values()) else ()
        found[vendor] = Prevention(foretold(vendor, due, notices), reviews)
    return Foreseen(found, told(found.values(), zone), len(calendar), len(due))


def _by_vendor(words: Iterable[Unasked]) -> dict[Vendor, list[Unasked]]:
    held: dict[Vendor, list[Unasked]] = {}
    for word in words:
        held.setdefault(word.vendor, []).append(word)
    return held


def _heard(cases: Sequence[CaseReading], words: Sequence[Unasked], now: Millis) -> tuple[Millis, Millis]:
    """From the first that is known of a vendor to the last: with words taken in as they come, that is now."""
    firsts = [*(reading.opened_at for reading in cases), *(word.at for word in words)]
    lasts = [*(reading.log.horizon for reading in cases), *([now] if words else [])]
    return min(firsts), max(lasts)


def _notices(words: Sequence[Unasked], zone: ZoneInfo, due: Sequence[Occasion]) -> Iterator[Notice]:
    return (notice for word in words if (notice := recognised(word, zone, due)) is not None)


def _beyond_cases(vendor: Vendor, cases: Sequence[CaseReading], zone: ZoneInfo, since: Millis, until: Millis) -> Iterator[Notice]:
    """Replies of that time that give something to act on for a kind of occasion which the customer of the case never brought up. Who
    writes that he is on duty today speaks of himself: in passing, only a time that has not begun is foretold."""
    for reading in cases:
        for message in _replies(reading, since, until):
            word = Unasked(uid=message.uid, vendor=vendor, at=message.at, text=message.text, source=message.source)
            notice = recognised(word, zone)
            if notice is None or not notice.details or notice.kinds & _asked(reading):
                continue
            ahead = tuple(window for window in notice.windows if window.start > message.at)
            if ahead or not notice.windows:
                yield replace(notice, windows=ahead)


def _replies(reading: CaseReading, since: Millis, until: Millis) -> Iterator[Message]:
    for message in reading.messages:
        if since <= message.at < until and message.role is not Role.CUSTOMER:
            found = (each for each in reading.signals if each.about == message.uid)
            if speaker(message, found) is Speaker.HUMAN:
                yield message


def _asked(reading: CaseReading) -> frozenset[OccasionKind]:
    return kinds_asked("\n".join(each.text for each in reading.messages if each.role is Role.CUSTOMER))
