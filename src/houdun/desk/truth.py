"""What a persona file says of the things that a trial estimates, in closed form: what a measurement of many cases must come back to.

Of the customer it is assumed that they give what is asked for and try what is proposed, and say how it went.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import exp, inf, log
from statistics import fmean

from houdun.desk.dice import NORMAL
from houdun.desk.persona import Persona
from houdun.desk.script import DEPTH, Outcome, advice_depth, ladder, told
from houdun.facts.question import DEEPEST, Question, Sort, Stratum


def within(persona: Persona, stratum: Stratum, minutes: float) -> float:
    """The share of all cases that a person answers within so many minutes (one third or more: nobody types faster)."""
    delay = persona.reply.first(stratum)
    score = (log(minutes) - log(delay.median)) / delay.sigma if delay.sigma else inf * (minutes >= delay.median or -1)
    return (1 - persona.reply.never) * NORMAL.cdf(score)


def median(persona: Persona, stratum: Stratum) -> float:
    """Minutes to the first human answer in the median of all cases, those never answered included: infinite where they are half."""
    delay, never = persona.reply.first(stratum), persona.reply.never
    return inf if never >= 0.5 else delay.median * exp(delay.sigma * NORMAL.inv_cdf(0.5 / (1 - never)))


def outcomes(persona: Persona, question: Question | None) -> dict[Outcome, float]:
    """How probable it is that a case comes to each."""
    found, left = {}, 1.0
    for outcome, chance in ladder(persona, question):
        found[outcome] = left * chance
        left *= 1 - chance
    return found


def depths(persona: Persona, question: Question) -> tuple[float, ...]:
    """How probable each depth from 0 to 4 is for the whole thread. What a desk comes to in the end counts: a wrong cause is 0 whatever it asked for."""
    found = [0.0] * (DEEPEST + 1)
    for outcome, chance in outcomes(persona, question).items():
        for depth, share in _depths(persona, question, outcome):
            found[depth] += chance * share
    return tuple(found)


def mean_depth(persona: Persona, mix: Iterable[Question]) -> float:
    """Of a mix of questions; one that is asked more often is there more often."""
    return fmean(sum(depth * share for depth, share in enumerate(depths(persona, question))) for question in mix)


def false_positives(persona: Persona) -> float:
    """The share of all controls in which a cause is found where there is none."""
    return (1 - persona.reply.never) * persona.control.invents


def coverage(persona: Persona) -> float:
    """The share of the brief's occasions that are warned of before they begin."""
    return persona.proactive.warns


def _depths(persona: Persona, question: Question, outcome: Outcome) -> Iterable[tuple[int, float]]:
    skill = persona.skill
    whole = skill.change * skill.prevention
    if outcome is Outcome.POINTS:
        return _advice(question, told(persona, question))
    if outcome is Outcome.CAUSE:
        return (3, 1 - whole), (4, whole)
    if outcome is Outcome.NORMAL:
        return (3, 1 - persona.control.advises), (4, persona.control.advises)
    if question.sort is Sort.FAULT and outcome in {Outcome.GUESSES, Outcome.SHALLOW}:
        again = skill.second_look * (1.0 if outcome is Outcome.GUESSES else persona.habit.says_fixed)
        return (DEPTH[outcome], 1 - again), (3, again * (1 - whole)), (4, again * whole)
    return ((DEPTH[outcome], 1.0),)


def _advice(question: Question, chance: float) -> Iterable[tuple[int, float]]:
    for kept in product((False, True), repeat=len(question.key.points)):
        points = tuple(number for number, keep in enumerate(kept) if keep)
        yield advice_depth(question, points), chance ** len(points) * (1 - chance) ** (len(kept) - len(points))
