"""Where a thread stands: the script and everything said so far, folded into what is due next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from houdun.desk.hear import Heard, hear
from houdun.desk.script import ACKNOWLEDGED, Outcome, Script, Step
from houdun.desk.turn import Turn
from houdun.facts.time import DAY, HOUR, MINUTE, Millis

STALE_AFTER: Millis = 3 * DAY
ROUND: Millis = 10 * MINUTE
POLITE = 3
"""So many mails that say nothing new are answered; a machine that answers mails gets no more."""
TRIES = 2


class Due(NamedTuple):
    """A mail that is due. `step` is its kind and `number` the customer's mail that it answers, 0 where it answers none of them by itself."""

    at: Millis
    step: Step
    number: int = 0
    wants_postmortem: bool = False

    @property
    def name(self) -> str:
        return f"{self.step}-{self.number}" if self.number else str(self.step)


@dataclass(slots=True)
class Talk:
    """`turns` are those that it holds so far, `marks` the moments that a post-mortem tells of."""

    script: Script
    turns: list[Turn] = field(default_factory=list)
    stages: list[Step] = field(default_factory=list)
    reactions: list[Due] = field(default_factory=list)
    marks: dict[str, Millis] = field(default_factory=dict)
    since: Millis = 0
    quiet: Millis = 0
    promised: Millis = 0
    waiting: bool = False
    solved: bool = False
    followed: bool = False
    closed: bool = False
    reported: bool = False
    owed: bool = False
    named_late: bool = False
    failures: int = 0
    polite: int = 0
    heard: int = 0

    @classmethod
    def of(cls, script: Script, turns: Sequence[Turn]) -> Talk:
        marks = {"opened": script.opened}
        talk = cls(script, [turns[0]], list(script.stages), since=script.opened, quiet=script.opened, marks=marks)
        talk.goes_on(turns[1:])
        return talk

    def goes_on(self, turns: Sequence[Turn]) -> None:
        """`turns` come after those that it holds."""
        for turn in turns:
            if turn.ours:
                self._said(turn)
            else:
                self._hears(turn)
            self.quiet = self.quiet if turn.automatic else turn.at
            self.turns.append(turn)

    def due(self) -> Due | None:
        """The earliest of what is due; nothing where the customer has to speak first."""
        stage = [self._stage()] if self.stages and not self.waiting else []
        return min([*self.reactions, *stage, *self._timers(bool(stage))], key=lambda due: due.at, default=None)

    def offers_postmortem(self, due: Due) -> bool:
        """Unasked, or because it was asked for; only of a fault whose cause it has named."""
        named = self.script.outcome is Outcome.CAUSE or self.named_late
        return named and (due.wants_postmortem or self.script.dice.happens("postmortem", self.script.persona.habit.postmortem))

    def writes_postmortem(self, due: Due) -> bool:
        return self.offers_postmortem(due) and self.script.dice.happens("delivers", self.script.persona.habit.delivers_postmortem)

    def _stage(self) -> Due:
        step, script = self.stages[0], self.script
        if step is Step.ACKNOWLEDGE:
            return Due(script.opened + ACKNOWLEDGED, step)
        if step is Step.FIRST:
            return Due(script.opened + script.first, step)
        if step is Step.PROMISE:
            return Due(self.since + script.dice.between("promise", 2 * MINUTE, 12 * MINUTE), step)
        if step is Step.UPDATE:
            return Due(self._update(), step)
        return Due(self.since + self._next(step), step)

    def _update(self) -> Millis:
        """Shortly before the promised time, or long after it."""
        dice = self.script.dice
        if dice.happens("keeps_update", self.script.persona.habit.keeps_update):
            return self.promised - dice.between("early", 2 * MINUTE, 25 * MINUTE)
        return self.promised + dice.between("late", HOUR, 9 * HOUR)

    def _timers(self, staged: bool) -> list[Due]:
        if staged or self.reactions or self.solved or self.closed or self.script.outcome in {Outcome.SILENT, Outcome.BRIEFED}:
            return []
        habit, dice = self.script.persona.habit, self.script.dice
        timers = []
        if "verdict" in self.marks and not self.followed and self.script.tries and dice.happens("follows_up", habit.follows_up):
            timers.append(Due(self.quiet + dice.between("follow_up", 4 * HOUR, 26 * HOUR), Step.FOLLOW_UP))
        if dice.happens("closes_stale", habit.closes_stale):
            timers.append(Due(self.quiet + STALE_AFTER, Step.STALE))
        return timers

    def _said(self, turn: Turn) -> None:
        """A mail of ours is the one that was due."""
        due = self.due()
        if due is None:
            return
        if due in self.reactions:
            self.reactions.remove(due)
        elif self.stages and due.step is self.stages[0]:
            self.stages.pop(0)
        self._follows(due, turn.at)

    def _follows(self, due: Due, at: Millis) -> None:
        step, script = due.step, self.script
        if step is not Step.ACKNOWLEDGE:
            self.since = at
            self.marks.setdefault("answered", at)
        if step is Step.FIRST:
            self.waiting = script.asks
        elif step is Step.AGAIN:
            self.waiting = True
        elif step is Step.PROMISE:
            self.promised = promised(script, due.at)
        elif step in {Step.VERDICT, Step.SECOND_LOOK}:
            self.marks["verdict"] = at
            self.named_late = step is Step.SECOND_LOOK
        elif step is Step.FOLLOW_UP:
            self.followed = True
        elif step is Step.STALE:
            self.closed = True
        elif step in {Step.GLAD, Step.ANSWER_POSTMORTEM} and not self.owed and self.writes_postmortem(due):
            self.owed = True
            self.reactions.append(Due(at + script.dice.lasting("report", script.persona.postmortem.hours, HOUR), Step.POSTMORTEM))

    def _hears(self, turn: Turn) -> None:
        self.heard += 1
        heard = hear(turn)
        if self.script.outcome is Outcome.SILENT:
            return
        if heard.works and not self.solved and not _unanswered(self.stages):
            self._solved(turn, heard)
        elif heard.wants_postmortem and not _unanswered(self.stages):
            self._asked_for_report(turn)
        elif self.waiting:
            self.waiting, self.since = False, turn.at
        elif not self.stages and not self.reactions:
            self._answers(turn, heard)

    def _solved(self, turn: Turn, heard: Heard) -> None:
        self.solved, self.stages, self.reactions = True, [], []
        self.marks["cured"] = turn.at
        self.reported = self.reported or heard.wants_postmortem
        self._react(Step.GLAD, turn, heard.wants_postmortem)

    def _asked_for_report(self, turn: Turn) -> None:
        if not self.reported:
            self.reported = True
            self._react(Step.ANSWER_POSTMORTEM, turn, wants=True)

    def _answers(self, turn: Turn, heard: Heard) -> None:
        if heard.no_change and "verdict" in self.marks and self.failures < TRIES:
            self.failures += 1
            again = self.failures == 1 and self.script.second_look and self.script.outcome in {Outcome.GUESSES, Outcome.SHALLOW}
            self._react(Step.SECOND_LOOK if again and self.script.question else Step.SORRY, turn)
        elif not heard.thanks and not self.solved and self.polite < POLITE:
            self.polite += 1
            self._react(Step.NOTED, turn)

    def _react(self, step: Step, turn: Turn, wants: bool = False) -> None:
        self.reactions.append(Due(turn.at + self._next(f"{step}-{self.heard}"), step, self.heard, wants))

    def _next(self, name: str) -> Millis:
        return self.script.dice.lasting(f"next.{name}", self.script.persona.reply.next, MINUTE)


def promised(script: Script, at: Millis) -> Millis:
    """The time of the next word, as promised in a mail at `at`: some hours later, on a round ten minutes."""
    due = at + script.dice.between("promised", HOUR, 5 * HOUR)
    return due + -due % ROUND


def _unanswered(stages: Sequence[Step]) -> bool:
    return Step.FIRST in stages
