"""A case under way: what happens to it is written down first, then the protocol says what to do, and that is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias

from houdun.channel.email import quotes
from houdun.channel.port import Letter, Undelivered
from houdun.errors import RefusedError
from houdun.facts.case import Basis, CaseKey, CaseLog, Entry, Finding, Message, Role, SeveritySet, Source, Stamp
from houdun.facts.claim import Outcome
from houdun.facts.happening import Happening
from houdun.facts.signals import Derived
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import crash, moves, operator, protocol, record, standing
from houdun.flow.trial.agenda import Agenda
from houdun.flow.trial.letters.letter import Run
from houdun.flow.trial.letters.writing import run_of
from houdun.flow.trial.post.inbox import Thread
from houdun.flow.trial.post.outbox import AskFate, Gone, Issued, Later, Never, Outbox, Posted
from houdun.flow.trial.reading import asking
from houdun.flow.trial.stage.port import Order, Showing, Stage
from houdun.language import Bilingual

Told: TypeAlias = Callable[[Millis, moves.Matter, moves.Event | moves.Command], None]
"""Hears of everything as it happens: for whoever watches."""
MEASURED = "observations.csv"


class Shelf(Protocol):
    """Where evidence is kept, by its sha256, and the cases' logs."""

    def keep(self, data: bytes) -> str: ...

    def evidence(self, sha256: str) -> bytes: ...

    def case(self, key: CaseKey) -> CaseLog | None: ...


class Writer(Protocol):
    """Makes the letters: the brief, and what a case says. `before` are the ids of the case's earlier letters."""

    def brief(self, vendor: Vendor) -> Letter: ...

    def letter(self, matter: moves.Matter, say: moves.Say, run: Run, before: Sequence[str]) -> Letter: ...


class Judge(Protocol):
    """Reads what vendors say. `decided` holds, by the message's uid, what persons have said of who wrote it."""

    def meaning(self, matter: moves.Matter, message: Message, before: Sequence[Message]) -> moves.Meaning: ...

    def outcome(
        self, matter: moves.Matter, asked_at: Millis, thread: Sequence[Message], decided: Mapping[str, Finding]
    ) -> Outcome: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """By what a case acts. `orders` says what is to be played for a matter with these remedies; `finished` and `graded` tell the trial's
    course. The trial itself is not known here: so it is forgotten with all its cases as soon as nobody holds it, and no search for garbage is needed."""

    journal: record.Journal
    shelf: Shelf
    stage: Stage
    outboxes: Mapping[Vendor, Outbox]
    writer: Writer
    judge: Judge
    told: Told
    agenda: Agenda
    orders: Callable[[moves.Matter, tuple[str, ...]], Order]
    finished: Callable[[moves.Matter, moves.Finish, Millis], None]
    graded: Callable[[moves.Matter, Outcome], None]


