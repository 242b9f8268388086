"""What could be handed over of a performance says what was, and never which fault it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import pytest

from houdun.facts.withheld import Withheld
from houdun.media.link.model import CLEAR, Impairment
from houdun.scenario import catalogue
from houdun.scenario.evidence import Witness, network_test, refusal
from houdun.scenario.performance import perform
from houdun.scenario.show import load
from houdun.testing.virtual import watched

EPOCH = 1_700_000_000.0
SMALL: Mapping[str, int] = {"width": 320, "height": 180, "fps": 15, "video_kbps": 250}


def handed_over(fault: str, seconds: float = 5.0, rtc: bool = False, joins: float = 0.0) -> Withheld:
    show = load("solo")
    performance = perform(show, show.setup.changed(SMALL), catalogue.parse(fault), on=(2.0, 1e9), seconds=seconds, epoch=EPOCH)
    witness = Witness(performance, performance.timeline, EPOCH)
    for _ in watched(performance, epoch=EPOCH, rtc=rtc, joins=joins, witness=witness):
        pass
    return witness.withheld(seconds - 1)


def test_a_publisher_keeps_a_line_a_second() -> None:
    log = handed_over("late_sound").publisher_log
    assert log is not None
    assert [line.at - EPOCH for line in log] == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert all(12 <= line.pictures <= 16 for line in log)
    assert sum(line.key_frames for line in log) == 3
    assert all(line.backlog_ms == line.clock_off_s == 0 for line in log)


def test_a_narrow_uplink_piles_up_in_the_log_and_in_the_network_test() -> None:
    found = handed_over("narrow_uplink:rate_kbps=150")
    assert found.publisher_log is not None
    assert found.network_test is not None
    assert found.publisher_log[0].backlog_ms == 0 < found.publisher_log[-1].backlog_ms
    assert found.network_test.rate_kbps == pytest.approx(150, rel=0.3)


def test_an_overloaded_encoder_shows_in_its_times() -> None:
    log = handed_over("encoder_overload:encode_ms=100").publisher_log
    assert log is not None
    assert log[0].encode_ms < 60 < 300 < log[-1].encode_ms


def test_a_wrong_clock_shows_against_the_time_service() -> None:
    log = handed_over("sender_clock_wrong:ahead_s=5").publisher_log
    assert log is not None
    assert [line.clock_off_s for line in log] == [0, 0, 5, 5, 5]


def test_a_jump_of_the_stamps_is_in_the_capture_as_they_leave() -> None:
    capture = handed_over("timestamp_jump:jump_s=3").packet_capture
    assert capture is not None
    ahead = [packet.dts - packet.at for packet in capture if packet.kind == "video"]
    assert max(ahead) - min(ahead) == pytest.approx(3.0, abs=0.01)


def test_a_player_that_joins_asks_for_a_key_frame_and_the_log_has_it() -> None:
    log = handed_over("key_requests_ignored:gop_s=10", rtc=True, joins=3.5).publisher_log
    assert log is not None
    assert [line.key_requests for line in log] == [0, 0, 0, 1, 0]


def test_a_player_writes_down_how_long_pictures_wait() -> None:
    log = handed_over("growing_jitter_buffer:growth_ms_per_s=200").player_log
    assert log is not None
    assert log.buffered_ms[0][1] == 0
    assert log.buffered_ms[-1][1] > 300


def test_reports_before_and_behind_a_server_that_makes_its_own_differ() -> None:
    reports = handed_over("sender_reports_from_arrival", rtc=True).sender_reports
    assert reports is not None
    assert {(report.kind, report.behind) for report in reports} == {
        (kind, behind) for kind in ("video", "audio") for behind in (False, True)
    }


def test_a_stale_playlist_is_in_the_players_log() -> None:
    log = handed_over("stale_playlist", seconds=8).player_log
    assert log is not None
    assert log.playlists[-1].age_s > 0
    assert log.playlists[-1].sequence == log.playlists[-2].sequence


def test_a_network_test_finds_what_the_link_does() -> None:
    assert network_test(CLEAR, 1).loss == 0
    lossy = network_test(Impairment(burst_enter=0.02, burst_leave=0.25), 1)
    assert lossy.loss == pytest.approx(0.02 / 0.27, rel=0.3)
    assert 2 <= lossy.longest_loss <= 60


def test_a_server_refuses_whoever_comes_with_another_address() -> None:
    reply = refusal("rtmp://host/live?key=a", "rtmp://host/live?key=b")
    assert reply is not None
    assert reply.status == 403
    assert refusal("rtmp://host/live", "rtmp://host/live") is None


def test_nothing_handed_over_names_the_fault() -> None:
    for fault in ("late_sound", "priming_twice", "colour_range"):
        assert fault not in repr(asdict(handed_over(fault, seconds=3.0)))
