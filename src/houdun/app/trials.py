"""A trial and what it is made of: the plan's file, its calendar, the ways to the vendors, the workspace."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from houdun import clock
from houdun.app.typed import lately
from houdun.app.workspace import Workspace, open_workspace
from houdun.channel.email.receiver import Receiver
from houdun.channel.email.sender import Sender
from houdun.channel.email.settings import Settings
from houdun.channel.manual import sender as manual
from houdun.channel.wake import Wake
from houdun.errors import InputError, UsageError
from houdun.facts.occasion import Occasion, OccasionKind
from houdun.facts.question import Question
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.flow.occasions import occasions
from houdun.flow.trial import kept, moves, plan_file, record, running, several
from houdun.flow.trial.begin import begin, beside
from houdun.flow.trial.kept import Draft, Held
from houdun.flow.trial.letters.writing import Writing
from houdun.flow.trial.operator import tasks
from houdun.flow.trial.plan import Block, replan
from houdun.flow.trial.post.outbox import Outbox
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.record import Journal
from houdun.flow.trial.rehearse import Shelf
from houdun.flow.trial.running import Beat, Pulse
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
    """The calendar of a plan as it would be begun now, or at its time where that is past altogether; with a workspace, its peaks count as such, and its trials are minded. Raises UsageError with file, key
    and mend."""
    terms, now = plan_file.load(file), clock.now()
    questions = question.load_all(terms.questions)
    made = partial(replan, terms, questions, begun=(), first=1, now=now if now < terms.end else terms.start)
    if root is None:
        return Planned(terms, questions, made(()))
    with open_workspace(root) as space:
        others = tuple(beside(space.store.journal, terms.name, now))
        return Planned(terms, questions, made(peaks(calendar(space)), others=others))


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
        check_keys(draft.terms)
        with running.alone(root, draft.terms.name) as beat:
            return watched(space, hold(space, draft, clock.now()), watcher, lambda held: _run(space, held, watcher, beat))


def rehearse(
    file: Path, root: Path, watcher: Watcher, *, approvals: bool = False, pace: Millis = 0, stop: Wake | None = None
) -> Overview:
    """Plays the plan in virtual time against simulated desks on this machine, until it is over or `stop` is set. Without `approvals` nobody has to approve
    what goes to them. `pace` is the least wall time from one moment to the next."""
    # Here and not above: a stage in virtual time loads what makes and reads pictures.
    from houdun.flow.trial.rehearse import mailbox_here
    from houdun.flow.trial.stage.virtual import VirtualStage

    stage = VirtualStage()

    def shown(names: tuple[str, ...]) -> tuple[Question, ...]:
        return tuple(filter(stage.shows, question.load_all(names)))

    with open_workspace(root) as space:
        draft = dataclasses.replace(_draft(file, space, shown), virtual=True)
        for contact in draft.terms.contacts:
            mailbox_here(contact)
        check_keys(draft.terms)
        if not approvals:
            conduct = dataclasses.replace(draft.terms.conduct, approval=False)
            draft = dataclasses.replace(draft, terms=dataclasses.replace(draft.terms, conduct=conduct))
        now = max((entry.at for entry in journal(space, draft.terms).read(record.EVENT)), default=draft.terms.start)
        rehearsal = Rehearsal(space, stage, watcher, pace, stop)
        with running.alone(root, draft.terms.name) as beat:
            return watched(space, hold(space, draft, now), watcher, lambda held: rehearsal.play(held, beat))


def check_complete(held: Held) -> None:
    """Raises UsageError where keys stood in the plan: they are not kept."""
    if not held.complete:
        raise UsageError(
            Bilingual(
                "计划里直接写了密钥，密钥不留底，没有文件就接不下去",
                "keys stand in the plan itself; they are not kept, so it takes the file to go on",
            ),
            Bilingual(
                "请运行 houdun trial run FILE；把密钥写成 {key:名称}，以后就不用文件了",
                "run houdun trial run FILE; with {key:NAME} in their place it goes on without",
            ),
            where="houdun trial run",
        )


def check_keys(terms: Terms) -> None:
    """Raises UsageError where the key of a mailbox is missing: before the trial takes its place, not at the first letter."""
    for contact in terms.contacts:
        if contact.mailbox is not None:
            contact.mailbox.check_keys()


def play(space: Workspace, held: Held, watcher: Watcher, beat: Beat, pace: Millis, stop: Wake | None) -> None:
    """In real time or in virtual time, as it was begun."""
    if not held.virtual:
        _run(space, held, watcher, beat, stop)
        return
    from houdun.flow.trial.stage.virtual import VirtualStage

    Rehearsal(space, VirtualStage(), watcher, pace, stop).play(held, beat)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a trial in virtual time is played with."""

    space: Workspace
    stage: Stage
    watcher: Watcher
    pace: Millis = 0
    stop: Wake | None = None

    def play(self, held: Held, beat: Beat) -> None:
        from houdun.flow.trial.rehearse import rehearse

        rehearse(
            held.terms,
            held.blocks,
            self.space.store,
            self.stage,
            calendar(self.space),
            told=self.watcher.told,
            jumped=self.watcher.jumped,
            wall=self.stop,
            pace=self.pace,
            beat=beat,
        )


