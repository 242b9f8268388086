"""A trial under way. Both engines drive this: they say what time it is, and see that things are done when they are due.

block is due → its cases begin → each case: protocol → commands → stage, post, a person → events → protocol …
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from houdun.channel.port import Incoming, Letter
from houdun.facts.claim import Outcome
from houdun.facts.happening import Happening
from houdun.facts.time import HOUR, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import crash, moves, plan, protocol, record
from houdun.flow.trial.agenda import Agenda
from houdun.flow.trial.case import Case, Judge, Means, Shelf, Told, Writer
from houdun.flow.trial.course import Course
from houdun.flow.trial.obeying import Watch
from houdun.flow.trial.operator import unanswered
from houdun.flow.trial.orders import order
from houdun.flow.trial.post.inbox import BRIEF, Inbox, Taken, Thread
from houdun.flow.trial.post.outbox import Gone, Later, Outbox, Posted
from houdun.flow.trial.resume import resume
from houdun.flow.trial.stage.port import Stage
from houdun.flow.trial.terms import Terms
from houdun.flow.trial.told.declared import declare
from houdun.inert import one_line

BRIEFED: Millis = 12 * HOUR
"""So long before the first day every vendor is told what it has to do with."""
TRIAL = ""
"""Owner of what belongs to no case."""


class Trial:
    """Made over its journal; `start` begins it or goes on with it."""

    def __init__(
        self,
        terms: Terms,
        blocks: Sequence[plan.Block],
        *,
        journal: record.Journal,
        shelf: Shelf,
        stage: Stage,
        outboxes: Mapping[Vendor, Outbox],
        writer: Writer,
        judge: Judge,
        told: Told,
    ) -> None:
        self.terms, self.course, self.agenda = terms, Course(terms, blocks), Agenda()
        self.cases: dict[str, Case] = {}
        self.briefs = {vendor: Thread(terms.contact(vendor), BRIEF, {writer.brief(vendor).id}) for vendor in terms.vendors}
        self._threads = list(self.briefs.values())
        """The briefs' and the cases'. What answers a brief is known for that before we have written down that it went out."""
        self._briefing: set[Vendor] = set()
        """Whose brief is with the outbox."""
        self._watch = Watch()
        self._matters = {matter.case: matter for block in blocks for matter in block.matters}
        self.means = Means(
            journal=journal,
            shelf=shelf,
            stage=stage,
            outboxes=outboxes,
            writer=writer,
            judge=judge,
            told=told,
            agenda=self.agenda,
            orders=lambda matter, remedies: order(terms, matter, remedies),
            finished=partial(_finished, self.course, journal),
            graded=partial(_graded, self.course),
        )

    # what an engine sees

    def start(self, now: Millis) -> Millis:
        """What the journal holds has happened; what is still wanted is done at the next tick. Returns the moment at which it goes on."""
        now = resume(self, now)
        self.means.journal.append_all([declare(self.terms, now)])
        for vendor in self.terms.vendors:
            self.agenda.at(TRIAL, now, partial(self._post_brief, vendor))
        return now

    def look(self, now: Millis) -> None:
        """Does what persons have ordered, and takes what they have answered."""
        self._watch.look(self, now)

    def owners(self) -> tuple[str, ...]:
        """Who has something to do or to wait for: the trial, and its open cases."""
        return (TRIAL, *dict.fromkeys((*self.agenda.owners(), *(case.id for case in self.open_cases()))))

    def due(self, owner: str) -> Millis | None:
        """When it has something to do next; None where nothing, unless somebody writes."""
        own = self.course.due() if owner == TRIAL else protocol.due(self.cases[owner].state)
        return min((moment for moment in (own, self.agenda.due(owner)) if moment is not None), default=None)

    def tick(self, owner: str, now: Millis) -> None:
        """Does all of it that is due by now. What takes time becomes a job."""
        case = self.cases.get(owner)
        late = case is not None and (due := protocol.due(case.state)) is not None and due <= now
        if case is not None and late and case.in_doubt is None:
            # First: what a case gives up, after we were away for long, must not go out any more.
            case.happened(moves.Tick(at=now))
            late = False
        self.agenda.tick(owner, now)
        if case is not None and late and not self.agenda.has_job(owner):
            case.happened(moves.Tick(at=now))
        if owner == TRIAL and (due := self.course.due()) is not None and due <= now:
            self._begin(now)

    def take(self, inbox: Inbox, now: Millis) -> None:
        """Takes in what has come. Raises what the receiver raises."""
        for taken in inbox.new(self._threads):
            self._heard(inbox.name, taken, now)

    def receive(self, inbox: Inbox, incoming: Incoming, now: Millis) -> None:
        """Takes in a message of that mailbox, once."""
        crash.point("before-take")
        if not inbox.has(incoming):
            taken = inbox.tied(incoming, self._threads)
            crash.point("after-take")
            self._heard(inbox.name, taken, now)
            crash.point("after-take-recorded")
        inbox.passes(incoming)

    def is_over(self) -> bool:
        return self.agenda.is_empty() and not any(True for _ in self.open_cases()) and self.course.is_over()

    def open_cases(self) -> Iterator[Case]:
        return (case for case in self.cases.values() if not case.is_over)

    # the beginning: of the trial, of a block, of a case

    def _post_brief(self, vendor: Vendor, now: Millis) -> None:
        if vendor in self._briefing or self.means.journal.find(record.TRIAL, f"brief/{vendor}"):
            return
        self._briefing.add(vendor)
        letter = self.means.writer.brief(vendor)
        crash.point("before-brief")

        def done(posted: Posted, now: Millis) -> None:
            self._briefing.discard(vendor)
            match posted:
                case Gone(at=at):
                    self.briefed(vendor, at)
                case Later(at=at):
                    self.agenda.at(TRIAL, at, partial(self._post_brief, vendor))
                case _:
                    self.means.journal.append_all([self._brief_for_a_person(vendor, letter, now)])

        self.agenda.job(TRIAL, lambda at: self.means.outboxes[vendor].post(letter, at), done)

    def briefed(self, vendor: Vendor, at: Millis) -> None:
        """The brief is with the vendor."""
        letter = self.means.writer.brief(vendor)
        sent = Happening(record.LETTER, letter.id, at, {"case": BRIEF, "vendor": str(vendor)})
        self.means.journal.append_all([Happening(record.TRIAL, f"brief/{vendor}", at), sent])

    def brief_again(self, vendor: Vendor, now: Millis) -> None:
        """A person says that it did not go out."""
        self.means.outboxes[vendor].failed(self.means.writer.brief(vendor), now)
        self._post_brief(vendor, now)

    def _brief_for_a_person(self, vendor: Vendor, letter: Letter, now: Millis) -> Happening:
        files = [[each.name, self.means.shelf.keep(each.data)] for each in letter.attachments]
        told = {"to": letter.to, "subject": letter.subject, "text": letter.text, "files": files}
        task = unanswered(self.means.journal, f"brief/{vendor}")
        return Happening(record.TASK, task, now, {"kind": "brief", "vendor": str(vendor), **told})

    def _begin(self, now: Millis) -> None:
        """The block that is due begins: that is written down before anything is done for it."""
        void = set(self.course.void)
        matters = self.course.begin(now, Counter(case.matter.vendor for case in self.open_cases() if case.presses(now)))
        if not matters:
            late = self.course.void - void
            self.means.journal.append_all([Happening(record.TRIAL, f"void/{number}", now) for number in late])
            return
        cases = [matter.case for matter in matters]
        self.means.journal.append_all([Happening(record.TRIAL, f"block/{matters[0].block}", now, {"cases": cases})])
        crash.point("after-block-written")
        for matter in matters:
            self.begins(matter, matter.due + max(0, now - matters[0].due))

    def begins(self, matter: moves.Matter, at: Millis) -> None:
        """The case begins at that moment, unless it has begun."""
        if matter.case not in self.cases:
            self.agenda.at(matter.case, at, self.add(matter).begin)

    def add(self, matter: moves.Matter) -> Case:
        case = Case(matter, Thread(self.terms.contact(matter.vendor), matter.case), self.means, protocol.start(matter))
        self.cases[matter.case] = case
        self._threads.append(case.thread)
        return case

    # what comes in

    def _heard(self, mailbox: str, taken: Taken, now: Millis) -> None:
        """A message is written down with its mailbox's cursor, its case's entry and what it means, in one go."""
        incoming, thread = taken.incoming, taken.thread
        if incoming.raw and not taken.theirs:
            self.means.shelf.keep(incoming.raw)
        data = {
            "mailbox": mailbox,
            "uid": incoming.uid,
            "cursor": incoming.cursor,
            "id": incoming.id,
            "case": thread.case if thread else "",
            "vendor": str(taken.vendor or ""),
            "theirs": taken.theirs,
            "numbers": sorted(taken.numbers),
        }
        kept = Happening(record.INBOX, f"{mailbox}/{incoming.uid}", now, data)
        if thread is not None and taken.message is not None and thread.case in self.cases:
            case = self.cases[thread.case]
            if returned := taken.returned(case.letters):
                # First: killed in between, it is offered again.
                case.returned(*returned, now)
            case.heard(taken.message, kept)
        else:
            self.means.journal.append_all([kept, *_elsewhere(taken, self._presses(taken.vendor, now), now)])

    def _presses(self, vendor: Vendor | None, now: Millis) -> bool:
        return any(case.matter.vendor == vendor and case.presses(now) for case in self.open_cases())

    def matter(self, case: str) -> moves.Matter:
        return self._matters[case]

    def thread(self, case: str, vendor: str) -> Thread:
        """A case's, or where it is the brief's the vendor's."""
        return next(each for key, each in self.briefs.items() if str(key) == vendor) if case == BRIEF else self.cases[case].thread


