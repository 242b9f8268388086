"""What a desk will do in a thread, drawn once from the thread's own chances: how it opens, what it comes to, which habits show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from houdun.desk.causes import LAYER
from houdun.desk.dice import Dice
from houdun.desk.persona import Persona
from houdun.facts.fault import Evidence, Layer
from houdun.facts.question import Question, Sort, Stratum
from houdun.facts.time import MINUTE, SECOND, Millis
from houdun.language import Language

ACKNOWLEDGED: Millis = 3 * SECOND
ALMOST, MOST = 0.4, 0.8
"""Shares of the key points' weight from which advice is of depth 3 and of depth 4."""


class Step(StrEnum):
    """What a mail of the desk does."""

    ACKNOWLEDGE = "acknowledge"
    FIRST = "first"
    AGAIN = "again"
    PASS_ON = "pass_on"
    PROMISE = "promise"
    UPDATE = "update"
    VERDICT = "verdict"
    FOLLOW_UP = "follow_up"
    STALE = "stale"
    GLAD = "glad"
    SECOND_LOOK = "second_look"
    SORRY = "sorry"
    ANSWER_POSTMORTEM = "answer_postmortem"
    POSTMORTEM = "postmortem"
    NOTED = "noted"


class Outcome(StrEnum):
    """What the desk comes to."""

    SILENT = "silent"
    BRIEFED = "briefed"
    CAUSE = "cause"
    BLAMES = "blames"
    GUESSES = "guesses"
    AROUND = "around"
    CHECKS = "checks"
    SHALLOW = "shallow"
    INVENTS = "invents"
    NORMAL = "normal"
    FINE = "fine"
    POINTS = "points"


class Opening(StrEnum):
    LINK = "link"
    ALL = "all"
    LOGS = "logs"
    SCALE = "scale"
    LOOKING = "looking"
    READING = "reading"


