from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.channel.listening import FIRST, LONGEST, backoff, listen
from houdun.channel.port import Incoming
from houdun.channel.wake import Readable, Wake
from houdun.errors import OutsideError, RefusedError
from houdun.language import Bilingual
from houdun.testing.post import Post

WORDS = Bilingual("坏了", "broken")


def outage() -> OutsideError:
    return OutsideError(WORDS, WORDS, where="mail.example:993")


class CountedWake(Wake):
    """Waits no time, but counts it; set once so many waits were asked for."""

    def __init__(self, waits: int = 1_000_000) -> None:
        super().__init__()
        self.waited: list[float] = []
        self._left = waits

    def wait(self, seconds: float, other: Readable | None = None) -> None:
        self.waited.append(seconds)
        self._left -= 1
        if not self._left:
            self.set()


def quiet(error: OutsideError, seconds: float) -> None:
    """Nobody listens to troubles."""


def test_waits_grow_to_five_minutes_and_no_further() -> None:
    assert [backoff(failures) for failures in (1, 2, 3, 4)] == [1, 2, 4, 8]
    assert backoff(0) == FIRST
    assert backoff(10) == backoff(10_000) == LONGEST


def test_an_hour_without_the_server_is_waited_out_and_each_failure_is_told() -> None:
    with CountedWake() as wake:
        post = Post(wake)
        post.failures.extend(outage() for _ in range(20))
        post.arrive("after all")
        told: list[float] = []
        taken = next(listen(post, "", wake, lambda error, seconds: told.append(seconds)))
        assert taken.text == "after all"
        assert told == wake.waited == [backoff(failures) for failures in range(1, 21)]
        assert sum(told) > 3600


def test_after_a_success_waits_begin_small_again() -> None:
    with CountedWake(waits=6) as wake:
        post = Post(wake)
        post.arrive("one")
        post.failures.extend([outage(), outage()])
        taken = []
        for each in listen(post, "", wake, quiet):
            taken.append(each.text)
            if len(taken) < 2:
                post.arrive("two")
            post.failures.extend([outage(), outage()])
        assert taken == ["one", "two"]
        assert wake.waited == [1.0, 2.0] * 3


def test_a_wrong_password_is_not_tried_again() -> None:
    with CountedWake() as wake:
        post = Post(wake)
        post.failures.append(RefusedError(WORDS, WORDS, where="mail.example:993"))
        with pytest.raises(RefusedError):
            list(listen(post, "", wake, quiet))
        assert wake.waited == []


def test_set_to_stop_it_does_not_even_look() -> None:
    with Wake() as wake:
        wake.set()
        post = Post(wake)
        post.arrive("unseen")
        assert list(listen(post, "", wake, quiet)) == []


class Kept:
    """What a store would hold: messages and the cursor, changed together or not at all."""

    def __init__(self) -> None:
        self.uids: list[str] = []
        self.cursor = ""

    def keep(self, message: Incoming) -> None:
        if message.uid not in self.uids:
            self.uids.append(message.uid)
        self.cursor = message.cursor


EVENTS = st.lists(st.sampled_from(["arrives", "fails", "killed before keeping", "killed after keeping"]), max_size=30)


@given(EVENTS)
def test_killed_anywhere_among_outages_nothing_is_lost_and_nothing_counts_twice(events: list[str]) -> None:
    with CountedWake() as wake:
        post, kept = Post(), Kept()
        arrived = []
        for event in [*events, "killed after keeping"]:
            if event == "arrives":
                arrived.append(post.arrive("word").uid)
            elif event == "fails":
                post.failures.append(outage())
            else:
                run_until_killed(post, kept, wake, keeps=event == "killed after keeping")
        while len(kept.uids) < len(arrived):
            run_until_killed(post, kept, wake, keeps=True)
        assert kept.uids == arrived


def run_until_killed(post: Post, kept: Kept, wake: Wake, *, keeps: bool) -> None:
    """A process that takes in at most one message and dies."""
    if kept.cursor == post.newest:
        return
    for message in listen(post, kept.cursor, wake, quiet):
        if keeps:
            kept.keep(message)
        break


def test_it_is_told_when_everything_that_was_there_has_been_taken() -> None:
    post, taken = Post(), list[str]()
    post.arrive("one")
    post.arrive("two")
    with Wake() as wake:

        def abreast() -> None:
            taken.append("abreast")
            wake.set()

        for each in listen(post, "", wake, lambda error, seconds: None, every=0.0, abreast=abreast):
            taken.append(each.text)
    assert taken == ["one", "two", "abreast"]
