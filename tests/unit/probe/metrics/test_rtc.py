from __future__ import annotations

import pytest

from houdun.media.events import RtcStats
from houdun.media.track import Kind
from houdun.probe.metrics.rtc import Rtc
from houdun.probe.window import Window
from houdun.testing import windows as w


def stats(second: int, kind: Kind = Kind.VIDEO, **values: float) -> Window:
    window = w.silence(second)
    window.rtc.append(RtcStats(kind, window.start + 0.5, values))
    return window


def test_loss_is_the_share_of_this_second() -> None:
    found = w.measured(Rtc(), [stats(0, packetsReceived=100, packetsLost=0), stats(1, packetsReceived=190, packetsLost=10)])
    assert found["packet_loss"] == pytest.approx([0.0, 0.1])
    assert found["packetsLost"] == [0, 10]


def test_counters_are_summed_over_both_tracks_and_jitter_is_the_worse() -> None:
    window = stats(0, nackCount=3, pliCount=1, jitter=0.004)
    window.rtc.append(RtcStats(Kind.AUDIO, window.start + 0.5, {"nackCount": 2, "jitter": 0.020}))
    found = w.measured(Rtc(), [window])
    assert (found["nackCount"], found["pliCount"], found["jitter"]) == ([5], [1], [0.020])


def test_the_stay_in_the_jitter_buffer_is_that_of_this_second() -> None:
    found = w.measured(
        Rtc(),
        [
            stats(0, jitterBufferDelay=2.0, jitterBufferEmittedCount=50),
            stats(1, jitterBufferDelay=6.0, jitterBufferEmittedCount=100),
        ],
    )
    assert found["jitter_buffer_delay"] == pytest.approx([40.0, 80.0])


def test_packets_that_turn_up_late_are_no_negative_loss() -> None:
    found = w.measured(Rtc(), [stats(0, packetsReceived=90, packetsLost=10), stats(1, packetsReceived=200, packetsLost=4)])
    assert found["packet_loss"][1] >= 0.0


def test_counters_that_begin_anew_are_counted_from_there() -> None:
    found = w.measured(Rtc(), [stats(0, packetsReceived=900, packetsLost=0), stats(1, packetsReceived=80, packetsLost=20)])
    assert found["packet_loss"][1] == pytest.approx(0.2)


def test_other_protocols_have_no_such_counters() -> None:
    assert w.measured(Rtc(), [w.window(0)]) == {}
