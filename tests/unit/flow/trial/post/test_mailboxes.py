from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from houdun import clock
from houdun.channel.port import Incoming
from houdun.channel.wake import Wake
from houdun.errors import OutsideError, RefusedError
from houdun.flow.trial import operator, record
from houdun.flow.trial.ahead.imagined import World
from houdun.flow.trial.post import mailboxes
from houdun.flow.trial.record import Memory
from houdun.flow.trial.turns import Turns
from houdun.language import Bilingual
from houdun.testing.post import Post
from houdun.testing.trials import questions
from tests.trial_given import BLOCKS, PERSONAS, TERMS

WRONG = RefusedError(Bilingual("密码不对", "wrong password"), Bilingual("请改正", "correct it"))
DOWN = OutsideError(Bilingual("连不上", "it does not answer"), Bilingual("再试", "try again"))
BOX = "ops"


class Box(Post):
    """Tells when something has come, and fails as often as it is told to."""

    def __init__(self, stop: Wake) -> None:
        super().__init__()
        self._stop, self.refusals, self.tries = stop, list[Exception](), 0

    def new(self, cursor: str) -> Iterator[Incoming]:
        self.tries += 1
        if self.refusals:
            raise self.refusals.pop(0)
        yield from super().new(cursor)

    def wait(self, seconds: float) -> None:
        self._stop.wait(0.02)


class Listener:
    """A trial that listens to one mailbox."""

    def __init__(self, stop: Wake) -> None:
        self.trial = World(TERMS, BLOCKS, PERSONAS, questions(), seed=1).trial()
        self.troubles: list[Exception] = []
        self.turns, self.box, self.stop = Turns(self.trial, self.trouble), Box(stop), stop
        self.journal = self.trial.means.journal

    def trouble(self, whose: str, error: Exception, seconds: float) -> None:
        self.troubles.append(error)

    def listens(self, until: Callable[[], bool], seconds: float = 8) -> None:
        (inbox,) = mailboxes.opened(self.journal, {BOX: self.box}, 1)
        end = clock.steady() + seconds
        with mailboxes.listening([inbox], self.turns, self.journal, self.stop, self.trouble):
            while not until() and clock.steady() < end:
                threading.Event().wait(0.01)
        assert until()

    def taken(self) -> list[str]:
        return [entry.data["uid"] for entry in self.journal.read(record.INBOX)]


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Wake() as stop:
        yield Listener(stop)


def test_a_mailbox_is_read_from_where_it_ended_before_the_first_letter() -> None:
    journal, post = Memory(), Post()
    post.arrive("an old word")
    first = mailboxes.opened(journal, {BOX: post}, 1)
    post.arrive("a new word")
    again = mailboxes.opened(journal, {BOX: post}, 2)
    assert first[0].cursor == again[0].cursor
    assert [each.text for each in post.new(again[0].cursor)] == ["a new word"]


def test_what_comes_is_taken_in(listener: Listener) -> None:
    listener.listens(lambda: bool(listener.box.tries))
    with Wake() as stop:
        listener.stop = stop
        arrived = listener.box.arrive("We maintain our nodes.")
        listener.listens(lambda: listener.taken() == [arrived.uid])


def test_an_outage_is_told_and_waited_out(listener: Listener) -> None:
    listener.box.refusals = [DOWN]
    listener.listens(lambda: listener.box.tries > 1)
    assert listener.troubles == [DOWN]
    assert listener.turns.failed is None


def test_a_refusal_is_a_task_and_is_tried_again_when_a_person_says_so(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "GLANCE", 0.05)
    listener.box.refusals = [WRONG]
    answered: list[int] = []

    def again() -> bool:
        task = next(iter(operator.tasks(listener.journal)), None)
        if task is not None and not answered:
            assert (task.data["kind"], task.data["mailbox"]) == ("mailbox", BOX)
            answered.append(listener.box.tries)
            operator.seen(listener.journal, task.key, 1)
        return listener.box.tries > 1

    listener.listens(again)
    assert answered == [1]


def test_a_refusal_that_nobody_has_seen_to_is_one_task_through_restarts() -> None:
    journal = Memory()
    for _ in range(2):
        with Wake() as stop:
            listener = Listener(stop)
            listener.journal, listener.box.refusals = journal, [WRONG]
            listener.listens(lambda: bool(list(operator.tasks(journal))))
    assert len(list(journal.read(record.TASK))) == 1


def test_where_a_message_cannot_be_written_down_the_trial_says_so(listener: Listener) -> None:
    listener.box.arrive("word")
    listener.trial.receive = lambda *_: (_ for _ in ()).throw(DOWN)  # type: ignore[method-assign]  # a store that is down
    listener.box.end = lambda: ""  # type: ignore[method-assign]  # read from its beginning
    listener.listens(lambda: listener.turns.failed is DOWN)
