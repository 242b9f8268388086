"""A trial over a real store: what a list in memory may hide (columns, transactions, another process's view) shows here."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from houdun.desk.persona import packaged
from houdun.desk.server.house import desks
from houdun.facts.case import CaseLog, Finding, Message, Role
from houdun.facts.time import LATEST, MINUTE, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial import operator, persons, record, virtual
from houdun.flow.trial.ahead.imagined import Imagined, World
from houdun.flow.trial.case import Told
from houdun.flow.trial.letters.writing import Writing
from houdun.flow.trial.moves import End, Meaning
from houdun.flow.trial.operator import Order
from houdun.flow.trial.plan import schedule
from houdun.flow.trial.post.inbox import Inbox
from houdun.flow.trial.post.outbox import Outbox
from houdun.flow.trial.reading.rules import Reading
from houdun.flow.trial.rehearse import Shelf, rehearse
from houdun.flow.trial.trial import Trial
from houdun.store import Store
from houdun.testing.factories import message
from houdun.testing.trials import questions, terms
from tests.integration.store.conftest import Place
from tests.trial_given import BLOCKS, PERSONAS, TERMS, reached

SMALL = BLOCKS[:2]
SOON = SMALL[0].due + 10 * MINUTE


class Killed(BaseException):
    """As little is tidied up as by a kill."""


class Stored(World):
    """An imagined world of two blocks; what the trial knows is kept in a store."""

    def __init__(self, store: Store) -> None:
        super().__init__(TERMS, SMALL, PERSONAS, questions(), seed=4)
        self.store = store

    def trial(self, told: Told = lambda at, matter, thing: None) -> Trial:
        journal = self.store.journal
        return Trial(
            TERMS, SMALL, journal=journal, shelf=Shelf(self.store), stage=Imagined(),
            outboxes={vendor: Outbox(journal, post) for vendor, post in self.posts.items()},
            writer=Writing(TERMS), judge=Reading(), told=told,
        )  # fmt: skip

    def inboxes(self) -> dict[Vendor, Inbox]:
        return {vendor: Inbox(self.store.journal, post, str(vendor), "") for vendor, post in self.posts.items()}

    def played(self, until: Millis = LATEST) -> Trial:
        trial = self.trial()
        virtual.run(trial, self.inboxes(), self.posts, until=until)
        return trial


def letters(logs: Iterable[CaseLog]) -> list[str]:
    """Every letter to a vendor, as often as it is there."""
    entries = (entry for log in logs for entry in log.entries)
    return sorted(entry.uid for entry in entries if isinstance(entry, Message) and entry.role is Role.CUSTOMER)


def test_killed_again_and_again_it_comes_to_what_it_comes_to_in_memory(store: Store) -> None:
    chance, world, kills = random.Random(3), Stored(store), 0
    while True:
        left = chance.randrange(20, 60)

        def told(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Killed

        try:
            virtual.run(trial := world.trial(told), world.inboxes(), world.posts)
            break
        except Killed:
            kills += 1
    assert kills >= 2
    imagined = World(TERMS, SMALL, PERSONAS, questions(), seed=4)
    virtual.run(whole := imagined.trial(), imagined.inboxes(), imagined.posts)
    assert trial.course.outcomes == whole.course.outcomes
    assert trial.course.standing() == whole.course.standing()
    assert letters(store.cases()) == letters(imagined.shelf.cases())


def test_a_course_read_back_stands_as_it_stood(store: Store) -> None:
    world = Stored(store)
    before = world.played(SMALL[1].due + MINUTE)
    after = world.trial()
    after.start(SMALL[1].due + MINUTE)
    assert after.course.begun == before.course.begun
    assert after.course.outcomes == before.course.outcomes
    assert {case.id: case.state for case in after.cases.values()} == {case.id: case.state for case in before.cases.values()}


def test_what_is_ordered_and_answered_beside_it_is_done_and_is_known_after_a_restart(place: Place) -> None:
    with Store.create(*place) as store, Store.open(*place) as beside:
        world = Stored(store)
        trial = world.played(SOON)
        case = next(iter(trial.open_cases()))
        doubtful = message("We are looking at your stream.", SOON, Role.VENDOR, doubtful="precedence:bulk")
        case.heard(doubtful)
        (task,) = [each for each in operator.tasks(beside.journal) if each.data["kind"] == persons.MEANING]
        persons.means(beside.journal, task, Meaning(person=False), "", SOON)
        operator.order(beside.journal, Order.PAUSE, SOON)
        trial.look(SOON)
        again = world.trial()
        again.start(SOON)
        again.look(SOON)
        for each in (trial, again):
            assert each.course.paused
            assert doubtful.uid in each.cases[case.id].state.decided
            assert each.cases[case.id].by_whom[doubtful.uid].name == "is_machine"
        log = store.case(case.thread.key)
        assert log is not None
        assert "is_machine" in {entry.name for entry in log.entries if isinstance(entry, Finding)}
        operator.order(beside.journal, Order.STOP, SOON)
        again.look(SOON)
        assert (finish := again.cases[case.id].state.end) is not None
        assert finish.end is End.STOPPED


def test_a_virtual_trial_by_real_mail_runs_from_end_to_end_and_once_only(store: Store, tmp_path: Path) -> None:
    with desks([packaged()[0].id], tmp_path / "desks", seed=3, virtual=True) as open_desks:
        made = terms(*map(reached, open_desks), days=1, blocks=1)
        blocks = schedule(made, questions())
        trial = rehearse(made, blocks, store, Imagined(), ())
        assert trial.is_over()
        assert len(list(store.journal.read(record.OUTCOME))) == 1
        last = store.journal.last()
        assert rehearse(made, blocks, store, Imagined(), ()).is_over()
        assert store.journal.last() == last
