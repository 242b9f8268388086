"""How a trial that runs takes what persons ordered and answered: what stands in the journal is carried out, each entry once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from houdun.facts.time import Millis
from houdun.flow.trial import moves, record
from houdun.flow.trial.operator import Order
from houdun.flow.trial.post.inbox import BRIEF
from houdun.flow.trial.post.outbox import Gone

if TYPE_CHECKING:
    from houdun.flow.trial.case import Case
    from houdun.flow.trial.trial import Trial


class Watch:
    """What of all that the engine has looked at."""

    def __init__(self) -> None:
        self._orders = self._answers = 0

    def look(self, trial: Trial, now: Millis) -> None:
        """Carries out what is new."""
        for entry in trial.means.journal.read(record.ORDER, self._orders):
            self._orders = entry.seq
            _obey(trial, entry.data, now)
        for entry in trial.means.journal.read(record.ANSWER, self._answers):
            self._answers = entry.seq
            _take(trial, entry.key, entry.data, entry.at)


def _obey(trial: Trial, data: Mapping[str, Any], now: Millis) -> None:
    course = trial.course
    match Order(data["what"]):
        case Order.PAUSE:
            course.paused = True
        case Order.RESUME:
            course.paused = False
        case Order.APPROVE:
            course.approved.add(data["block"])
            course.later.pop(data["block"], None)
        case Order.STOP:
            course.stopped = True
            for case in list(trial.open_cases()):
                case.happened(moves.Stopped(at=now))


def _take(trial: Trial, task: str, data: Mapping[str, Any], at: Millis) -> None:
    """An answer whose case is not known any more is passed over. Taken again after a restart, it changes nothing."""
    case = trial.cases.get(data.get("case") or task.partition("/")[0])
    if task.startswith(f"{BRIEF}/") and "sent_at" in data:
        _brief(trial, task, data, at)
    elif case is None:
        return
    elif "meaning" in data:
        case.decided(task.partition("/")[2], record.meaning(data["meaning"]), at)
    elif "message" in data:
        case.heard(record.message(data["message"]))
    elif "sent_at" in data:
        _fate(case, int(task.split("/")[2]), data, at)


def _brief(trial: Trial, task: str, data: Mapping[str, Any], at: Millis) -> None:
    entry = trial.means.journal.find(record.TASK, task)
    name = entry.data["vendor"] if entry else ""
    vendor = next((each for each in trial.briefs if str(each) == name), None)
    if vendor is None or trial.means.journal.find(record.TRIAL, f"{BRIEF}/{name}"):
        return
    if data["sent_at"] is None:
        trial.brief_again(vendor, at)
    else:
        trial.briefed(vendor, data["sent_at"])


def _fate(case: Case, number: int, data: Mapping[str, Any], at: Millis) -> None:
    letter = case.state.letter
    if letter is None or letter.number != number:
        return
    if data["sent_at"] is None:
        case.again(letter, at)
    else:
        case.confirmed(letter, Gone(data["sent_at"], data["plus_minus"]))
