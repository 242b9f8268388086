"""What the other side may do to a player, whatever the protocol: each ends in time, in a clear error or a clear last event."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from houdun import clock
from houdun.errors import HoudunError, InputError, OutsideError
from houdun.language import Bilingual
from houdun.media.endpoints.live import Item, LivePlayer
from houdun.media.endpoints.port import Patience
from houdun.media.events import Event, HttpSeen, PacketSeen, Trouble, TroubleSeen, VideoSeen
from houdun.media.track import Kind, Packet
from houdun.testing.streams import encoded

SHORT = Patience(connect=0.3, silence=0.2)


class Script:
    """A `Source` that does what it is told, step by step, and is silent afterwards."""

    rhythm = 0.0

    def __init__(self, *steps: list[Item] | Exception) -> None:
        self._steps = iter(steps)
        self.closed = False

    def receive(self, timeout: float) -> Iterator[Item]:
        step = next(self._steps, TimeoutError())
        if isinstance(step, Exception):
            raise step
        yield from step

    def ready(self, timeout: float) -> bool:
        return False

    def interrupt(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


class Talk(Script):
    """Goes on with something that is no packet."""

    def receive(self, timeout: float) -> Iterator[Item]:
        step = next(self._steps, [])
        assert isinstance(step, list)
        yield from step


MEDIA: list[Item] = list(encoded(0.5))
NONSENSE = InputError(Bilingual("乱码", "nonsense"), Bilingual("改", "mend it"))
FETCHED = HttpSeen(0.0, "playlist", 200, {"age": "3"}, 7)


def player(script: Script) -> LivePlayer:
    return LivePlayer(lambda timeout, stopped: script, SHORT, where="the address")


def last(events: list[Event]) -> list[Trouble]:
    return [event.what for event in events if isinstance(event, TroubleSeen)]


@pytest.mark.parametrize(
    ("end", "troubles"),
    [
        (EOFError(), [Trouble.ENDED]),
        (ConnectionResetError(104, "reset"), [Trouble.ENDED]),
        (TimeoutError(), [Trouble.STALLED]),
        (NONSENSE, [Trouble.BROKEN, Trouble.ENDED]),
    ],
)
def test_after_the_first_packet_every_end_is_an_event(end: Exception, troubles: list[Trouble]) -> None:
    script = Script(MEDIA, end)
    events = list(player(script))
    assert last(events) == troubles
    assert sum(isinstance(event, VideoSeen) for event in events) == 15
    assert script.closed


@pytest.mark.parametrize(
    ("end", "error"),
    [(EOFError(), OutsideError), (ConnectionResetError(), OutsideError), (TimeoutError(), OutsideError), (NONSENSE, InputError)],
)
@pytest.mark.parametrize("before", [[], [FETCHED]])
def test_before_the_first_packet_every_end_is_an_error_with_its_place(
    before: list[Item], end: Exception, error: type[HoudunError]
) -> None:
    script = Script(before, end)
    with pytest.raises(error, match="the address"):
        list(player(script))
    assert script.closed


def test_what_was_fetched_before_the_first_packet_is_told_with_it() -> None:
    events = list(player(Script([FETCHED], MEDIA, EOFError())))
    assert events[0] == FETCHED


@pytest.mark.parametrize(("before", "begun"), [([], False), ([MEDIA], True)])
def test_talk_without_packets_does_not_outlast_patience(before: list[list[Item]], begun: bool) -> None:
    script = Talk(*before)
    began = clock.steady()
    if begun:
        assert last(list(player(script))) == [Trouble.STALLED]
    else:
        with pytest.raises(OutsideError, match="no picture or sound"):
            list(player(script))
    assert clock.steady() - began < 1.0


def test_a_slow_path_may_be_silent_as_long_as_its_rhythm() -> None:
    script = Script(MEDIA, [], EOFError())
    script.rhythm = 60.0
    waits: list[float] = []
    receive = script.receive

    def noted(timeout: float) -> Iterator[Item]:
        waits.append(timeout)
        return receive(timeout)

    script.receive = noted  # type: ignore[method-assign]  # of this object only
    list(player(script))
    assert waits[0] < 1.0
    assert 59.0 < waits[-1] <= 60.0


def test_what_came_before_a_failure_in_the_same_breath_is_not_lost() -> None:
    class Breath(Script):
        def receive(self, timeout: float) -> Iterator[Item]:
            yield from MEDIA
            raise EOFError

    assert sum(isinstance(event, PacketSeen) for event in player(Breath())) > 30


@pytest.mark.parametrize(("quiet", "pictures"), [(True, 1), (False, 0)])
def test_what_is_held_back_is_told_when_the_path_falls_silent(quiet: bool, pictures: int) -> None:
    class Halting(Script):
        def ready(self, timeout: float) -> bool:
            return not quiet

        def receive(self, timeout: float) -> Iterator[Item]:
            told.append(sum(isinstance(event, VideoSeen) for event in events))
            return super().receive(timeout)

    told, events = list[int](), list[Event]()
    one = next(n for n, item in enumerate(MEDIA) if isinstance(item, Packet) and item.kind is Kind.VIDEO)
    for event in player(Halting(MEDIA[: one + 1], [], EOFError())):
        events.append(event)
    assert told == [0, pictures, pictures]
    assert sum(isinstance(event, VideoSeen) for event in events) == 1


def test_what_was_fetched_between_packets_is_told_between_their_events() -> None:
    events = list(player(Script([*MEDIA[:5], FETCHED, *MEDIA[5:8]], EOFError())))
    place = events.index(FETCHED)
    assert all(any(isinstance(event, PacketSeen) for event in part) for part in (events[:place], events[place:]))
    assert sum(isinstance(event, PacketSeen) for event in events[:place]) == sum(isinstance(item, Packet) for item in MEDIA[:5])


def test_stopped_while_it_connects_it_ends_without_an_error() -> None:
    made: list[LivePlayer] = []

    def connect(timeout: float, stopped: object) -> Script:
        made[0].stop()
        raise OutsideError(Bilingual("不通", "no way"), Bilingual("等", "wait"))

    made.append(LivePlayer(connect, SHORT, where=""))
    assert list(made[0]) == []