def standing(space: Workspace, name: str | None = None) -> tuple[Held, Overview]:
    """The trial of that name, or the only one, and how it stands. Raises UsageError where there is none, or several and no name."""
    begun = several.names(space.store.journal)
    held = kept.last(several.journal_of(space.store.journal, _chosen(space, begun, name)))
    if held is None:
        raise _none(space)
    return held, _seen(space, held)


def all_standing(space: Workspace) -> tuple[tuple[Held, Overview], ...]:
    """Every trial of the workspace and how it stands, in the order of their begin. Raises UsageError where there is none."""
    whole = space.store.journal
    stand = [held for name in several.names(whole) if (held := kept.last(several.journal_of(whole, name)))]
    if not stand:
        raise _none(space)
    return tuple((held, _seen(space, held)) for held in stand)


def vendors(space: Workspace) -> tuple[Vendor, ...]:
    """Those that the workspace has cases of, or that a trial is to ask."""
    whole = space.store.journal
    stand = (kept.last(several.journal_of(whole, name)) for name in several.names(whole))
    asked = (vendor for held in stand if held for vendor in held.terms.vendors)
    return tuple(dict.fromkeys((*space.store.vendors(), *asked)))


def of_case(space: Workspace, case: str) -> tuple[Held, Overview]:
    """The trial that the case belongs to: no two have one of the same id. Raises UsageError where there is none."""
    whole = space.store.journal
    stand = [held for name in several.names(whole) if (held := kept.last(several.journal_of(whole, name)))]
    if not stand:
        raise _none(space)
    held = next((each for each in stand if each.has(case)), stand[-1])
    held.matter(case)
    return held, _seen(space, held)


def journal(space: Workspace, terms: Terms) -> Journal:
    """What is written down of this trial, and of it alone."""
    return several.journal_of(space.store.journal, terms.name)


def pulse(space: Workspace, terms: Terms) -> Pulse:
    """Whether a process runs the trial."""
    return running.pulse(space.root, terms.name)


def _chosen(space: Workspace, begun: Sequence[str], name: str | None) -> str:
    if name in begun or (name is None and len(begun) == 1):
        return name or begun[0]
    if not begun:
        raise _none(space)
    zh, en = "、".join(begun), ", ".join(begun)
    raise UsageError(
        Bilingual("这个工作区里有几场考察，要说明是哪一场", "there are several trials in this workspace: which one is meant?")
        if name is None
        else Bilingual(f"这个工作区里没有考察「{name}」", f"there is no trial {name!r} in this workspace"),
        Bilingual(f"请用 --trial 指明：{zh}", f"name it by --trial: {en}"),
        where=str(space.root),
    )


def _none(space: Workspace) -> UsageError:
    return UsageError(
        Bilingual("这个工作区里还没有考察", "no trial was begun in this workspace"),
        Bilingual("请先运行 houdun trial run FILE", "run houdun trial run FILE first"),
        where=str(space.root),
    )


def moment(text: str | None, zone: str, now: Millis) -> Millis:
    """A moment as typed: ISO 8601, in the trial's zone unless it names one; `HH:MM` is today's, None is now."""
    if text is None:
        return now
    return lately(text, ZoneInfo(zone), now, "--at")


def _seen(space: Workspace, held: Held) -> Overview:
    return overview(held, journal(space, held.terms), clock.now())


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


def hold(space: Workspace, draft: Draft, now: Millis) -> Held:
    """The plan as it stands from now on."""
    with running.beginning(space.root):
        return begin(space.store.journal, draft, now)


def watched(space: Workspace, held: Held, watcher: Watcher, play: Callable[[Held], None]) -> Overview:
    """Plays the trial while somebody watches; how it then stands. For the one process that runs it."""
    own = journal(space, held.terms)
    watcher.began(held, _seen(space, held), lambda: sum(1 for _ in tasks(own)))
    play(held)
    return _seen(space, held)


def _run(space: Workspace, held: Held, watcher: Watcher, beat: Beat, stop: Wake | None = None) -> None:
    # Here and not above: the timers of real time take a second to load, and live streams another.
    from houdun.flow.trial import durable
    from houdun.flow.trial.stage.live import LiveStage

    store, terms, own = space.store, held.terms, journal(space, held.terms)
    with ExitStack() as stack:
        stop = stop or stack.enter_context(Wake())
        receivers = _receivers(terms, stop)
        for receiver in receivers.values():
            stack.callback(receiver.close)
        stage: Stage = LiveStage(budget=terms.conduct.media_minutes * 60.0)
        trial = Trial(
            terms,
            held.blocks,
            journal=own,
            shelf=Shelf(store),
            stage=stage,
            outboxes={contact.vendor: Outbox(own, _sender(contact)) for contact in terms.contacts},
            writer=Writing(terms, calendar(space)),
            judge=Reading(),
            told=watcher.told,
        )
        place = durable.Place(space.root, space.settings.database_url or None)
        durable.run(trial, receivers, place=place, stop=stop, trouble=watcher.trouble, let_go=store.close, beat=beat)


def _sender(contact: Contact) -> Sender | manual.Sender:
    return Sender(contact.mailbox) if contact.mailbox else manual.Sender(manual.Medium(contact.medium))


def _receivers(terms: Terms, stop: Wake) -> Mapping[str, Receiver]:
    """Each mailbox once, whoever writes to it."""
    mailboxes: dict[str, Settings] = {each.mailbox.box: each.mailbox for each in terms.contacts if each.mailbox}
    return {name: Receiver(settings, stop) for name, settings in mailboxes.items()}