@dataclass(slots=True)
class Case:
    """Its state, its thread, what was seen on its stream (`seen` is the sha256 of what the probe measured last)."""

    matter: moves.Matter
    thread: Thread
    means: Means
    state: protocol.CaseState
    run: Run = field(default_factory=lambda: run_of({}, {}))
    seen: str = ""
    said: list[Message] = field(default_factory=list)
    by_whom: dict[str, Finding] = field(default_factory=dict)
    """Of messages by their uids: who wrote it, where a person has said so."""
    letters: list[str] = field(default_factory=list)
    asked_at: Millis | None = None
    graded: bool = False
    posting: bool = False
    """A letter is with the outbox: it is not handed over once more, whoever wants it."""

    @property
    def id(self) -> str:
        return self.matter.case

    @property
    def is_over(self) -> bool:
        return self.state.end is not None

    @property
    def in_doubt(self) -> Letter | None:
        """The letter that was tried and may be with the vendor: before anything else that is looked up."""
        if self.state.letter is None:
            return None
        try:
            letter = self._letter(self.state.letter)
        except RefusedError:
            return None
        return letter if self.means.outboxes[self.matter.vendor].in_doubt(letter) else None

    def presses(self, now: Millis) -> bool:
        """The vendor has a question of ours before it: nothing settled yet, and not past its horizon."""
        recent = self.asked_at is None or now < self.asked_at + self.matter.rules.horizon
        return recent and not standing.settled(self.state)

    def begin(self, now: Millis) -> None:
        """Written down before anything is done for it."""
        matter = self.matter
        data = {
            "instance": matter.instance.id,
            "vendor": str(matter.vendor),
            "aliases": list(self.thread.contact.known_by),
            "block": matter.block,
            "horizon": matter.rules.horizon,
        }
        self.happened(moves.Began(at=now), Happening(record.QUESTION, self.id, now, data))

    def happened(self, event: moves.Event, *more: Happening, entries: Sequence[Entry] = ()) -> None:
        """Writes the event down, with what belongs to it, and does what the protocol says. One that is known changes nothing."""
        # From the asking on the log says how far it speaks: what has not come by then was waited for.
        logs = [self._log(entries, event.at)] if entries or self.asked_at is not None else []
        if not self.means.journal.append_all([record.event(self.id, event), *more], logs) and not isinstance(event, moves.Tick):
            return
        self.means.told(event.at, self.matter, event)
        self.state, commands = protocol.step(self.state, event)
        for command in commands:
            self.means.told(event.at, self.matter, command)
            self.do(command, event.at)

    def do(self, command: moves.Command, now: Millis) -> None:
        """Does it, or once more what has had no result: that does no harm."""
        match command:
            case moves.Show():
                self._show(command, now)
            case moves.Say():
                self._say(command, now)
            case moves.AskPerson():
                self._task(f"{self.id}/{command.uid}", now, "meaning", record.plain(command))
            case moves.Note():
                self._note(command)
            case moves.Finish():
                self.means.stage.stop(self.id)
                self.means.finished(self.matter, command, self.state.now)

    # the stream

    def _show(self, show: moves.Show, now: Millis) -> None:
        order = self.means.orders(self.matter, show.remedies)

        def done(showing: Showing, _: Millis) -> None:
            self.means.agenda.at(self.id, showing.ended_at, lambda at: self._shown(show, showing, at))

        self.means.agenda.job(self.id, lambda at: self.means.stage.show(order, at), done)

    def _shown(self, show: moves.Show, showing: Showing, at: Millis) -> None:
        if showing.reason is not None:
            self.happened(moves.NotShown(at=at, number=show.number, reason=showing.reason))
            return
        files = {name: self.means.shelf.keep(data) for name, data in showing.files.items()}
        self.seen = files.get(MEASURED, "")
        if not show.remedies:
            self.run = run_of(showing.given, showing.files)
        kept = {
            "given": {key: list(words) for key, words in showing.given.items()},
            "files": files,
            "offsets": list(showing.offsets),
            "remedies": list(show.remedies),
            "began_at": showing.began_at,
            "onset_at": showing.onset_at,
            "detected_at": showing.detected_at,
            "healthy": showing.healthy,
        }
        onset, detected = showing.onset_at, showing.detected_at
        event = moves.Shown(at=at, number=show.number, onset_at=onset, detected_at=detected, healthy=showing.healthy)
        self.happened(event, Happening(record.SHOWING, f"{self.id}/{show.number}", at, kept))

    # what we say

    def _say(self, say: moves.Say, now: Millis) -> None:
        """Unless it is being posted already, or has been: a restart and a person's word may want the same."""
        if self.posting or self.is_over or self.state.letter != say:
            return
        try:
            letter = self._letter(say)
        except RefusedError as error:
            self._task(f"{self.id}/leak/{say.number}", now, "leak", {"problem": list(error.problem)})
            self.happened(moves.NotSent(at=now, number=say.number, reason=error.problem))
            return
        # Now already: who is quick answers before we have written down that it went out.
        self.thread.ids.add(letter.id)
        outbox, self.posting = self.means.outboxes[self.matter.vendor], True
        self.means.agenda.job(
            self.id, lambda at: outbox.post(letter, at), lambda posted, at: self._posted(say, letter, posted, at)
        )

    def _letter(self, say: moves.Say) -> Letter:
        return self.means.writer.letter(self.matter, say, self.run, self.letters)

    def _posted(self, say: moves.Say, letter: Letter, posted: Posted, now: Millis) -> None:
        self.posting = False
        match posted:
            case Gone():
                self.sent(say.number, letter, posted)
            case Later(at=at):
                self.means.agenda.at(self.id, at, lambda now: self._say(say, now))
            case Never(reason=reason):
                self._did_not_arrive(f"{self.id}/unsent/{say.number}", now, reason)
                self.happened(moves.NotSent(at=now, number=say.number, reason=reason))
            case AskFate() | Issued():
                kind = "send" if isinstance(posted, Issued) else "sent?"
                told = {"to": letter.to, "subject": letter.subject, "text": letter.text, "files": self._files(letter)}
                self._task(operator.unanswered(self.means.journal, f"{self.id}/letter/{say.number}"), now, kind, told)

    def confirmed(self, say: moves.Say, gone: Gone) -> None:
        """A person says that it is with the vendor."""
        self.sent(say.number, self._letter(say), gone)

    def again(self, say: moves.Say, now: Millis) -> None:
        """A person says that it did not go out."""
        self.means.outboxes[self.matter.vendor].failed(self._letter(say), now)
        self._say(say, now)

    def sent(self, number: int, letter: Letter, gone: Gone) -> None:
        """The letter is with the vendor."""
        self.letters.append(letter.id)
        message = self._ours(letter, gone.at)
        self.said.append(message)
        entries: list[Entry] = [message]
        if number == 0:
            entries.append(self._severity(message))
            self.asked(gone.at)
        kept = Happening(record.LETTER, letter.id, gone.at, {"case": self.id, "number": number, "files": self._files(letter)})
        self.happened(moves.Sent(at=gone.at, number=number, plus_minus=gone.plus_minus), kept, entries=entries)
        crash.point("after-record")

    def returned(self, letter: str, report: Undelivered, at: Millis) -> None:
        """A letter that went out did not arrive. If it was the opening, and nobody has answered it all the same, we could not ask, however late we hear of that."""
        sent = self.means.journal.find(record.LETTER, letter)
        if sent is None or (sent.data["number"] == 0 and any(meaning.person for meaning in self.state.heard.values())):
            return
        reason = Bilingual(
            f"信被退回：{report.reason.zh}（{report.said}）", f"our mail came back: {report.reason.en} ({report.said})"
        )
        number, was_over = sent.data["number"], self.is_over
        unread = Finding(uid=f"{letter}-returned", at=at, about=letter, name=Derived.UNDELIVERED, start=0, end=0)
        self._did_not_arrive(f"{self.id}/returned/{number}", at, reason)
        self.happened(moves.Returned(at=at, number=number, reason=reason), entries=[unread])
        if was_over and number == 0:
            self.means.finished(self.matter, moves.Finish(end=moves.End.NOT_ASKED, reason=reason), at)

    def asked(self, at: Millis) -> None:
        """The clock runs; the thread is graded at its horizon."""
        self.asked_at = at
        self.means.agenda.at(self.id, at + self.matter.rules.horizon, self._grade)

    def _severity(self, opening: Message) -> SeveritySet:
        severity = self.matter.instance.question.severity
        return SeveritySet(
            uid=f"{opening.uid}-severity",
            at=opening.at,
            severity=severity,
            author="us",
            role=Role.CUSTOMER,
            source=opening.source,
        )

    def _files(self, letter: Letter) -> list[list[str]]:
        return [[each.name, self.means.shelf.keep(each.data)] for each in letter.attachments]

    def _ours(self, letter: Letter, at: Millis) -> Message:
        text = f"{letter.subject}\n\n{letter.text}"
        source = Source(self.means.shelf.keep(text.encode()), "1")
        return Message(uid=letter.id, at=at, author="us", role=Role.CUSTOMER, text=text, source=source)

    # what they say

    def heard(self, message: Message, *more: Happening) -> None:
        """A vendor's message, written down together with `more`."""
        if any(each.uid == message.uid for each in self.said):
            return
        message = replace(message, text=self._new_words(message.text))
        meaning = self.means.judge.meaning(self.matter, message, self.said)
        entries: list[Entry] = [message, *asking.requested(message, meaning, self.state)]
        self.said.append(message)
        self.happened(moves.Heard(at=message.at, uid=message.uid, meaning=meaning), *more, entries=entries)

    def _new_words(self, text: str) -> str:
        """Without what was said before. Our letters begin with their subject, which nobody repeats with them."""
        ours = [each.text.partition("\n\n")[2] for each in self.said if each.role is Role.CUSTOMER]
        return quotes.without_history(text, ours, [each.text for each in self.said if each.role is not Role.CUSTOMER])

    def decided(self, uid: str, meaning: moves.Meaning, at: Millis) -> None:
        """A person says what a message means, and with that who wrote it. What was graded before is graded anew."""
        event = moves.Decided(at=at, uid=uid, meaning=meaning)
        message = next((each for each in self.said if each.uid == uid), None)
        if message is None or uid in self.by_whom:
            self.happened(event)
            return
        self.by_whom[uid] = asking.wrote(message, meaning)
        outcome = self._outcome() if self.graded else None
        again = [] if outcome is None else [self._worth(f"{self.id}/{uid}", outcome, at)]
        self.happened(event, *again, entries=[self.by_whom[uid]])
        if outcome is not None:
            self.means.graded(self.matter, outcome)

    def _grade(self, now: Millis) -> None:
        """What the thread is worth at its horizon, by rule, until raters have graded it."""
        if self.graded or (outcome := self._outcome()) is None:
            return
        self.graded = True
        self.means.journal.append_all([self._worth(self.id, outcome, now)], [self._log((), now)])
        self.means.graded(self.matter, outcome)

    def _outcome(self) -> Outcome | None:
        if self.asked_at is None:
            return None
        horizon = self.asked_at + self.matter.rules.horizon
        thread = [each for each in self.said if each.at <= horizon]
        return self.means.judge.outcome(self.matter, self.asked_at, thread, self.by_whom)

    def _worth(self, key: str, outcome: Outcome, now: Millis) -> Happening:
        data = {"block": self.matter.block, "waited_ms": outcome.waited_ms, "depth": outcome.depth, "by": "rule"}
        return Happening(record.OUTCOME, key, now, data)

    # what is written down

    def _note(self, note: moves.Note) -> None:
        claimed = note.basis is Basis.CLAIMED
        entry = Stamp(
            uid=f"{self.id}-{note.milestone}-{note.basis}-{note.at}",
            at=note.at,
            milestone=note.milestone,
            basis=note.basis,
            author="vendor" if claimed else "probe",
            role=Role.VENDOR if claimed else Role.CUSTOMER,
            source=Source("" if claimed else self.seen, ""),
            note=note.note,
        )
        self.means.journal.append_all([], [self._log([entry], note.at)])

    def _task(self, key: str, now: Millis, kind: str, what: Mapping[str, object]) -> None:
        self.means.journal.append_all([Happening(record.TASK, key, now, {"kind": kind, "case": self.id, **what})])

    def _did_not_arrive(self, key: str, now: Millis, reason: Bilingual) -> None:
        self._task(key, now, "returned", {"to": self.thread.contact.to, "problem": list(reason)})

    def _log(self, entries: Sequence[Entry], horizon: Millis) -> CaseLog:
        instance = self.matter.instance
        title = instance.question.wordings[instance.wording].to(self.matter.language).subject
        return CaseLog(key=self.thread.key, title=title, horizon=horizon, entries=tuple(entries))
