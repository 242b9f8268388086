from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from houdun.channel.email.settings import Server, Settings, Tls
from houdun.desk.persona import packaged
from houdun.desk.server.house import desks
from houdun.errors import UsageError
from houdun.facts.case import Message, Role
from houdun.facts.claim import Outcome
from houdun.facts.time import Millis
from houdun.flow.trial import operator
from houdun.flow.trial.ahead.imagined import Imagined
from houdun.flow.trial.case import Told
from houdun.flow.trial.moves import Command, Event, Heard, Matter
from houdun.flow.trial.operator import Order
from houdun.flow.trial.plan import schedule
from houdun.flow.trial.record import Journal
from houdun.flow.trial.rehearse import rehearse
from houdun.flow.trial.terms import Conduct, Reached
from houdun.store import Store
from houdun.testing.trials import questions, terms
from tests.trial_given import reached


def test_a_trial_by_real_mail_asks_hears_and_ends_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    names = [persona.id for persona in packaged()][:2]
    with desks(names, tmp_path / "desks", seed=3, virtual=True) as open_desks, Store.create(tmp_path / "w") as store:
        made = terms(*map(reached, open_desks), days=1, blocks=2)
        blocks = schedule(made, questions())
        trial = rehearse(made, blocks, store, Imagined(), ())
        assert trial.is_over()
        assert trial.course.standing().blocks == 2
        entries = [entry for log in store.cases() for entry in log.entries]
        assert len(list(store.cases())) == 4
        assert any(isinstance(entry, Message) and entry.role is Role.VENDOR for entry in entries)
        last = store.journal.last()
        assert rehearse(made, blocks, store, Imagined(), ()).is_over()
        assert store.journal.last() == last


def test_a_desk_that_has_lived_longer_than_the_trial_is_refused(tmp_path: Path) -> None:
    with desks([packaged()[0].id], tmp_path / "desks", seed=3, virtual=True) as open_desks:
        made = terms(*map(reached, open_desks), days=1, blocks=1)
        blocks = schedule(made, questions())
        with Store.create(tmp_path / "w") as store:
            rehearse(made, blocks, store, Imagined(), ())
        with Store.create(tmp_path / "again") as store:
            with pytest.raises(UsageError, match="beyond the begin"):
                rehearse(made, blocks, store, Imagined(), ())
            assert store.journal.last() == 0


def test_one_that_was_interrupted_goes_on_and_comes_to_the_same(tmp_path: Path) -> None:
    def outcomes(folder: Path, told: Told) -> dict[int, dict[str, Outcome]]:
        with (
            desks([packaged()[0].id], folder / "desks", seed=3, virtual=True) as open_desks,
            Store.create(folder / "w") as store,
        ):
            made = terms(*map(reached, open_desks), days=1, blocks=2)
            trial = rehearse(made, schedule(made, questions()), store, Imagined(), (), told=told)
        return {block: {str(vendor): each for vendor, each in by.items()} for block, by in trial.course.outcomes.items()}

    def interrupts(at: Millis, matter: Matter, thing: Event | Command) -> None:
        if isinstance(thing, Heard):
            raise KeyboardInterrupt

    def listens(at: Millis, matter: Matter, thing: Event | Command) -> None: ...

    with pytest.raises(KeyboardInterrupt):
        outcomes(tmp_path / "one", interrupts)
    assert len(outcomes(tmp_path / "one", listens)) == 2
    assert outcomes(tmp_path / "one", listens) == outcomes(tmp_path / "other", listens)


@dataclass
class Approves:
    """Wall time in which a person approves the next block at each wait, until all are."""

    journal: Journal
    number: int = 0
    is_set: bool = False

    def wait(self, seconds: float) -> None:
        self.number += 1
        self.is_set = self.number > 2
        operator.order(self.journal, Order.APPROVE, 0, block=self.number)


def test_by_real_mail_too_each_block_waits_for_its_approval(tmp_path: Path) -> None:
    with (
        desks([packaged()[0].id], tmp_path / "desks", seed=3, virtual=True) as open_desks,
        Store.create(tmp_path / "w") as store,
    ):
        made = terms(*map(reached, open_desks), days=1, blocks=2, conduct=Conduct(approval=True))
        wall = Approves(store.journal)
        trial = rehearse(made, schedule(made, questions()), store, Imagined(), (), wall=wall)
    assert set(trial.course.begun) == {1, 2}
    assert wall.number >= 2


def test_virtual_time_is_for_desks_on_this_machine(tmp_path: Path) -> None:
    made = terms()
    away = Server(host="mail.acme.example", port=25, tls=Tls.TLS, user="", password=None)  # type: ignore[arg-type]  # never reached
    mailbox = Settings(address="ops@us.example", name="", smtp=away, imap=away)
    far = replace(made.contacts[0], reached=Reached.EMAIL, mailbox=mailbox)
    with Store.create(tmp_path) as store:
        for contacts in ((far,), (made.contacts[0],)):
            with pytest.raises(UsageError):
                rehearse(replace(made, contacts=contacts), (), store, Imagined(), ())
