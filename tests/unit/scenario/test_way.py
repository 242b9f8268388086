from __future__ import annotations

import math

import pytest

from houdun.media.track import Packet
from houdun.scenario import carousel, catalogue
from houdun.scenario.performance import Performance, perform
from houdun.scenario.show import load
from houdun.scenario.way import Way

SMALL = {"width": 160, "height": 90, "fps": 15, "video_kbps": 400}


@pytest.fixture(autouse=True)
def _short_loops(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp()))
    monkeypatch.setattr(carousel, "LEAST_S", 8.0)


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
    assert told[-1][1] > 0.5


def test_at_a_restart_what_still_waited_is_lost_and_nothing_waits_for_it() -> None:
    performance = show("narrow_uplink:rate_kbps=150")
    told = waits(performance, Way(performance, 0, reliable=True, restarts=(6.0,)))
    assert max(packet.at + wait for packet, wait in told if packet.at < 6.0) < 6.0
    before, after = (
        max(packet.at for packet, _ in told if packet.at < 6.0),
        next(wait for packet, wait in told if packet.at >= 6.0),
    )
    assert before < 5.5
    assert after < 0.5


def test_datagrams_are_lost_where_a_reliable_way_only_delays() -> None:
    performance, other = show("loss_bursts:loss=0.1"), show("loss_bursts:loss=0.1")
    datagrams = waits(performance, Way(performance, 3, reliable=False))
    assert len(datagrams) < len(waits(other, Way(other, 3, reliable=True)))
