from __future__ import annotations

from houdun.case.reading import read
from houdun.facts.case import Milestone, Role
from houdun.facts.promise import Terms
from houdun.flow.limits import ALWAYS, limits
from houdun.flow.prevention import Foreseen
from houdun.testing.comparisons import comparison
from houdun.testing.factories import log, message, stamp


def test_an_answered_only_history_is_said_to_flatter() -> None:
    answered = [read(log(message("a", "10:00"), message("b", "10:05", Role.VENDOR)), Terms())] * 40
    silent = read(log(message("a", "10:00"), horizon="12:00"), Terms())
    verdict = comparison().verdict
    assert any("selected so" in each.en for each in limits(verdict, answered, Foreseen()))
    assert not any("selected so" in each.en for each in limits(verdict, [*answered, silent], Foreseen()))


def test_a_history_without_words_is_said_to_have_none() -> None:
    events = [read(log(stamp(Milestone.OPENED, "10:00"), stamp(Milestone.FIRST_RESPONSE, "11:00")), Terms())]
    assert any("no words" in each.en for each in limits(comparison().verdict, events, Foreseen()))


def test_the_standing_limits_are_always_said() -> None:
    assert limits(comparison().verdict, [], Foreseen())[: len(ALWAYS)] == ALWAYS
