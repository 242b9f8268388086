from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.port import Delivery, Fate, Letter
from houdun.errors import HoudunError, InputError, OutsideError, RefusedError
from houdun.facts.time import HOUR, MINUTE, SECOND, Millis
from houdun.flow.trial.post.outbox import AskFate, Gone, Issued, Later, Never, Outbox
from houdun.flow.trial.record import Memory
from houdun.language import Bilingual
from houdun.testing.post import SETTLING, Post
from houdun.testing.trials import letter

WORDS = Bilingual("不行", "no")


def down() -> HoudunError:
    return OutsideError(WORDS, WORDS)


class Fixed:
    """A sender that always says the same."""

    kind: ClassVar[str] = "fixed"

    def __init__(self, fate: Fate) -> None:
        self._fate = fate

    def send(self, letter: Letter, now: Millis, attempted_at: Millis | None = None) -> Delivery:
        return Delivery(fate=self._fate)


def test_a_letter_that_is_out_is_gone_at_its_moment() -> None:
    post = Post()
    assert Outbox(Memory(), post).post(letter(), 1000) == Gone(1000)
    assert list(post.letters) == [letter().id]


def test_a_server_that_is_down_is_tried_later_and_later_and_the_letter_goes_out_once() -> None:
    post, now = Post(), 0
    outbox = Outbox(Memory(), post)
    post.failures.extend(down() for _ in range(3))
    waits = []
    while not isinstance(tried := outbox.post(letter(), now), Gone):
        assert isinstance(tried, Later)
        assert tried.reason == WORDS
        waits.append(tried.at - now)
        now = tried.at
    assert waits == [1 * SECOND, 2 * SECOND, 4 * SECOND]
    assert len(post.letters) == 1


def test_after_an_hour_of_outage_the_letter_goes_out_without_a_look_up() -> None:
    journal, post = Memory(), Post()
    post.failures.append(down())
    Outbox(journal, post).post(letter(), 0)
    assert Outbox(journal, post).post(letter(), HOUR) == Gone(HOUR)


@pytest.mark.parametrize("error", [RefusedError(WORDS, WORDS), InputError(WORDS, WORDS)])
def test_what_is_refused_never_goes_out(error: HoudunError) -> None:
    post = Post()
    post.failures.append(error)
    assert Outbox(Memory(), post).post(letter(), 0) == Never(WORDS)


@pytest.mark.parametrize("got_through", [True, False])
def test_a_kill_between_sending_and_recording_sends_nothing_twice(got_through: bool) -> None:
    journal, post = Memory(), Post()
    post.in_doubt.append(got_through)
    first = Outbox(journal, post).post(letter(), 0)
    assert first == Later(SETTLING)
    after_the_kill = Outbox(journal, post)
    assert after_the_kill.post(letter(), SETTLING) == Gone(0 if got_through else SETTLING)
    assert list(post.letters) == [letter().id]


def test_restarts_do_not_put_off_the_moment_from_which_a_copy_that_is_not_there_tells() -> None:
    journal, post = Memory(), Post()
    post.in_doubt.append(False)
    Outbox(journal, post).post(letter(), 0)
    for now in (SETTLING // 2, SETTLING - SECOND):
        assert Outbox(journal, post).post(letter(), now) == Later(SETTLING)
    assert Outbox(journal, post).post(letter(), SETTLING) == Gone(SETTLING)


def test_a_letter_is_in_doubt_as_long_as_one_of_its_tries_may_have_gone_through() -> None:
    journal, post = Memory(), Post()
    outbox = Outbox(journal, post)
    assert not outbox.in_doubt(letter())
    post.failures.append(down())
    outbox.post(letter(), 0)
    assert not outbox.in_doubt(letter())
    post.in_doubt.append(False)
    outbox.post(letter(), MINUTE)
    assert outbox.in_doubt(letter())
    assert Outbox(journal, post).in_doubt(letter())
    outbox.failed(letter(), MINUTE)
    assert not outbox.in_doubt(letter())


def test_a_try_in_doubt_stays_in_doubt_through_an_outage() -> None:
    journal, post = Memory(), Post()
    post.in_doubt.append(True)
    Outbox(journal, post).post(letter(), 0)
    post.failures.append(down())
    assert isinstance(Outbox(journal, post).post(letter(), MINUTE), Later)
    assert Outbox(journal, post).post(letter(), HOUR) == Gone(0)


@given(st.lists(st.sampled_from(["down", "lost", "through", "kill"]), max_size=8))
def test_whatever_happens_between_a_letter_goes_out_at_most_once(troubles: list[str]) -> None:
    journal, post, now = Memory(), Post(), 0
    outbox = Outbox(journal, post)
    for trouble in troubles:
        if trouble == "kill":
            outbox = Outbox(journal, post)
            continue
        if trouble == "down":
            post.failures.append(down())
        else:
            post.in_doubt.append(trouble == "through")
        tried = outbox.post(letter(), now)
        now = tried.at if isinstance(tried, Later) else now + MINUTE
        post.in_doubt.clear()
    now += HOUR
    while not isinstance(tried := outbox.post(letter(), now), Gone):
        assert isinstance(tried, Later)
        now = tried.at
    assert list(post.letters) == [letter().id]


def test_what_nobody_can_tell_is_for_a_person() -> None:
    assert isinstance(Outbox(Memory(), Fixed(Fate.UNKNOWN)).post(letter(), 0), AskFate)


def test_what_a_person_sends_is_issued() -> None:
    assert isinstance(Outbox(Memory(), Fixed(Fate.ISSUED)).post(letter(), 0), Issued)


class Doubtful:
    """A sender that never knows, and remembers what it was told of earlier tries."""

    kind: ClassVar[str] = "doubtful"

    def __init__(self) -> None:
        self.told: list[Millis | None] = []

    def send(self, letter: Letter, now: Millis, attempted_at: Millis | None = None) -> Delivery:
        self.told.append(attempted_at)
        return Delivery(fate=Fate.UNKNOWN)


def test_that_a_try_failed_says_nothing_of_a_later_one_however_often_it_is_said() -> None:
    journal, sender = Memory(), Doubtful()
    outbox = Outbox(journal, sender)
    outbox.post(letter(), 0)
    outbox.post(letter(), 5)
    outbox.failed(letter(), 10)
    outbox.post(letter(), 20)
    after_the_kill = Outbox(journal, sender)
    after_the_kill.failed(letter(), 10)
    after_the_kill.post(letter(), 30)
    assert sender.told == [None, 0, None, 20]
