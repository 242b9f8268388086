from __future__ import annotations

import math

import pytest

from houdun.media.track import Packet
from houdun.scenario import catalogue
from houdun.scenario.performance import Performance, perform
from houdun.scenario.show import load
from houdun.scenario.way import Way

SMALL = {"width": 160, "height": 90, "fps": 15, "video_kbps": 400}


def show(fault: str) -> Performance:
    solo = load("solo")
    return perform(solo, solo.setup.changed(SMALL), catalogue.parse(fault), on=(2.0, math.inf), seconds=8.0)


def waits(performance: Performance, way: Way) -> list[tuple[Packet, float]]:
    carried = ((packet, way.carry(packet)) for packet in performance)
    return [(packet, at - packet.at) for packet, at in carried if at is not None]


def test_nothing_waits_before_the_fault_and_ever_more_behind_a_narrow_uplink() -> None:
    performance = show("narrow_uplink:rate_kbps=150")
    told = waits(performance, Way(performance, 0, reliable=True))
    assert max(wait for packet, wait in told if packet.at < 2.0) == pytest.approx(0.0)
    assert told[-1][1] > 1.0


def test_a_restart_leaves_the_queue_behind() -> None:
    performance = show("narrow_uplink:rate_kbps=150")
    told = waits(performance, Way(performance, 0, reliable=True, restarts=(6.0,)))
    before, after = (next(wait for packet, wait in told if packet.at >= at) for at in (5.8, 6.0))
    assert after < before / 2


def test_datagrams_are_lost_where_a_reliable_way_only_delays() -> None:
    performance, other = show("loss_bursts:loss=0.1"), show("loss_bursts:loss=0.1")
    datagrams = waits(performance, Way(performance, 3, reliable=False))
    assert len(datagrams) < len(waits(other, Way(other, 3, reliable=True)))
