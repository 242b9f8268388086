from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from houdun.media.pacing import paced
from houdun.media.track import Kind, Packet
from houdun.testing.publishing import Wall

EPOCH = Wall().epoch


def packets(*at: float) -> Iterator[Packet]:
    for number, each in enumerate(at):
        yield Packet(kind=Kind.VIDEO, data=b"", pts=number, dts=number, duration=1, key=False, at=each)


def test_each_packet_leaves_when_it_is_due() -> None:
    wall = Wall()
    left = [(wall.seconds - EPOCH, lag) for _, lag in paced(packets(0.0, 0.5, 0.75), EPOCH, now=wall.now, wait=wall.wait)]
    assert left == [(0.0, 0.0), (0.5, 0.0), (0.75, 0.0)]


@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=50), st.lists(st.floats(0, 0.3), min_size=50, max_size=50))
def test_lateness_never_adds_up(steps: list[float], work: list[float]) -> None:
    """Whatever sending takes, a packet leaves at its own moment, or at once where that has passed."""
    wall = Wall()
    at = [sum(steps[: number + 1]) for number in range(len(steps))]
    free = EPOCH
    for (packet, lag), took in zip(paced(packets(*at), EPOCH, now=wall.now, wait=wall.wait), work, strict=False):
        due = EPOCH + packet.at
        assert abs(wall.seconds - max(due, free)) < 1e-6
        assert abs(lag - max(0.0, wall.seconds - due)) < 1e-6
        wall.seconds += took
        free = wall.seconds


def test_it_stops_within_a_packet() -> None:
    wall = Wall(waits=3)
    assert len(list(paced(packets(*range(100)), EPOCH, now=wall.now, wait=wall.wait))) == 3
