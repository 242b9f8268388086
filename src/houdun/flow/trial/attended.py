"""Persons beside a virtual clock: what they order and answer is looked for at every step, and the clock stands, in wall time, where it needs their word.

attended = Attended(trial, wall)
attended.look(now)               what they have ordered is done and what they have answered taken; while they have paused it, no more happens
attended.let(owner, now, at)     the clock may jump there and the owner do what it has to do; not so where that needs their word first
"""

from __future__ import annotations

from typing import Final, Protocol

from houdun.facts.time import SECOND, Millis
from houdun.flow.trial import operator
from houdun.flow.trial.case import Case
from houdun.flow.trial.course import LATEST, Course, Fate
from houdun.flow.trial.persons import MEANING, SENDING
from houdun.flow.trial.running import Beat
from houdun.flow.trial.trial import TRIAL, Trial

ASKED: Final = SENDING | {MEANING}
"""Tasks without which a case does not go on."""
GLANCE: Final = 0.25
"""Seconds of wall time between two looks while the clock stands."""


class Wall(Protocol):
    """Wall time, as far as a virtual clock has to do with it: `houdun.channel.wake.Wake`. Once it `is_set`, the trial is left."""

    @property
    def is_set(self) -> bool: ...

    def wait(self, seconds: float) -> None: ...


class Attended:
    """`pace` is the least wall time between two jumps: 0 where nobody follows them. `beat` is called at each look."""

    def __init__(self, trial: Trial, wall: Wall, pace: Millis = 0, beat: Beat = lambda: None) -> None:
        self._trial, self._wall, self._pace, self._beat = trial, wall, pace, beat
        self._looked = -1

    @property
    def is_left(self) -> bool:
        return self._wall.is_set

    def look(self, now: Millis) -> None:
        """Also at what they may have said while it is paused: until they resume it, or it is left."""
        self._look(now)
        while self._is_paused() and not self._wall.is_set:
            self._wall.wait(GLANCE)
            self._look(now)

    def let(self, owner: str | None, now: Millis, at: Millis) -> bool:
        """Whether this owner (None: a vendor) may do what it has to do at that moment. If not, it is to be asked again: a glance has passed."""
        if self._needs_word(owner, at):
            self._wall.wait(GLANCE)
            return False
        if self._pace and at > now:
            self._wall.wait(self._pace / SECOND)
        return True

    def _look(self, now: Millis) -> None:
        self._beat()
        last = self._trial.means.journal.last()
        if last != self._looked:
            self._trial.look(now)
            self._looked = last

    def _is_paused(self) -> bool:
        return self._trial.course.paused and not self._trial.course.is_over()

    def _needs_word(self, owner: str | None, at: Millis) -> bool:
        if owner is None or not self._trial.terms.conduct.approval:
            return False
        if owner == TRIAL:
            return _unapproved(self._trial.course, at)
        return owner in self._trial.cases and self._given_up(self._trial.cases[owner], at)

    def _given_up(self, case: Case, at: Millis) -> bool:
        """It would come to its end for want of a person's answer. In real time there were days for that."""
        if at < case.state.last_at + case.matter.rules.patience:
            return False
        tasks = operator.tasks(self._trial.means.journal)
        return any(task.data.get("case") == case.id and task.data["kind"] in ASKED for task in tasks)


def _unapproved(course: Course, at: Millis) -> bool:
    """The block that is due by then may not begin. One that is too late is given up as ever."""
    due, block = course.due(), next((each for each in course.blocks if course.fate(each) is Fate.PLANNED), None)
    return due is not None and block is not None and due <= at <= block.due + LATEST and not course.is_approved(block.number)
