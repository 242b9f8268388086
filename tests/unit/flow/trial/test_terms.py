from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from houdun.facts.time import DAY, HOUR, to_millis
from houdun.flow.trial.terms import Span
from houdun.testing.trials import ACME, BRIO, TUESDAY, contact, terms


def test_a_span_holds_its_begin_and_not_its_end() -> None:
    span = Span(10, 20)
    assert [span.holds(at) for at in (9, 10, 19, 20)] == [False, True, True, False]


def test_questions_are_asked_until_the_last_day_is_over() -> None:
    assert terms().end == TUESDAY + 14 * DAY


def test_a_day_is_the_calendars_where_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start, end = (to_millis(dt.datetime(2027, 3, day, tzinfo=berlin)) for day in (20, 30))
    assert terms(zone="Europe/Berlin", start=start, days=10).end == end == start + 10 * DAY - HOUR


def test_each_vendor_has_its_contact() -> None:
    made = terms()
    assert made.vendors == (ACME, BRIO)
    assert made.contact(BRIO).vendor == BRIO


def test_a_vendor_is_known_by_its_aliases_and_its_mail_address() -> None:
    here = contact(ACME, to="help@acme-care.example", aliases=("Acme Care",))
    assert here.known_by == ("Acme Care", "help@acme-care.example")
    assert replace(here, to="the console, under Tickets").known_by == ("Acme Care",)
