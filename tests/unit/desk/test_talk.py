from __future__ import annotations

from collections.abc import Callable

import pytest

from houdun.desk.mind import Mind
from houdun.desk.script import Outcome, Script, Step
from houdun.desk.talk import STALE_AFTER, Talk, promised
from houdun.desk.turn import Act, Turn
from houdun.facts.time import HOUR, MINUTE
from tests.desks import ZONE, asked, of, persona, questions, says, thread, written


def found(name: str, wanted: Callable[[Script], bool], **shares: float) -> tuple[Mind, Turn]:
    """A desk, and the first mail of a thread whose script is as wanted."""
    desk = Mind(persona(name, **shares), questions(), 1, ZONE)
    return desk, next(turn for turn in (asked(of("no_voice"), number) for number in range(3000)) if wanted(desk.script(turn)))


def after_the_verdict(says: str) -> Callable[[Act], str | None]:
    return lambda act: says if act.step == "verdict" else "Here." if act.step in {"first", "again"} else None


def steps(told: list[tuple[str, Turn]]) -> list[str]:
    return [step for step, _ in told if step]


def test_it_waits_for_what_it_asked_for() -> None:
    desk, first = found("qiushi", lambda script: script.asks and script.outcome is Outcome.CAUSE, closes_stale=0.0)
    told = thread(desk, first, lambda _: None)
    assert steps(told)[-1] == "first"
    assert "verdict" in steps(thread(desk, first, lambda act: "Here it is." if act.step in {"first", "again"} else None))


def test_it_closes_what_was_silent_for_three_days() -> None:
    desk, first = found("yunlian", lambda script: script.asks and script.outcome is not Outcome.SILENT, closes_stale=1.0)
    told = thread(desk, first, lambda _: None)
    assert steps(told)[-1] == "stale"
    assert told[-1][1].at - told[-2][1].at == STALE_AFTER


@pytest.mark.parametrize(("keeps", "late"), [(1.0, False), (0.0, True)])
def test_a_promised_update_comes_in_time_or_late_as_its_habit_is(keeps: float, late: bool) -> None:
    desk, first = found("qiushi", lambda script: Step.PROMISE in script.stages and not script.asks, keeps_update=keeps)
    told = dict(thread(desk, first, lambda _: None))
    due = promised(desk.script(first), told["promise"].at)
    assert due % (10 * MINUTE) == 0
    assert (told["update"].at > due) is late


def test_a_try_that_failed_is_looked_at_again_by_who_looks_twice() -> None:
    desk, first = found("qiushi", lambda script: script.outcome is Outcome.GUESSES and script.second_look)
    answers = after_the_verdict("We tried it: no change.")
    assert any(step.startswith("second_look") for step in steps(thread(desk, first, answers)))


def test_who_does_not_look_twice_is_sorry() -> None:
    desk, first = found("chenfeng", lambda script: script.outcome is Outcome.GUESSES and not script.second_look)
    answers = after_the_verdict("No change, I am afraid.")
    assert any(step.startswith("sorry") for step in steps(thread(desk, first, answers)))


def test_a_post_mortem_that_was_asked_for_is_delivered_once() -> None:
    desk, first = found("qiushi", lambda script: script.outcome is Outcome.CAUSE and script.changes, delivers_postmortem=1.0)

    def answers(act: Act) -> str | None:
        if act.step.startswith("glad"):
            return "Please write a post-mortem for us."
        return after_the_verdict("It works now.")(act)

    told = thread(desk, first, answers)
    assert steps(told).count("postmortem") == 1
    assert told[-1][1].at - first.at > 10 * HOUR


def test_a_solved_case_is_not_worked_on_any_more() -> None:
    desk, first = found("qiushi", lambda script: script.outcome is Outcome.CAUSE and not script.asks, postmortem=0.0)
    acts = thread(desk, first, lambda act: "It is gone, it works now, thank you." if act.step == "first" else None)
    assert steps(acts)[-1].startswith("glad")


def test_a_mail_of_ours_that_was_never_due_upsets_nothing() -> None:
    desk, first = found("chenfeng", lambda script: script.outcome is Outcome.SILENT)
    act = desk.next([first])
    assert act
    turns = [first, written(act, 1), written(act, 2), says("Hello?", act.at + HOUR, 3)]
    assert Talk.of(desk.script(first), turns).due() is None
