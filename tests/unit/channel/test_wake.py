from __future__ import annotations

import socket
import threading

from houdun import clock
from houdun.channel.wake import Wake


def test_once_set_no_wait_takes_time_any_more() -> None:
    with Wake() as wake:
        assert not wake.is_set
        wake.set()
        began = clock.steady()
        wake.wait(30)
        wake.wait(30)
        assert clock.steady() - began < 5
        assert wake.is_set


def test_a_wait_is_ended_from_another_thread() -> None:
    with Wake() as wake:
        waiting = threading.Thread(target=wake.wait, args=(30,))
        waiting.start()
        wake.set()
        waiting.join(5)
        assert not waiting.is_alive()


def test_a_wait_ends_when_the_other_has_something_to_read() -> None:
    here, there = socket.socketpair()
    with Wake() as wake, here, there:
        there.send(b"x")
        began = clock.steady()
        wake.wait(30, here)
        assert clock.steady() - began < 5
        assert not wake.is_set


def test_a_wait_ends_by_itself() -> None:
    with Wake() as wake:
        wake.wait(0.01)
        wake.wait(-1)
        assert not wake.is_set