DEPTH = {
    Outcome.SILENT: 0,
    Outcome.BLAMES: 0,
    Outcome.GUESSES: 0,
    Outcome.INVENTS: 0,
    Outcome.SHALLOW: 1,
    Outcome.FINE: 1,
    Outcome.AROUND: 2,
    Outcome.CHECKS: 2,
    Outcome.CAUSE: 3,
    Outcome.NORMAL: 3,
}
"""Before what is added: a cause with its change and its prevention is 4, and so is a normal thing explained with what could be tuned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """`opened` is the first mail's time; `first` how long a person takes to answer it. `stages` go on until the verdict, in order.

    `points` are the key points told. `second_look` shows only after a try that failed.
    """

    persona: Persona
    dice: Dice
    question: Question | None
    language: Language
    opened: Millis
    first: Millis
    acknowledges: bool
    outcome: Outcome
    opening: Opening
    evidence: tuple[Evidence, ...]
    asks_brief: bool
    asks_reproduction: bool
    stages: tuple[Step, ...]
    changes: bool
    prevents: bool
    says_fixed: bool
    second_look: bool
    points: tuple[int, ...]

    @property
    def asks(self) -> bool:
        """Whether the first mail wants something of the customer before the desk goes on."""
        return self.asks_brief or self.asks_reproduction or self.opening in {Opening.ALL, Opening.LOGS, Opening.SCALE}

    @property
    def tries(self) -> bool:
        """Whether the verdict gives the customer something to try."""
        return (
            self.outcome in {Outcome.GUESSES, Outcome.AROUND}
            or (self.outcome is Outcome.CAUSE and self.changes)
            or self.says_fixed
        )


def layer_of(question: Question) -> Layer:
    """Of a fault that the desk has never heard of: transport, where everybody looks first."""
    return LAYER.get(question.fault, Layer.TRANSPORT)


def ladder(persona: Persona, question: Question | None) -> tuple[tuple[Outcome, float], ...]:
    """What it may come to, each with the chance given that nothing before it has happened."""
    silent = (Outcome.SILENT, persona.reply.never)
    if question is None:
        return silent, (Outcome.SHALLOW, 1.0)
    if question.sort is Sort.CONTROL:
        return (
            silent,
            (Outcome.INVENTS, persona.control.invents),
            (Outcome.NORMAL, persona.control.explains),
            (Outcome.FINE, 1.0),
        )
    if question.sort is Sort.FAULT:
        skill = persona.skill
        return (
            silent,
            (Outcome.CAUSE, skill.of(layer_of(question))),
            (Outcome.BLAMES, persona.habit.blames),
            (Outcome.GUESSES, skill.guesses),
            (Outcome.AROUND, skill.workaround),
            (Outcome.CHECKS, skill.checks),
            (Outcome.SHALLOW, 1.0),
        )
    return silent, (Outcome.POINTS, 1.0)


def told(persona: Persona, question: Question) -> float:
    """The chance of each key point."""
    return persona.advice.points if question.sort is Sort.ADVICE else persona.advice.references


def advice_depth(question: Question, points: tuple[int, ...]) -> int:
    """1 where no point is told, 2 below `ALMOST` of their weight, 3 below `MOST`, else 4."""
    share = sum(question.key.points[point].weight for point in points) / sum(point.weight for point in question.key.points)
    return 1 if not points else 2 if share < ALMOST else 3 if share < MOST else 4


def draw(
    persona: Persona, dice: Dice, question: Question | None, stratum: Stratum, opened: Millis, language: Language, briefed: bool
) -> Script:
    """The script of a thread whose first mail came at `opened`. A brief is always answered, by thanks."""
    outcome = Outcome.BRIEFED if briefed else _outcome(persona, dice, question)
    habit, skill = persona.habit, persona.skill
    opening = _opening(persona, dice, question)
    plain = opening in {Opening.LINK, Opening.ALL} or question is None
    control = outcome is Outcome.NORMAL
    script = Script(
        persona=persona,
        dice=dice,
        question=question,
        language=_other(language) if dice.happens("other_language", persona.reply.other_language) else language,
        opened=opened,
        first=dice.lasting("first", persona.reply.first(stratum), MINUTE),
        acknowledges=dice.happens("acknowledges", persona.reply.acknowledges),
        outcome=outcome,
        opening=opening,
        evidence=_evidence(dice, question, outcome) if opening is Opening.LOGS else (),
        asks_brief=opening is not Opening.LINK and dice.happens("asks_brief", habit.asks_brief),
        asks_reproduction=not plain and _played(question) and dice.happens("asks_reproduction", habit.asks_reproduction),
        stages=(),
        changes=dice.happens("changes", persona.control.advises if control else skill.change),
        prevents=dice.happens("prevents", 1.0 if control else skill.prevention),
        says_fixed=outcome is Outcome.SHALLOW and question is not None and dice.happens("says_fixed", habit.says_fixed),
        second_look=dice.happens("second_look", skill.second_look),
        points=tuple(_points(persona, dice, question)),
    )
    return replace(script, stages=tuple(_stages(script)))


def _stages(script: Script) -> Iterator[Step]:
    habit, dice = script.persona.habit, script.dice
    if script.acknowledges:
        yield Step.ACKNOWLEDGE
    if script.outcome is Outcome.SILENT:
        return
    yield Step.FIRST
    if script.outcome is Outcome.BRIEFED:
        return
    if script.opening in {Opening.ALL, Opening.LOGS} and dice.happens("asks_again", habit.asks_again):
        yield Step.AGAIN
    if dice.happens("passes_on", habit.passes_on):
        yield Step.PASS_ON
    if _played(script.question) and dice.happens("promises_update", habit.promises_update):
        yield Step.PROMISE
        yield Step.UPDATE
    yield Step.VERDICT


def _outcome(persona: Persona, dice: Dice, question: Question | None) -> Outcome:
    return next(outcome for outcome, chance in ladder(persona, question) if dice.happens(f"outcome.{outcome}", chance))


def _opening(persona: Persona, dice: Dice, question: Question | None) -> Opening:
    habit = persona.habit
    if dice.happens("only_link", habit.only_link):
        return Opening.LINK
    if question is not None and not _played(question):
        return Opening.SCALE if dice.happens("asks_first", persona.advice.asks_first) else Opening.READING
    if dice.happens("asks_all", habit.asks_all):
        return Opening.ALL
    return Opening.LOGS if dice.happens("asks_logs", habit.asks_logs) else Opening.LOOKING


def _evidence(dice: Dice, question: Question | None, outcome: Outcome) -> tuple[Evidence, ...]:
    """Who understands asks for what would tell; others ask for some log."""
    if question and question.withheld and outcome in {Outcome.CAUSE, Outcome.CHECKS, Outcome.NORMAL}:
        return question.withheld[: 2 if dice.happens("two", 0.4) else 1]
    return (dice.choice("log", (Evidence.PUBLISHER_LOG, Evidence.PLAYER_LOG, Evidence.NETWORK_TEST)),)


def _points(persona: Persona, dice: Dice, question: Question | None) -> Iterator[int]:
    if question is not None and question.key.points:
        chance = told(persona, question)
        yield from (number for number in range(len(question.key.points)) if dice.happens(f"point.{number}", chance))


def _played(question: Question | None) -> bool:
    return question is None or question.sort in {Sort.FAULT, Sort.CONTROL}


def _other(language: Language) -> Language:
    return Language.EN if language is Language.ZH else Language.ZH
