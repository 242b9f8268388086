"""What every relay has in common, with a carrier that only notes."""

from __future__ import annotations

import errno
import threading

import pytest

from houdun.errors import OutsideError
from houdun.media.link.model import CLEAR, Impairment, Line
from houdun.media.link.relay import Relay


class Noting:
    """Notes what becomes of it; `refuses` to start where asked to."""

    port = 4711
    refuses = False

    def __init__(self, up: Line, down: Line) -> None:
        self.lines, self.done = (up, down), list[str]()
        self.nudged = threading.Event()

    async def start(self) -> None:
        if self.refuses:
            raise OSError(errno.EADDRINUSE, "Address already in use")
        self.done.append("start")

    async def stop(self) -> None:
        self.done.append("stop")

    def nudge(self) -> None:
        self.nudged.set()


class Refusing(Noting):
    refuses = True


def relay(made: list[Noting], kind: type[Noting] = Noting) -> Relay:
    def carrier(up: Line, down: Line) -> Noting:
        made.append(kind(up, down))
        return made[-1]

    return Relay(carrier, reliable=True)


def test_a_carrier_lives_as_long_as_its_link_and_hears_of_every_change() -> None:
    made: list[Noting] = []
    narrow = Impairment(rate_kbps=100)
    with relay(made) as link:
        (carrier,) = made
        assert (link.host, link.port) == ("127.0.0.1", 4711)
        link.change(up=narrow)
        assert carrier.nudged.wait(5)
        assert [line.impairment for line in carrier.lines] == [narrow, CLEAR]
        carrier.nudged.clear()
        link.change()
        assert carrier.nudged.wait(5)
        assert [line.impairment for line in carrier.lines] == [CLEAR, CLEAR]
    assert carrier.done == ["start", "stop"]


def test_a_link_that_cannot_start_says_so_and_leaves_no_thread() -> None:
    with pytest.raises(OutsideError, match="Address already in use"):
        relay([], Refusing).__enter__()
    assert "impaired-link" not in [thread.name for thread in threading.enumerate()]
