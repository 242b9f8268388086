"""The port of a fault: one that overrides nothing changes nothing, and no two faults share a name."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from houdun.language import Bilingual
from houdun.media.events import Event, Trouble, TroubleSeen
from houdun.media.track import Kind, Packet
from houdun.scenario import catalogue
from houdun.scenario.fault import REGISTRY, Fault, Moment, Picture, Sound, Source, fault
from houdun.scenario.setup import Setup

MOMENT = Moment(at=5.0, since=1.0, setup=Setup())


def test_a_fault_that_overrides_nothing_changes_nothing_of_what_is_sent() -> None:
    plain, plane = Fault({}), np.zeros((2, 2), np.uint8)
    picture = Picture(1, 0.1, plane, plane, plane)
    sound = Sound(0, 0.0, np.zeros((2, 4), np.float32))
    packet = Packet(kind=Kind.AUDIO, data=b"x", pts=0, dts=0, duration=1, key=True, at=0.0)
    assert plain.settings(MOMENT.setup) is MOMENT.setup
    assert plain.picture(picture, MOMENT) is picture
    assert plain.restrip(7, 1.5, MOMENT) == (7, 1.5)
    assert plain.sound(sound, Source(), MOMENT) is sound
    assert list(plain.packet(packet, MOMENT)) == [packet]
    assert plain.address("rtmp://a/b", MOMENT.setup) == "rtmp://a/b"


def test_a_fault_that_overrides_nothing_leaves_network_server_and_player_alone() -> None:
    plain = Fault({})
    seen: list[Event] = [TroubleSeen(1.0, Trouble.ENDED, Bilingual("完", "end"))]
    assert plain.uplink(MOMENT) is None
    assert plain.downlink(MOMENT) is None
    assert not plain.holds_playlist(MOMENT)

    def events() -> Iterator[Event]:
        yield from seen

    assert list(plain.served(events(), lambda _: MOMENT)) == seen
    assert list(plain.received(events(), lambda _: MOMENT)) == seen


def test_a_second_fault_of_the_same_name_is_refused_and_the_first_stays() -> None:
    first = catalogue.find("muted")
    with pytest.raises(ValueError, match="two faults are called muted"):
        fault(first.facts)(type("Other", (Fault,), {}))
    assert REGISTRY["muted"] is first
