"""A trial as its journal tells it: what was begun, asked, said and seen. What is still wanted goes on the agenda."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from houdun.facts.case import Finding, Message
from houdun.facts.claim import Outcome
from houdun.facts.question import Given
from houdun.facts.speaker import DECIDED
from houdun.facts.time import Millis
from houdun.flow.trial import moves, protocol, record, standing
from houdun.flow.trial.letters.writing import run_of
from houdun.language import Bilingual

if TYPE_CHECKING:
    from houdun.flow.trial.case import Case
    from houdun.flow.trial.trial import Trial


def resume(trial: Trial, now: Millis) -> Millis:
    """Folds the journal into a trial that was just made; of an empty one nothing comes. Time goes on at `now`, or at the last thing that happened:
    that is returned."""
    _course(trial)
    events = _events(trial)
    now = max([now, *(event.at for happened in events.values() for event in happened)])
    for id, happened in events.items():
        matter = trial.matter(id)
        case = trial.add(matter)
        case.state = protocol.fold(matter, happened)
        case.asked_at = next((each.at for each in happened if isinstance(each, moves.Sent) and each.number == 0), None)
    _threads(trial)
    _seen(trial)
    for entry in trial.means.journal.read(record.OUTCOME):
        case, data = trial.cases[entry.key.partition("/")[0]], entry.data
        case.graded = True
        trial.course.graded(data["block"], case.matter.vendor, Outcome(data["waited_ms"], data["depth"]))
    for case in trial.cases.values():
        _wanted(trial, case, now)
    for matters in trial.course.begun.values():
        for matter in matters:
            trial.begins(matter, max(now, matter.due))
    return now


def _course(trial: Trial) -> None:
    for entry in trial.means.journal.read(record.TRIAL):
        what, _, name = entry.key.partition("/")
        if what == "block":
            trial.course.begun[int(name)] = tuple(trial.matter(case) for case in entry.data["cases"])
        elif what == "void":
            trial.course.not_asked(int(name))


def _events(trial: Trial) -> defaultdict[str, list[moves.Event]]:
    found: defaultdict[str, list[moves.Event]] = defaultdict(list)
    for entry in trial.means.journal.read(record.EVENT):
        case, event = record.read_event(entry.data)
        found[case].append(event)
    return found


def _threads(trial: Trial) -> None:
    """The letters that went out, the messages that came in, and by which ids answers name them."""
    for entry in trial.means.journal.read(record.LETTER):
        thread = trial.thread(entry.data["case"], entry.data.get("vendor", ""))
        thread.ids.add(entry.key)
        if entry.data["case"] in trial.cases:
            trial.cases[entry.data["case"]].letters.append(entry.key)
    for entry in trial.means.journal.read(record.INBOX):
        if entry.data["case"]:
            thread = trial.thread(entry.data["case"], entry.data["vendor"])
            thread.ids.update({entry.data["id"]} - {""})
            thread.numbers.update(entry.data.get("numbers", ()))
    for case in trial.cases.values():
        log = trial.means.shelf.case(case.thread.key)
        entries = log.entries if log else ()
        case.said = [each for each in entries if isinstance(each, Message)]
        case.by_whom = {each.about: each for each in entries if isinstance(each, Finding) and each.name in DECIDED}


def _seen(trial: Trial) -> None:
    for entry in trial.means.journal.read(record.SHOWING):
        case, data = trial.cases[entry.key.rpartition("/")[0]], entry.data
        case.seen = data["files"].get("observations.csv", "")
        if not data["remedies"]:
            given = {Given(key): Bilingual(*words) for key, words in data["given"].items()}
            case.run = run_of(given, {name: trial.means.shelf.evidence(sha256) for name, sha256 in data["files"].items()})


def _wanted(trial: Trial, case: Case, now: Millis) -> None:
    """What has no result. Notes have uids of their own, so that they are written once however often that is done."""
    if (letter := case.in_doubt) is not None:
        # Perhaps it was sent in an earlier life, and the answer is the first thing that comes in this one.
        case.thread.ids.add(letter.id)
    for command in standing.pending(case.state):
        trial.agenda.at(case.id, now, partial(case.do, command))
    if case.asked_at is not None and not case.graded:
        case.asked(case.asked_at)
