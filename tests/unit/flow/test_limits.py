from __future__ import annotations

from dataclasses import replace

from houdun.case.reading import read
from houdun.facts.case import Milestone, Role
from houdun.facts.promise import Terms
from houdun.facts.trial import Blindness, Fate
from houdun.flow.limits import BY_RULE, HISTORY, SIGNALS, SIMULATED, TRIAL, limits
from houdun.flow.prevention import Foreseen
from houdun.testing.comparisons import comparison
from houdun.testing.factories import log, message, stamp
from houdun.testing.tried import trial


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
    assert limits(comparison().verdict, [], Foreseen())[: len(HISTORY) + 1] == (*HISTORY, SIGNALS)


def test_of_a_trial_alone_nothing_is_said_that_holds_for_a_history() -> None:
    told = limits(comparison().verdict, [], Foreseen(), trial())
    assert set(HISTORY).isdisjoint(told)
    assert {SIMULATED, *TRIAL, BY_RULE} <= set(told)


def test_a_history_beside_a_trial_has_its_own_limits_too() -> None:
    other = read(log(message("a", "10:00"), horizon="12:00"), Terms())
    assert {*HISTORY, *TRIAL} <= set(limits(comparison().verdict, [other], Foreseen(), trial()))


def test_real_vendors_are_not_called_simulated_and_raters_replace_the_rule() -> None:
    real = replace(trial(), declared=replace(trial().declared, simulated=False))
    assert SIMULATED not in limits(comparison().verdict, [], Foreseen(), real)
    blind = Blindness(
        raters=2,
        graded=9,
        due=9,
        blocks=trial().count(Fate.WHOLE),
        alpha=0.8,
        low=0.6,
        high=0.9,
        guesses=9,
        right=3,
        chance=1 / 3,
    )
    assert BY_RULE not in limits(comparison().verdict, [], Foreseen(), replace(trial(), blindness=blind))
