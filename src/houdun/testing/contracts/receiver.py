"""The contract of `Receiver`: a channel's test inherits it, says how to make one and how something arrives, and adds its own."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterator

import pytest

from houdun import clock
from houdun.channel.port import Incoming, Receiver
from houdun.channel.wake import Wake
from houdun.errors import OutsideError
from houdun.testing.contracts.sender import check_shown

SOON = 2.0
"""Seconds within which what arrives is to be noticed."""


class ReceiverContract:
    """Give `receiver`, `arrive` (a message with this text comes in at the other end), and one `of_nobody` (None where nobody has to be there)."""

    def receiver(self, wake: Wake) -> Receiver:
        raise NotImplementedError

    def arrive(self, text: str) -> None:
        raise NotImplementedError

    def of_nobody(self, wake: Wake) -> Receiver | None:
        return None

    @pytest.fixture(autouse=True)
    def waking(self) -> Iterator[None]:
        with Wake() as self.wake:
            yield

    @contextlib.contextmanager
    def opened(self) -> Iterator[Receiver]:
        receiver = self.receiver(self.wake)
        try:
            yield receiver
        finally:
            receiver.close()

    def taken(self, cursor: str) -> list[Incoming]:
        """By a receiver that has just been started, as after a crash."""
        with self.opened() as receiver:
            return list(receiver.new(cursor))

    def test_it_is_a_receiver_that_says_its_kind(self) -> None:
        with self.opened() as receiver:
            assert isinstance(receiver, Receiver)
            assert receiver.kind.isidentifier()

    def test_what_was_there_before_the_end_is_not_taken_and_what_comes_after_it_is(self) -> None:
        self.arrive("before")
        with self.opened() as receiver:
            cursor = receiver.end()
        self.arrive("一")
        self.arrive("two")
        assert [each.text for each in self.taken(cursor)] == ["一", "two"]
        assert [each.text for each in self.taken("")] == ["before", "一", "two"]

    def test_wherever_it_is_killed_it_goes_on_behind_the_last_message_that_was_kept(self) -> None:
        texts = [f"word {number}" for number in range(5)]
        for text in texts:
            self.arrive(text)
        taken = self.taken("")
        assert [each.text for each in taken] == texts
        for number, each in enumerate(taken, start=1):
            assert [later.text for later in self.taken(each.cursor)] == texts[number:]

    def test_a_message_handed_out_and_not_kept_comes_again_as_the_same(self) -> None:
        self.arrive("first")
        self.arrive("second")
        with self.opened() as receiver:
            abandoned = next(iter(receiver.new("")))
        again = self.taken("")
        assert (again[0].uid, again[0].text, again[0].at) == (abandoned.uid, "first", abandoned.at)
        assert len({each.uid for each in again}) == 2

    def test_the_bytes_are_handed_over_under_their_hash(self) -> None:
        self.arrive("evidence")
        (taken,) = self.taken("")
        assert hashlib.sha256(taken.raw).hexdigest() == taken.source.blob
        assert "raw" not in repr(taken)

    def test_nothing_new_is_nothing(self) -> None:
        with self.opened() as receiver:
            assert list(receiver.new(receiver.end())) == []

    def test_what_arrives_ends_the_wait(self) -> None:
        with self.opened() as receiver:
            cursor = receiver.end()
            assert list(receiver.new(cursor)) == []
            arriving = threading.Timer(0.2, self.arrive, ["here"])
            arriving.start()
            began = clock.steady()
            taken: list[Incoming] = []
            while not taken and clock.steady() < began + 10:
                receiver.wait(10)
                taken = list(receiver.new(cursor))
            arriving.join()
        assert [each.text for each in taken] == ["here"]
        assert clock.steady() - began < 0.2 + SOON

    def test_what_arrived_between_looking_and_waiting_ends_the_wait_at_once(self) -> None:
        with self.opened() as receiver:
            cursor = receiver.end()
            assert list(receiver.new(cursor)) == []
            self.arrive("in between")
            began = clock.steady()
            taken: list[Incoming] = []
            while not taken and clock.steady() < began + 10:
                receiver.wait(0.5)
                taken = list(receiver.new(cursor))
        assert [each.text for each in taken] == ["in between"]
        assert clock.steady() - began < SOON

    def test_where_nobody_is_there_it_says_so_and_shows_no_password(self) -> None:
        receiver = self.of_nobody(self.wake)
        if receiver is None:
            pytest.skip("nobody has to be there")
        for use in (receiver.end, lambda: list(receiver.new("")), lambda: receiver.wait(1.0)):
            with pytest.raises(OutsideError) as caught:
                use()
            check_shown(caught.value, receiver)
