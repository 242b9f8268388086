"""A trial and what it is made of: the plan's file, its calendar, the ways to the vendors, the workspace."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from houdun import clock
from houdun.app.typed import moment_of
from houdun.app.workspace import Workspace, open_workspace
from houdun.channel.email.receiver import Receiver
from houdun.channel.email.sender import Sender
from houdun.channel.email.settings import Settings
from houdun.channel.manual import sender as manual
from houdun.channel.wake import Wake
from houdun.errors import InputError, UsageError
from houdun.facts.occasion import Occasion, OccasionKind
from houdun.facts.question import Question
from houdun.facts.time import Millis, from_millis
from houdun.flow.occasions import occasions
from houdun.flow.trial import kept, moves, plan_file, record
from houdun.flow.trial.kept import Draft, Held
from houdun.flow.trial.letters.writing import Writing
from houdun.flow.trial.operator import tasks
from houdun.flow.trial.plan import Block, schedule
from houdun.flow.trial.post.outbox import Outbox
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.rehearse import Shelf
from houdun.flow.trial.stage.port import Stage
from houdun.flow.trial.terms import Contact, Span, Terms
from houdun.flow.trial.told.overview import Overview, overview
from houdun.flow.trial.trial import Trial
from houdun.language import Bilingual
from houdun.scenario import question


@dataclass(frozen=True, slots=True)
class Planned:
    """A trial as its file has it."""

    terms: Terms
    questions: tuple[Question, ...]
    blocks: tuple[Block, ...]


def planned(file: Path, root: Path | None = None) -> Planned:
    """The calendar of a plan; with a workspace, its peaks count as such. Raises UsageError with file, key and mend."""
    terms = plan_file.load(file)
    questions = question.load_all(terms.questions)
    if root is None:
        return Planned(terms, questions, schedule(terms, questions))
    with open_workspace(root) as space:
        return Planned(terms, questions, schedule(terms, questions, peaks(calendar(space))))


def calendar(space: Workspace) -> tuple[Occasion, ...]:
    return occasions(space.store.journal)


def peaks(calendar: tuple[Occasion, ...]) -> tuple[Span, ...]:
    return tuple(Span(each.start, each.end) for each in calendar if each.kind is OccasionKind.PEAK)


class Watcher(Protocol):
    """Hears how a trial goes on: where it stands as we begin, what happens, where a virtual clock is, what went wrong and is tried again."""

    def began(self, held: Held, seen: Overview, waiting: Callable[[], int]) -> None: ...

    def told(self, at: Millis, matter: moves.Matter, thing: moves.Event | moves.Command) -> None: ...

    def jumped(self, now: Millis) -> None: ...

    def trouble(self, whose: str, error: Exception, seconds: float) -> None: ...


def run(file: Path, root: Path, watcher: Watcher) -> Overview:
    """Runs the plan in real time until it is over or somebody ends the process, and goes on with it when called again. How it then stands."""
    with open_workspace(root) as space:
        draft = _draft(file, space, question.load_all)
        return _watched(space, draft, clock.now(), watcher, lambda held: _run(space, held, watcher))


def rehearse(file: Path, root: Path, watcher: Watcher) -> Overview:
    """Plays the plan in virtual time against simulated desks on this machine: nobody has to approve what goes to them."""
    # Here and not above: a stage in virtual time loads what makes and reads pictures.
    from houdun.flow.trial.rehearse import mailbox_here, rehearse
    from houdun.flow.trial.stage.virtual import VirtualStage

    stage = VirtualStage()

    def shown(names: tuple[str, ...]) -> tuple[Question, ...]:
        return tuple(filter(stage.shows, question.load_all(names)))

    with open_workspace(root) as space:
        draft = dataclasses.replace(_draft(file, space, shown), virtual=True)
        for contact in draft.terms.contacts:
            mailbox_here(contact)
        conduct = dataclasses.replace(draft.terms.conduct, approval=False)
        draft = dataclasses.replace(draft, terms=dataclasses.replace(draft.terms, conduct=conduct))
        now = max((entry.at for entry in space.store.journal.read(record.EVENT)), default=draft.terms.start)

        def play(held: Held) -> None:
            rehearse(held.terms, held.blocks, space.store, stage, calendar(space), told=watcher.told, jumped=watcher.jumped)

        return _watched(space, draft, now, watcher, play)


def standing(space: Workspace) -> tuple[Held, Overview]:
    """The trial of this workspace, and how it stands. Raises UsageError where none was begun."""
    held = kept.last(space.store.journal)
    if held is None:
        raise UsageError(
            Bilingual("这个工作区里还没有考察", "no trial was begun in this workspace"),
            Bilingual("请先运行 houdun trial run FILE", "run houdun trial run FILE first"),
            where=str(space.root),
        )
    return held, _seen(space, held)


def moment(text: str | None, zone: str, now: Millis) -> Millis:
    """A moment as typed: ISO 8601, in the trial's zone unless it names one; `HH:MM` is today's, None is now."""
    if text is None:
        return now
    here = ZoneInfo(zone)
    today = from_millis(now).astimezone(here).date()
    return moment_of(f"{today}T{text}" if re.fullmatch(r"\d\d:\d\d(:\d\d)?", text) else text, here, "--at")


def _seen(space: Workspace, held: Held) -> Overview:
    return overview(held, space.store.journal, Shelf(space.store), clock.now())


def _draft(file: Path, space: Workspace, load: Callable[[tuple[str, ...]], tuple[Question, ...]]) -> Draft:
    terms = plan_file.load(file)
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            Bilingual("读不了这个文件", f"this file cannot be read ({error.strerror})"),
            Bilingual("请检查路径和权限", "check the path and its permissions"),
            where=str(file),
        ) from None
    return Draft(text, file.resolve().parent, terms, load(terms.questions), peaks(calendar(space)))


def _watched(space: Workspace, draft: Draft, now: Millis, watcher: Watcher, play: Callable[[Held], None]) -> Overview:
    held = kept.hold(space.store.journal, draft, now)
    watcher.began(held, _seen(space, held), lambda: sum(1 for _ in tasks(space.store.journal)))
    play(held)
    return _seen(space, held)


def _run(space: Workspace, held: Held, watcher: Watcher) -> None:
    # Here and not above: the timers of real time take a second to load, and live streams another.
    from houdun.flow.trial import durable
    from houdun.flow.trial.stage.live import LiveStage

    store, terms = space.store, held.terms
    with Wake() as stop, ExitStack() as stack:
        receivers = _receivers(terms, stop)
        for receiver in receivers.values():
            stack.callback(receiver.close)
        stage: Stage = LiveStage(budget=terms.conduct.media_minutes * 60.0)
        trial = Trial(
            terms,
            held.blocks,
            journal=store.journal,
            shelf=Shelf(store),
            stage=stage,
            outboxes={contact.vendor: Outbox(store.journal, _sender(contact)) for contact in terms.contacts},
            writer=Writing(terms, calendar(space)),
            judge=Reading(),
            told=watcher.told,
        )
        place = durable.Place(space.root, space.settings.database_url or None)
        durable.run(trial, receivers, place=place, stop=stop, trouble=watcher.trouble, let_go=store.close)


def _sender(contact: Contact) -> Sender | manual.Sender:
    return Sender(contact.mailbox) if contact.mailbox else manual.Sender(manual.Medium(contact.medium))


def _receivers(terms: Terms, stop: Wake) -> Mapping[str, Receiver]:
    """Each mailbox once, whoever writes to it."""
    mailboxes: dict[str, Settings] = {each.mailbox.box: each.mailbox for each in terms.contacts if each.mailbox}
    return {name: Receiver(settings, stop) for name, settings in mailboxes.items()}
