from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from math import inf
from pathlib import Path

import pytest

from houdun.media.track import Kind, Packet, Track
from houdun.scenario import carousel
from houdun.scenario.carousel import Carousel
from houdun.scenario.fault import Fault, Moment
from houdun.scenario.live import Live
from houdun.scenario.performance import Performance, perform
from houdun.scenario.setup import Setup
from houdun.scenario.show import load

SMALL = Setup(width=160, height=90, fps=15, video_kbps=60)
EPOCH = 1_700_000_000.0


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds the loop of SMALL once it was built."""
    folder = tmp_path_factory.mktemp("carousels")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carousel, "LEAST_S", 8.0)
        carousel.loop(load("solo"), SMALL, stream=1, seed=0, folder=folder)
    return folder


class Packets(Fault):
    """Does to each packet what it was given."""

    def __init__(self, **change: float) -> None:
        super().__init__({})
        self.change, self.moments = change, list[Moment]()

    def packet(self, packet: Packet, moment: Moment) -> Iterable[Packet]:
        self.moments.append(moment)
        if packet.kind is Kind.AUDIO:
            return (packet,)
        return (replace(packet, at=packet.at + self.change.get("late", 0.0), pts=packet.pts + int(self.change.get("ticks", 0))),)


class Encoding(Fault):
    encodes = True


def show(cache: Path, fault: Fault | None = None, *, setup: Setup = SMALL, seconds: float = 3.0, **how: object) -> Performance:
    return perform(load("solo"), setup, fault, seconds=seconds, epoch=EPOCH, cache=cache, **how)  # type: ignore[arg-type]  # as given


def test_packets_come_in_the_order_of_leaving_and_end_in_time(cache: Path) -> None:
    for fault in (None, Encoding({})):
        packets = list(show(cache, fault))
        assert [packet.at for packet in packets] == sorted(packet.at for packet in packets)
        assert packets[-1].at < 3.0
        assert sum(packet.kind is Kind.VIDEO for packet in packets) == 45


def test_what_acts_in_the_encoder_is_encoded_live_and_all_else_rides(cache: Path) -> None:
    def steps(fault: Fault | None, **how: object) -> type:
        return type(show(cache, fault, **how)._steps)  # type: ignore[arg-type]  # as given

    assert steps(None) is Carousel
    assert steps(Packets()) is Carousel
    assert steps(Encoding({})) is Live
    assert steps(Packets(), remedies=[(1.0, {"video_kbps": 40})]) is Live
    assert steps(Packets(), remedies=[(1.0, {"uplink_kbps": 40.0})]) is Carousel
    assert steps(None, setup=replace(SMALL, sample_rate=44_100)) is Live


def test_the_same_is_the_same_to_the_last_bit(cache: Path) -> None:
    for fault in (None, Encoding({})):
        assert list(show(cache, fault)) == list(show(cache, fault))


def test_a_fault_s_packets_are_its_own_only_while_it_is_on(cache: Path) -> None:
    fault = Packets(ticks=180_000)
    stamps = [packet.pts for packet in show(cache, fault, on=(1.0, 2.0)) if packet.kind is Kind.VIDEO]
    assert stamps == [number * 6000 + (180_000 if 15 <= number < 30 else 0) for number in range(45)]
    assert all(1.0 <= moment.at < 2.0 and moment.since == moment.at - 1.0 for moment in fault.moments)


def test_late_packets_let_the_other_track_pass_but_never_one_of_their_own(cache: Path) -> None:
    packets = list(show(cache, Packets(late=0.4), on=(1.0, 2.0)))
    video = [packet for packet in packets if packet.kind is Kind.VIDEO]
    sound = [packet for packet in packets if packet.kind is Kind.AUDIO]
    clean = [packet.at for packet in show(cache) if packet.kind is Kind.VIDEO]
    assert [packet.pts for packet in video] == [number * 6000 for number in range(45)]
    assert all(earlier.at <= later.at for earlier, later in pairwise(packets))
    assert video[14].at == clean[14]
    assert video[20].at == pytest.approx(clean[20] + 0.4)
    assert clean[31] + 0.2 < video[31].at == pytest.approx(video[30].at)
    assert max(later.at - earlier.at for earlier, later in pairwise(sound)) < 0.05


def test_the_sound_s_own_delay_is_in_its_stamps(cache: Path) -> None:
    def stamps(setup: Setup) -> list[int]:
        return [packet.pts for packet in show(cache, setup=setup) if packet.kind is Kind.AUDIO]

    assert [late - clean for late, clean in zip(stamps(replace(SMALL, audio_delay_ms=125.0)), stamps(SMALL), strict=True)] == [
        6000
    ] * len(stamps(SMALL))


def test_tracks_are_those_of_the_packet_given_last(cache: Path) -> None:
    performance = show(cache, Encoding({}), remedies=[(1.0, {"width": 320, "height": 180})])
    widths = [(packet.at, performance.tracks[0].width) for packet in performance if packet.kind is Kind.VIDEO]
    assert [width for at, width in widths if at < 1.0] == [160] * 15
    assert [width for at, width in widths if at >= 1.0] == [320] * 30


def test_a_restart_loses_what_still_waited(cache: Path) -> None:
    class Slow(Packets):
        encodes = True

    performance = show(cache, Slow(late=0.5), remedies=[(1.5, {"width": 320, "height": 180})], on=(1.0, 1.5))
    video = [packet.pts // 6000 for packet in performance if packet.kind is Kind.VIDEO]
    assert video == [*range(16), *range(23, 45)]


def test_after_a_restart_nothing_waits_for_what_was_lost(cache: Path) -> None:
    class Slow(Packets):
        encodes = True

    performance = show(cache, Slow(late=20.0), remedies=[(1.5, {"width": 320, "height": 180})], on=(1.0, 1.5))
    after = [
        packet.at - packet.pts / 90_000 for packet in performance if packet.kind is Kind.VIDEO and packet.pts >= 1.6 * 90_000
    ]
    assert after
    assert max(after) < 0.2


def test_the_stream_tells_tracks_before_their_packets(cache: Path) -> None:
    told = list(show(cache, Encoding({}), remedies=[(1.0, {"width": 320, "height": 180})]).stream())
    places = [place for place, each in enumerate(told) if isinstance(each, Track)]
    assert places[:2] == [0, 1]
    assert len(places) == 4
    first = told[places[2] + 2]
    assert isinstance(first, Packet)
    assert first.at >= 1.0


def test_a_show_that_is_played_without_an_end_goes_on(cache: Path) -> None:
    for count, packet in enumerate(show(cache, seconds=inf)):
        if count > 10_000:
            assert packet.at > 150
            break
