"""A desk that is killed at any step or moment: once it runs again, no mail is lost, and none comes twice."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Timer

import pytest

from houdun import clock
from houdun.channel.email.receiver import Receiver
from houdun.channel.email.sender import SETTLING, Sender
from houdun.channel.email.settings import Settings
from houdun.channel.email.virtual import Clock
from houdun.channel.port import Fate, Letter
from houdun.channel.wake import Wake
from houdun.desk.server.ledger import Ledger, Side
from houdun.desk.server.reading import read
from houdun.errors import OutsideError
from houdun.facts.time import HOUR, Millis
from houdun.testing.factories import MONDAY
from tests.desk_given import OFFICE, Parrot, service
from tests.desk_killed import STEPS, Forked, forked

WARNING = "Please reserve lines for Saturday."


def letters(number: int) -> list[Letter]:
    return [
        Letter(
            id=f"{each}@ourlive.example", tag=str(4711 + each), to=OFFICE.support, subject=f"Sound {each}", text=f"Room {each}"
        )
        for each in range(number)
    ]


def answers(number: int) -> list[str]:
    """What the desk says to so many letters."""
    return ["We have got your mail."] * number + [f"答复第 1 封：Room {each}\n附件：无" for each in range(number)]


LETTERS, TEXTS = letters(2), sorted([*answers(2), WARNING])
MAILS = len(LETTERS) + len(TEXTS)
LIVES = 6


@dataclass
class Customer:
    """Sends each letter until it knows that it is out, and keeps what comes in with its cursor."""

    letters: list[Letter] = field(default_factory=lambda: LETTERS)
    cursor: str = ""
    tried: dict[str, Millis] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)

    def ask(self, settings: Settings, now: Millis, *, virtual: bool) -> None:
        for letter in self.letters:
            if letter.id not in self.sent:
                before = self.tried.get(letter.id)
                self.tried[letter.id] = now
                if Sender(settings, virtual=virtual).send(letter, now, before).fate is Fate.SENT:
                    self.sent.add(letter.id)

    def listen(self, settings: Settings, *, virtual: bool) -> None:
        with Wake() as wake:
            receiver = Receiver(settings, wake, virtual=virtual)
            try:
                for each in receiver.new(self.cursor):
                    self.cursor = each.cursor
                    self.texts.append(each.text)
            finally:
                receiver.close()


def kept(folder: Path, side: Side) -> list[str]:
    """The ids in the ledger of a desk that runs no more."""
    ledger = Ledger(folder, MONDAY)
    ledger.close()
    return [read(entry.path.read_bytes()).id for entry in ledger.entries if entry.side is side]


@contextlib.contextmanager
def killed_within(desk: Forked, seconds: float) -> Iterator[None]:
    killing = Timer(seconds, desk.kill)
    killing.start()
    with contextlib.suppress(OutsideError):
        yield
    killing.join()


def lives(customer: Customer, folder: Path, now: Millis, dies_after: int | None = None) -> bool:
    """A desk in virtual time, from the asking to long after the last answer; False where it died on the way."""
    with forked(service(folder, Parrot(warns_at=MONDAY + HOUR), virtual=True), folder, dies_after) as desk:
        try:
            customer.ask(desk.settings, now, virtual=True)
            due = Clock(desk.settings)
            try:
                due.advance(now + 2 * HOUR)
            finally:
                due.close()
            customer.listen(desk.settings, virtual=True)
        except OutsideError:
            return False
    return len(customer.sent) == len(LETTERS)


@pytest.mark.parametrize("step", range(1, MAILS * STEPS + 1))
def test_killed_at_any_step_it_goes_on_where_it_was(tmp_path: Path, step: int) -> None:
    customer = Customer()
    assert not lives(customer, tmp_path, MONDAY, dies_after=step)
    assert lives(customer, tmp_path, MONDAY + SETTLING)
    assert sorted(customer.texts) == TEXTS
    assert sorted(kept(tmp_path, Side.HEARD)) == [letter.id for letter in LETTERS]
    assert len(set(kept(tmp_path, Side.SAID))) == len(TEXTS)


def test_killed_at_random_moments_in_real_time_it_says_everything_once(tmp_path: Path) -> None:
    dice, customer, mind = random.Random(5), Customer(), Parrot(quick=40, slow=90, warns_at=clock.now() + 60)
    for life in range(1, LIVES + 1):
        # In every life it has something new to do, however fast the machine is.
        customer.letters = letters(3 * life)
        with forked(service(tmp_path, mind), tmp_path) as desk, killed_within(desk, dice.uniform(0.0, 0.15)):
            # As if two minutes had passed since the last try: by then a copy that is not there proves that it was not taken.
            customer.ask(desk.settings, clock.now() + life * SETTLING, virtual=False)
            while True:
                customer.listen(desk.settings, virtual=False)
    texts, until = sorted([*answers(len(customer.letters)), WARNING]), clock.steady() + 30
    with forked(service(tmp_path, mind), tmp_path) as desk:
        customer.ask(desk.settings, clock.now() + (LIVES + 1) * SETTLING, virtual=False)
        while len(customer.texts) < len(texts) and clock.steady() < until:
            customer.listen(desk.settings, virtual=False)
    assert sorted(customer.texts) == texts
    assert sorted(kept(tmp_path, Side.HEARD)) == sorted(letter.id for letter in customer.letters)


def test_mails_that_were_due_while_it_was_away_go_out_at_once(tmp_path: Path) -> None:
    customer, mind = Customer(), Parrot(quick=200, slow=300)
    with forked(service(tmp_path, mind), tmp_path) as desk:
        customer.ask(desk.settings, clock.now(), virtual=False)
    Event().wait(0.4)
    with forked(service(tmp_path, mind), tmp_path) as desk:
        began = clock.steady()
        while len(customer.texts) < 4 and clock.steady() < began + 5:
            customer.listen(desk.settings, virtual=False)
    assert sorted(customer.texts) == sorted(answers(2))
    assert clock.steady() - began < 1
