from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from houdun.facts.withheld import CapturedPacket, PlayerLog, Playlist, ReportedTime, Withheld
from houdun.probe.diagnosis import signs
from houdun.probe.diagnosis.known import Known
from houdun.probe.facts import StreamFacts


def given(withheld: Withheld, codec: str = "h264") -> Known:
    return Known((), None, StreamFacts(video_codec=codec), withheld)


def reports(behind: bool, video: float) -> Sequence[ReportedTime]:
    return [
        ReportedTime(kind=kind, behind=behind, ntp=100.0 + rtp, rtp=rtp - late)
        for rtp in range(8)
        for kind, late in (("video", video), ("audio", 0.0))
    ]


def test_reports_that_a_server_moved_are_told_by_how_much() -> None:
    found = given(Withheld(sender_reports=(*reports(False, 0.0), *reports(True, 0.3))))
    assert signs.reports_moved_ms(found) == pytest.approx(-300)
    assert math.isnan(signs.reports_moved_ms(given(Withheld(sender_reports=tuple(reports(True, 0.3))))))
    assert math.isnan(signs.reports_moved_ms(given(Withheld())))


def captured(jump: float, parameter_sets: bool = True) -> tuple[CapturedPacket, ...]:
    return tuple(
        CapturedPacket(
            kind="video",
            at=n / 30,
            pts=n / 30 + (jump if n > 15 else 0.0),
            dts=n / 30 + (jump if n > 15 else 0.0),
            size=100,
            key=n % 30 == 0,
            parameter_sets=parameter_sets,
        )
        for n in range(40)
    )


def test_a_jump_of_the_stamps_is_seen_as_they_leave() -> None:
    assert signs.stamp_jump_s(given(Withheld(packet_capture=captured(2.0))), "video") == pytest.approx(2.0)
    assert signs.stamp_jump_s(given(Withheld(packet_capture=captured(0.0))), "video") == pytest.approx(0.0, abs=1e-9)
    assert math.isnan(signs.stamp_jump_s(given(Withheld()), "video"))


def test_key_frames_are_bare_only_where_the_codec_needs_parameter_sets() -> None:
    bare = Withheld(packet_capture=captured(0.0, parameter_sets=False))
    assert signs.bare_key_frames(given(bare))
    assert not signs.bare_key_frames(given(bare, codec="vp8"))
    assert not signs.bare_key_frames(given(Withheld(packet_capture=captured(0.0))))


def log(sequences: Sequence[int], waited: float = 0.0) -> Withheld:
    lists = tuple(Playlist(at=2.0 * n, sequence=sequence, age_s=0.0) for n, sequence in enumerate(sequences))
    return Withheld(player_log=PlayerLog(buffered_ms=tuple((float(n), waited) for n in range(9)), playlists=lists, broken=0))


def test_a_playlist_is_as_stale_as_it_has_stood_still() -> None:
    assert signs.stale_s(given(log([1, 2, 3, 3, 3, 3]))) == 6.0
    assert signs.stale_s(given(log([1, 2, 3]))) == 0.0
    assert math.isnan(signs.stale_s(given(Withheld())))


def test_the_players_buffer_is_what_pictures_wait_in_the_end() -> None:
    assert signs.buffered_ms(given(log([1], 700.0))) == 700.0
    assert math.isnan(signs.buffered_ms(given(Withheld())))
