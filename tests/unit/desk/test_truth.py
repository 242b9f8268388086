from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from math import inf
from statistics import fmean

import pytest

from houdun.desk.mind import Mind
from houdun.desk.persona import Persona, packaged
from houdun.desk.script import Outcome, Script
from houdun.desk.texts import cells
from houdun.desk.truth import coverage, depths, false_positives, mean_depth, median, within
from houdun.desk.turn import Act, Turn
from houdun.facts.question import Question, Sort, Stratum
from houdun.facts.time import DAY, HOUR, MINUTE, Millis
from houdun.language import Language
from tests.desks import MONDAY, ZONE, asked, persona, put, question, questions, thread

THREADS = 2_000
OPENED: dict[Stratum, Millis] = {
    Stratum.DAY: MONDAY,
    Stratum.NIGHT: MONDAY + 14 * HOUR,
    Stratum.WEEKEND: MONDAY + 5 * DAY,
    Stratum.PEAK: MONDAY + 5 * DAY + 11 * HOUR,
}


@cache
def mind(name: str) -> Mind:
    return Mind(persona(name), questions(), 11, ZONE)


def truthful(script: Script) -> Callable[[Act], str | None]:
    """Gives what is asked for, tries what is proposed, and says how it went."""

    def answer(act: Act) -> str | None:
        if act.step in {"first", "again"}:
            return "Here it is."
        if act.step == "verdict" and script.tries:
            return "We tried it: no change." if script.outcome in {Outcome.GUESSES, Outcome.SHALLOW} else "It works now."
        return None

    return answer


@pytest.mark.parametrize("who", packaged(), ids=lambda who: who.id)
@pytest.mark.parametrize("stratum", Stratum)
def test_first_answers_come_as_the_truth_says(who: Persona, stratum: Stratum) -> None:
    times = []
    for number in range(THREADS):
        script = mind(who.id).script(asked(put()[0], number, at=OPENED[stratum]))
        times.append(inf if script.outcome is Outcome.SILENT else script.first / MINUTE)
    for minutes in (15, 60):
        share = sum(time <= minutes for time in times) / THREADS
        assert share == pytest.approx(within(who, stratum, minutes), abs=0.04)
    assert statistics.median(times) == pytest.approx(median(who, stratum), rel=0.12)


def said_depth(told: Sequence[tuple[str, Turn]], asked_of: Question) -> int:
    """By the corpus's own cells, not by what the script meant. Of a fault only."""
    said = "\n".join(turn.text for step, turn in told if step not in {"", "acknowledge", "postmortem"})

    def has(*prefixes: str) -> bool:
        return any(line in said for line in _lines(prefixes))

    if has(f"causes.{asked_of.fault}"):
        return 4 if has("prevention.") and has(*(f"remedies.{each.id}" for each in asked_of.key.proposals if each.cures)) else 3
    if has(*(f"causes.{each.id}" for each in asked_of.key.mistaken)) or not any(step == "verdict" for step, _ in told):
        return 0
    return 2 if has("checks.", "talk.around") else 1


@cache
def _lines(prefixes: tuple[str, ...]) -> tuple[str, ...]:
    held = [(cell, lines) for language in Language for cell, lines in cells(language).items()]
    return tuple(line for cell, lines in held if cell.startswith(prefixes) for line in lines)


@pytest.mark.parametrize("who", packaged(), ids=lambda who: who.id)
def test_faults_are_answered_as_deeply_as_the_truth_says(who: Persona) -> None:
    faults = [instance for instance in put() if instance.question.sort is Sort.FAULT]
    asked_of = [faults[number * 7 % len(faults)] for number in range(THREADS)]
    found = [0] * 5
    for number, instance in enumerate(asked_of):
        first = asked(instance, number)
        told = thread(mind(who.id), first, truthful(mind(who.id).script(first)))
        found[said_depth(told, instance.question)] += 1
    expected = [fmean(shares) for shares in zip(*(depths(who, each.question) for each in asked_of), strict=True)]
    assert [count / THREADS for count in found] == pytest.approx(expected, abs=0.035)


@pytest.mark.parametrize("who", packaged(), ids=lambda who: who.id)
def test_controls_are_made_a_fault_of_as_often_as_the_truth_says(who: Persona) -> None:
    first = next(instance for instance in put() if instance.question.sort is Sort.CONTROL)
    drawn = [mind(who.id).script(asked(first, number)).outcome for number in range(THREADS)]
    assert drawn.count(Outcome.INVENTS) / THREADS == pytest.approx(false_positives(who), abs=0.04)


@pytest.mark.parametrize("id", [each.id for each in questions()])
def test_the_depths_of_every_question_add_up(id: str) -> None:
    assert sum(depths(persona(), question(id))) == pytest.approx(1)


def test_a_mix_is_the_mean_of_its_questions() -> None:
    who = persona("qiushi")
    one, other = question("no_voice"), question("which_region")
    assert mean_depth(who, [one, other]) == pytest.approx((mean_depth(who, [one]) + mean_depth(who, [other])) / 2)


def test_who_never_answers_has_no_median() -> None:
    who = persona()
    assert median(replace(who, reply=replace(who.reply, never=0.5)), Stratum.DAY) == inf
    assert median(who, Stratum.DAY) > who.reply.day.median


@pytest.mark.parametrize("who", packaged(), ids=lambda who: who.id)
def test_occasions_are_warned_of_as_often_as_the_truth_says(who: Persona) -> None:
    lines = "\n".join(f"- 2026-{4 + day // 28:02}-{1 + day % 28:02} 20:00 … 23:00 Night {day}" for day in range(200))
    brief = Turn(id="b", at=MONDAY, ours=False, subject="Who we are", text=lines)
    quiet = replace(who, proactive=replace(who.proactive, review_days=0))
    desk, threads = Mind(quiet, questions(), 11, ZONE), [[brief]]
    while act := desk.unasked(threads):
        threads.append([Turn(id=act.step, at=act.at, ours=True, subject=act.subject, text=act.text)])
    assert (len(threads) - 1) / 200 == pytest.approx(coverage(who), abs=0.1)
