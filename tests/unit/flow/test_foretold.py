from __future__ import annotations

from zoneinfo import ZoneInfo

from houdun.facts.case import Source
from houdun.facts.occasion import (
    Detail,
    DetailFound,
    Foretold,
    Notice,
    Occasion,
    OccasionKind,
    Prevention,
    ReviewTurn,
    Unasked,
    Window,
)
from houdun.facts.time import DAY
from houdun.facts.vendor import Vendor
from houdun.flow.foretold import told

ACME, UTC = Vendor("Acme"), ZoneInfo("UTC")
WORD = Unasked(uid="w", vendor=ACME, at=DAY, text="Peak on Saturday, call Wei", source=Source("ab", "notice by hand"))
NOTICE = Notice(
    word=WORD,
    kinds=frozenset({OccasionKind.PEAK}),
    windows=(Window(3 * DAY, 4 * DAY, 8, 16),),
    details=(DetailFound(Detail.CONTACT, 18, 26),),
)
OCCASION = Occasion(start=3 * DAY, end=4 * DAY, uid="o", kind=OccasionKind.PEAK, name="Gala")


def test_an_occasion_is_told_under_its_name_and_time_with_what_was_said_of_it_marked() -> None:
    foretold = Foretold(vendor=ACME, occasion=OCCASION, notices=(NOTICE,))
    reading = told([Prevention((foretold,))], UTC)[foretold.key]
    assert reading.log.title == "Gala · 1970-01-04 00:00"
    assert [(each.uid, each.text, each.source.blob) for each in reading.messages] == [("w", WORD.text, "ab")]
    assert {WORD.text[each.start : each.end] for each in reading.signals} == {"Saturday", "call Wei"}
    assert reading.clocks == ()


def test_silence_is_told_too_and_a_turn_by_its_days() -> None:
    silent = Foretold(vendor=ACME, occasion=OCCASION, notices=())
    missed = ReviewTurn(vendor=ACME, start=0, end=92 * DAY, review=None)
    held = ReviewTurn(vendor=ACME, start=92 * DAY, end=100 * DAY, review=WORD)
    found = told([Prevention((silent,), (missed, held))], UTC)
    assert found[silent.key].messages == found[missed.key].messages == ()
    assert found[missed.key].log.title == "1970-01-01 – 1970-04-03"
    assert [each.text for each in found[held.key].messages] == [WORD.text]
