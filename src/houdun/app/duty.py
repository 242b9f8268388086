"""What is on in a workspace, for whoever is on duty: its trials, their open cases, what waits for a person.

scene = Scenes().of(space, now)      folded from the journal, and read on when something was appended
open_cases(space, trial, now)        with the clocks that run at that moment
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from houdun.app import trials
from houdun.app.workspace import Workspace
from houdun.channel.manual.sender import Medium, Sender
from houdun.channel.port import Attachment, Letter
from houdun.errors import UsageError
from houdun.facts.case import CaseKey, CaseLog, Message
from houdun.facts.promise import Terms
from houdun.facts.time import MINUTE, Millis
from houdun.facts.trial import CHANNEL
from houdun.facts.vendor import Vendor
from houdun.flow.compare import terms_by_vendor
from houdun.flow.ticking import Standing, standing
from houdun.flow.trial import kept, record, several
from houdun.flow.trial.kept import Held
from houdun.flow.trial.moves import Matter
from houdun.flow.trial.record import Entry, Journal
from houdun.flow.trial.running import Pulse
from houdun.flow.trial.told.overview import Following, OpenCase, Overview
from houdun.language import Bilingual
from houdun.store.reference import ref_of

SOON: Final[Millis] = 15 * MINUTE
"""What breaks its word within this is shown before everything else."""
GONE: Final = (
    Bilingual("这件事已经有人处理了，或不再需要", "somebody has seen to this already, or it is no longer needed"),
    Bilingual("请刷新页面", "load the page again"),
)


@dataclass(frozen=True, slots=True)
class On:
    """A trial as it stands. `logs` are those of its open cases."""

    held: Held
    seen: Overview
    logs: Mapping[str, CaseLog]

    @property
    def name(self) -> str:
        return self.seen.terms.name

    @property
    def is_over(self) -> bool:
        return self.seen.is_over

    def now(self, now: Millis) -> Millis:
        """The trial's own time: ours, or where its clock is virtual."""
        return self.seen.now if self.held.virtual else now

    def matter(self, case: str) -> Matter:
        return self.held.matter(case)

    def title(self, case: str) -> str:
        """The subject under which the case was put."""
        return subject(self.matter(case))


def subject(matter: Matter) -> str:
    """What stands above a question when it is put."""
    return matter.instance.question.wordings[matter.instance.wording].to(matter.language).subject


@dataclass(frozen=True, slots=True)
class Scene:
    """As of the journal's entry `last`. The trials in the order of their begin."""

    last: int
    trials: tuple[On, ...]

    def trial(self, name: str) -> On:
        found = next((each for each in self.trials if each.name == name), None)
        if found is None:
            raise UsageError(*GONE)
        return found


class Scenes:
    """Keeps the scene of the workspace that is served, and reads on from where it was read to. For any thread: one does so while the others wait for it."""

    def __init__(self) -> None:
        self._lock, self._root, self._scene = Lock(), Path(), Scene(-1, ())
        self._followed: dict[str, _Followed] = {}

    def of(self, space: Workspace, now: Millis) -> Scene:
        """`now` is where the clocks of real trials are."""
        with self._lock:
            if space.root != self._root:
                self._root, self._scene, self._followed = space.root, Scene(-1, ()), {}
            last = space.store.journal.last()
            if last != self._scene.last:
                self._scene = Scene(last, tuple(self._trials(space, now)))
            return self._scene

    def _trials(self, space: Workspace, now: Millis) -> Iterator[On]:
        for name in several.names(space.store.journal):
            followed = self._followed.setdefault(name, _Followed(several.journal_of(space.store.journal, name)))
            if stands := followed.seen(now):
                held, seen = stands
                keys = {each.case: CaseKey(each.vendor, CHANNEL, each.case) for each in seen.open}
                logs = {case: log for case, key in keys.items() if (log := space.store.case(key))}
                yield On(held, seen, logs)