def _finished(course: Course, journal: record.Journal, matter: moves.Matter, finish: moves.Finish, at: Millis) -> None:
    if finish.end is moves.End.NOT_ASKED:
        course.not_asked(matter.block)
        why = {"case": matter.case, "why": list(finish.reason or ())}
        journal.append_all([Happening(record.TRIAL, f"void/{matter.block}", at, why)])


def _graded(course: Course, matter: moves.Matter, outcome: Outcome) -> None:
    course.graded(matter.block, matter.vendor, outcome)


def _elsewhere(taken: Taken, asked: bool, now: Millis) -> list[Happening]:
    """What belongs to no case: a vendor's word unasked, or something for a person to place; both, where a question is before that vendor: an answer may come
    under another title. Once it is placed it was no word unasked."""
    incoming = taken.incoming
    if taken.thread is not None or taken.theirs:
        return []
    said = {
        "subject": one_line(incoming.subject, 200),
        "text": incoming.text,
        "source": incoming.source.blob,
        "author": incoming.author,
        "at": incoming.at,
    }
    place = Happening(record.TASK, f"place/{incoming.uid}", now, {"kind": "place", **said})
    if taken.vendor is None or not taken.is_unasked:
        return [place]
    about = {"vendor": taken.vendor.name, "plan": taken.vendor.plan}
    return [Happening(record.UNASKED, incoming.uid, incoming.at, about | said), *([place] if asked else [])]
