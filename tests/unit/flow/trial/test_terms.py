from __future__ import annotations

from houdun.facts.time import DAY
from houdun.flow.trial.terms import Span
from houdun.testing.trials import ACME, BRIO, TUESDAY, terms


def test_a_span_holds_its_begin_and_not_its_end() -> None:
    span = Span(10, 20)
    assert [span.holds(at) for at in (9, 10, 19, 20)] == [False, True, True, False]


def test_questions_are_asked_until_the_last_day_is_over() -> None:
    assert terms().end == TUESDAY + 14 * DAY


def test_each_vendor_has_its_contact() -> None:
    made = terms()
    assert made.vendors == (ACME, BRIO)
    assert made.contact(BRIO).vendor == BRIO