class _Followed:
    """A trial, followed anew whenever its plan has changed."""

    def __init__(self, own: Journal) -> None:
        self._own, self._read_to = own, 0
        self._held: Held | None = None
        self._following: Following | None = None

    def seen(self, now: Millis) -> tuple[Held, Overview] | None:
        """None before its plan stands."""
        for entry in self._own.read(record.TRIAL, self._read_to):
            self._read_to = entry.seq
            if entry.key.partition("/")[0] == kept.PLAN:
                self._following = None
        if self._following is None:
            self._held = kept.last(self._own)
            self._following = Following(self._held, self._own) if self._held else None
        return (self._held, self._following.seen(now)) if self._held and self._following else None


# open cases


@dataclass(frozen=True, slots=True)
class Watched:
    """An open case. `stands` is None where it was not asked yet; `due_at` is the first moment at which a promise would be broken, None where none runs."""

    case: OpenCase
    ref: str
    title: str
    stands: Standing | None

    @property
    def due_at(self) -> Millis | None:
        return next((each.due_at for each in self.stands.clocks), None) if self.stands else None

    @property
    def late(self) -> bool:
        return self.stands is not None and any(each.late for each in self.stands.clocks)


def promised(space: Workspace) -> Mapping[Vendor, Terms]:
    return terms_by_vendor(space.promises())


def open_cases(trial: On, promised: Mapping[Vendor, Terms], now: Millis) -> tuple[Watched, ...]:
    """At the trial's time `now`: what breaks its promise in the next minutes, then what has broken it, then what is due later, then the rest; what is settled last."""
    watched = (_watched(each, trial, promised, now) for each in trial.seen.open)
    return tuple(sorted(watched, key=lambda each: _order(each, now)))


def _watched(case: OpenCase, trial: On, promised: Mapping[Vendor, Terms], now: Millis) -> Watched:
    log = trial.logs.get(case.case)
    ref = ref_of(CaseKey(case.vendor, CHANNEL, case.case))
    stands = standing(log, promised.get(case.vendor, Terms()), now) if log and case.asked_at is not None else None
    return Watched(case, ref, trial.title(case.case), stands)


def _order(each: Watched, now: Millis) -> tuple[int, Millis]:
    due = each.due_at
    if due is not None and due - now <= SOON:
        return 0, due
    if each.late:
        return 1, each.case.asked_at or 0
    if due is not None:
        return 2, due
    return (4 if each.case.settled else 3), each.case.asked_at or each.case.due or 0


# what waits for a person


def task(trial: On, key: str) -> Entry:
    """The one that waits under exactly this key. Raises UsageError where none does any more."""
    found = next((each for each in trial.seen.tasks if each.key == key), None)
    if found is None:
        raise UsageError(*GONE)
    return found


def by_hand(trial: On, entry: Entry) -> Bilingual:
    """What a person is asked to do with a letter, in a sentence."""
    data = entry.data
    attached = tuple(Attachment(name, "", b"") for name, _ in data.get("files", ()))
    letter = Letter(id=entry.key, tag="", to=data["to"], subject=data["subject"], text=data["text"], attachments=attached)
    return Sender(_medium(trial, entry)).task(letter, entry.at).words


def vendor_of(trial: On, entry: Entry) -> Vendor | None:
    """Whom the task is about; None where that is just what nobody knows."""
    if name := entry.data.get("vendor"):
        return Vendor.parse(name)
    case = entry.data.get("case")
    return trial.matter(case).vendor if case else None


def said(space: Workspace, trial: On, entry: Entry) -> Message | None:
    """The message whose meaning is asked for."""
    case, _, uid = entry.key.partition("/")
    log = trial.logs.get(case) or space.store.case(CaseKey(trial.matter(case).vendor, CHANNEL, case))
    return next((each for each in log.entries if isinstance(each, Message) and each.uid == uid), None) if log else None


def _medium(trial: On, entry: Entry) -> Medium:
    vendor = vendor_of(trial, entry)
    medium = trial.seen.terms.contact(vendor).medium if vendor else ""
    return Medium(medium) if medium else Medium.OTHER


def journal(space: Workspace, trial: On) -> Journal:
    return trials.journal(space, trial.seen.terms)


def pulse(space: Workspace, trial: On) -> Pulse:
    return trials.pulse(space, trial.seen.terms)
