from __future__ import annotations

import math

import numpy as np
import pytest

from houdun.media.events import PacketSeen
from houdun.media.marks import stamp
from houdun.media.wire import h264
from houdun.probe.reading.stamps import KEPT, Stamps
from tests.events_given import EPOCH, packet

SLICE = h264.annex_b([b"\x41abc"])


def stamped(at: float, number: int, pts: float | None = None) -> PacketSeen:
    event = packet(at, stamp.insert(SLICE, EPOCH + at, number))
    event.pts = at if pts is None else pts
    return event


def known(stamps: Stamps, pts: list[float], number: list[int]) -> list[float]:
    wall = np.full(len(pts), np.nan)
    stamps.complete(wall, np.array(pts), np.array(number))
    return wall.tolist()


def test_a_picture_finds_its_packet_by_presentation_stamp() -> None:
    stamps = Stamps()
    stamps.take([stamped(0.0, 8, pts=0.1), stamped(0.033, 9, pts=0.0)])
    assert known(stamps, [0.00001, 0.1], [-1, -1]) == [EPOCH + 0.033, EPOCH]


def test_where_presentation_stamps_were_changed_the_number_tells() -> None:
    stamps = Stamps()
    stamps.take([stamped(0.0, 8), stamped(0.033, (1 << 24) + 9)])
    assert known(stamps, [500.0, math.nan], [8, 9]) == [EPOCH, EPOCH + 0.033]


def test_what_is_known_already_stays() -> None:
    stamps = Stamps()
    stamps.take([stamped(0.0, 8)])
    wall = np.array([5.0])
    stamps.complete(wall, np.array([0.0]), np.array([8]))
    assert wall.tolist() == [5.0]


def test_packets_without_a_stamp_tell_nothing() -> None:
    stamps = Stamps()
    stamps.take([packet(0.0, SLICE), packet(0.1)])
    assert math.isnan(known(stamps, [0.0], [0])[0])


def test_packets_without_times_are_survived() -> None:
    stamps = Stamps()
    stamps.take([stamped(0.0, 1, pts=math.nan), stamped(0.0, 2, pts=math.inf)])
    assert known(stamps, [math.inf, math.nan], [-1, 1]) == [EPOCH, EPOCH]


def test_what_is_old_is_forgotten() -> None:
    stamps = Stamps()
    stamps.take(stamped(n / 30, n) for n in range(3 * KEPT))
    first, last = known(stamps, [0.0, (3 * KEPT - 1) / 30], [0, 3 * KEPT - 1])
    assert math.isnan(first)
    assert last == pytest.approx(EPOCH + (3 * KEPT - 1) / 30, abs=1e-6)
