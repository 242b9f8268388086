"""A trial that is only imagined: simulated desks in this process, a stage that shows what the answer key says, a journal in memory.

The protocol, the letters, the reading of replies and the grading are the real ones: what is measured of a persona here comes out of its words.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from zoneinfo import ZoneInfo

from houdun.desk.inside import Inside
from houdun.desk.mind import Mind
from houdun.desk.persona import Persona
from houdun.facts.case import CaseKey, CaseLog
from houdun.facts.occasion import Occasion
from houdun.facts.question import Given, Question, Sort
from houdun.facts.time import SECOND, Millis, iso
from houdun.facts.vendor import Vendor
from houdun.flow.trial import operator, record, virtual
from houdun.flow.trial.case import Told
from houdun.flow.trial.letters.writing import Writing
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.plan import Block
from houdun.flow.trial.post.inbox import Inbox
from houdun.flow.trial.post.inside import Post
from houdun.flow.trial.post.outbox import Outbox
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.record import Memory
from houdun.flow.trial.stage.port import Order, Showing
from houdun.flow.trial.terms import Terms
from houdun.flow.trial.trial import Trial
from houdun.language import Bilingual

LEAD_S, SEEN_S = 12.0, 3.0
"""From the begin to the fault, and from there to its detection."""
LOOKED_S = 45.0


class Imagined:
    """A `Stage` that needs no stream: every fault is seen, and the probe says of a remedy what the answer key does. What is handed over says only
    what it is."""

    def shows(self, question: Question) -> bool:
        return True

    def show(self, order: Order, now: Millis) -> Showing:
        question = order.instance.question
        onset = now + round(LEAD_S * SECOND) if question.sort is Sort.FAULT else None
        cures = {proposal.id for proposal in question.key.proposals if proposal.cures}
        return Showing(
            began_at=now,
            ended_at=now + round(LOOKED_S * SECOND),
            onset_at=onset,
            detected_at=None if onset is None else onset + round(SEEN_S * SECOND),
            healthy=onset is None or not cures.isdisjoint(order.remedies[-1:]),
            given={given: Bilingual(*[words] * 2) for given, words in self._words(order, now).items()},
            files={f"{kind}.txt": f"{kind} {order.stream}".encode() for kind in question.withheld},
        )

    def stop(self, case: str) -> None:
        """Nothing is played."""

    @staticmethod
    def _words(order: Order, now: Millis) -> Mapping[Given, str]:
        return {
            Given.STREAM: f"live{order.stream:03d}",
            Given.SINCE: iso(now),
            Given.PUBLISHED: "1280×720, 30 fps",
            Given.PLAYED: order.play,
        }


class Shelf:
    """Cases in memory; bytes are forgotten."""

    def __init__(self, journal: Memory) -> None:
        self.journal = journal

    def keep(self, data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()

    def evidence(self, sha256: str) -> bytes:
        return b""

    def case(self, key: CaseKey) -> CaseLog | None:
        """The case whole, from the parts that came."""
        return next((log for log in self.cases() if log.key == key), None)

    def cases(self) -> tuple[CaseLog, ...]:
        grouped: dict[CaseKey, list[CaseLog]] = {}
        for part in self.journal.logs:
            grouped.setdefault(part.key, []).append(part)
        return tuple(_whole(parts) for parts in grouped.values())


def _whole(parts: Sequence[CaseLog]) -> CaseLog:
    entries = {entry.uid: entry for part in parts for entry in part.entries}
    ordered = tuple(sorted(entries.values(), key=lambda entry: (entry.at, entry.uid)))
    return replace(parts[0], horizon=max(part.horizon for part in parts), entries=ordered)


class Person:
    """Whom the rules ask what they cannot tell. Answers what a desk wants to know: what the brief says, and how it shows. Whether a change that
    no rule knows was made, nobody tells."""

    def __init__(self, trial: Trial) -> None:
        self._trial, self._seen = trial, 0

    def look(self, now: Millis) -> None:
        journal = self._trial.means.journal
        for task in journal.read(record.TASK, self._seen):
            self._seen = task.seq
            if task.data["kind"] == "meaning" and not task.data["suggestion"]["other_change"]:
                operator.decided(journal, task.key, Meaning(brief=True, reproduction=True), now)
        self._trial.look(now)


class World:
    """A trial, and all that is around it. `trial()` makes it anew over the same journal, as a start after a kill does."""

    def __init__(
        self,
        terms: Terms,
        blocks: Sequence[Block],
        personas: Mapping[Vendor, Persona],
        questions: Sequence[Question],
        *,
        seed: int,
        occasions: Sequence[Occasion] = (),
    ) -> None:
        self._terms, self._blocks, self._occasions = terms, blocks, occasions
        zone = ZoneInfo(terms.zone)
        self.shelf = Shelf(Memory())
        self.posts = {
            contact.vendor: Post(Inside(Mind(personas[contact.vendor], questions, seed, zone)), contact.to)
            for contact in terms.contacts
        }

    def trial(self, told: Told = lambda at, matter, thing: None) -> Trial:
        journal = self.shelf.journal
        return Trial(
            self._terms,
            self._blocks,
            journal=journal,
            shelf=self.shelf,
            stage=Imagined(),
            outboxes={vendor: Outbox(journal, post) for vendor, post in self.posts.items()},
            writer=Writing(self._terms, self._occasions),
            judge=Reading(),
            told=told,
        )

    def inboxes(self) -> dict[Vendor, Inbox]:
        return {vendor: Inbox(self.shelf.journal, post, str(vendor), "") for vendor, post in self.posts.items()}


def play(
    terms: Terms,
    blocks: Sequence[Block],
    personas: Mapping[Vendor, Persona],
    questions: Sequence[Question],
    *,
    seed: int,
    occasions: Sequence[Occasion] = (),
) -> tuple[Trial, tuple[CaseLog, ...]]:
    """Plays the plan against these personas to its end; all are told of `occasions`. The trial, and its cases. The same arguments give the same trial."""
    world = World(terms, blocks, personas, questions, seed=seed, occasions=occasions)
    trial = world.trial()
    with _undisturbed():
        virtual.run(trial, world.inboxes(), world.posts, jumped=Person(trial).look)
        return trial, world.shelf.cases()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A trial leaves its garbage all at once, at its end. To look for some in between, through all that is remembered of sentences, took a fifth of
    the time."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            # All that lives goes to the old ones, so that the first look is not through everything that the trial has made.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
