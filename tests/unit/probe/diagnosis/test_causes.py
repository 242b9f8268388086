"""Each cause by its signs, made by hand: what changes at the onset is named, all else is as in a healthy stream."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from houdun.facts.observation import Observation, Unit
from houdun.language import Bilingual
from houdun.probe.diagnosis.causes import CAUSES
from houdun.probe.diagnosis.ranking import diagnose

START, ONSET, SECONDS = 1_760_000_000_000, 20, 50
HEALTHY: Mapping[str, float] = {
    "av_offset": 0.0,
    "end_to_end_latency": 80.0,
    "framesPerSecond": 30.0,
    "frames_lost": 0.0,
    "frames_repeated": 0.0,
    "codes_read": 1.0,
    "still_share": 0.0,
    "black_share": 0.0,
    "silence_share": 0.1,
    "level": -28.0,
    "channel_correlation": 1.0,
    "marks_read": 1.0,
    "mark_stretch": 1.0,
    "strip_low": 40.0,
    "strip_high": 215.0,
    "video_bitrate": 500.0,
    "audio_bitrate": 64.0,
    "keyframe_interval": 2.0,
    "parameter_sets_share": 1.0,
    "bframe_share": 0.0,
    "stalled_share": 0.0,
    "arrival_jitter": 3.0,
    "interleaving": -0.05,
    "pts_jump": 0.0,
    "sample_rate": 48_000.0,
    "join_time": 0.1,
}
Changed = Mapping[str, float | tuple[float, float]]
"""Values after the onset; a pair is (value, growth per second)."""
SIGNS: Mapping[str, Changed] = {
    "black": {"black_share": 1.0, "codes_read": 0.0, "still_share": 1.0, "video_bitrate": 20.0},
    "frozen_camera": {"still_share": 1.0},
    "sender_clock_wrong": {"end_to_end_latency": -3000.0},
    "late_sound": {"av_offset": 120.0},
    "clock_drift": {"av_offset": (0.0, 1.0)},
    "wrong_rate_label": {"mark_stretch": 0.919, "av_offset": (-300.0, -80.0), "marks_read": 0.9},
    "rate_change": {"sample_rate": 16_000.0},
    "antiphase": {"channel_correlation": -1.0},
    "muted": {"silence_share": 1.0, "level": -100.0, "marks_read": 0.0},
    "encoder_overload": {"framesPerSecond": 20.0, "end_to_end_latency": (80.0, 300.0), "interleaving": (0.0, 0.3)},
    "frame_dropping": {"framesPerSecond": 10.0, "frames_lost": 20.0},
    "frozen_pipeline": {"frames_repeated": 30.0},
    "bframes_in_webrtc": {"bframe_share": 0.6},
    "colour_range": {"strip_low": 28.0, "strip_high": 230.0},
    "long_gop": {"keyframe_interval": 10.0},
    "priming_twice": {"av_offset": 21.3, "interleaving": -0.0287},
    "timestamp_jump": {"av_offset": -2000.0, "interleaving": -2.05, "pts_jump": 2000.0},
    "parameter_sets_missing": {"parameter_sets_share": 0.0},
    "narrow_uplink": {"framesPerSecond": 18.0, "end_to_end_latency": (80.0, 500.0), "arrival_jitter": 25.0},
    "sender_reports_from_arrival": {"av_offset": -300.0, "interleaving": 0.25, "end_to_end_latency": 380.0},
    "stale_playlist": {"playlist_unchanged": 20.0, "stalled_share": 1.0, "framesPerSecond": 0.0, "http_age": 20.0},
    "growing_jitter_buffer": {"end_to_end_latency": (80.0, 60.0)},
}
ELSEWHERE = {"loss_bursts", "key_requests_ignored", "wrong_token"}
"""Tested one by one, below and in `test_ranking.py`: they are not a level that changes."""


def observed(changed: Changed) -> list[Observation]:
    seen = []
    for second in range(1, SECONDS + 1):
        for series in {**HEALTHY, **changed}:
            after = changed.get(series, HEALTHY.get(series, 0.0)) if second > ONSET else HEALTHY.get(series, 0.0)
            value, growth = after if isinstance(after, tuple) else (after, 0.0)
            figure = value + growth * (second - ONSET)
            seen.append(Observation("s", series, START + 1000 * second, figure, Unit.COUNT))
    return seen


@pytest.mark.parametrize("cause", SIGNS)
def test_a_cause_is_named_by_its_signs(cause: str) -> None:
    found = diagnose(observed(SIGNS[cause]), START + 1000 * ONSET)
    assert found.causes[0].cause.id == cause
    assert found.causes[0].reasons


def test_a_healthy_stream_has_no_cause_whether_or_not_there_was_an_onset() -> None:
    assert diagnose(observed({}), START + 1000 * ONSET).causes == ()
    assert diagnose(observed({}), None).causes == ()


def test_losses_in_some_seconds_and_not_in_others_are_bursts_on_the_way() -> None:
    seen = observed({})
    bursts = [
        Observation(each.stream, each.metric, each.at, 9.0, each.unit)
        if each.metric == "frames_lost" and each.at > START + 1000 * ONSET and each.at % 3000 == 0
        else each
        for each in seen
    ]
    assert diagnose(bursts, START + 1000 * ONSET).causes[0].cause.id == "loss_bursts"


UNEVEN: Mapping[str, Mapping[str, float]] = {
    "segments": {"playlist_unchanged": 1.4, "join_time": 2.5, "arrival_jitter": 64.0, "end_to_end_latency": 2900.0},
    "datagrams": {"packet_loss": 0.0, "arrival_jitter": 12.0, "end_to_end_latency": 200.0, "marks_read": 0.875},
}
"""What a healthy stream shows now and then by such a way: a segment that comes at once, a second cut between two marks."""


@pytest.mark.parametrize("way", UNEVEN)
def test_what_a_way_shows_of_itself_is_no_sign_of_a_cause(way: str) -> None:
    seen = [
        Observation(each.stream, each.metric, each.at, UNEVEN[way].get(each.metric, each.value), each.unit)
        if each.at % 5000 == 0 or each.metric in ("playlist_unchanged", "packet_loss", "join_time")
        else each
        for each in observed(dict.fromkeys(UNEVEN[way].keys() - HEALTHY.keys(), 0.0))
    ]
    assert diagnose(seen, START + 1000 * ONSET).causes == ()
    assert diagnose(seen, None).causes == ()


def test_every_cause_is_tested_and_every_clue_speaks_both_languages() -> None:
    assert set(SIGNS) | ELSEWHERE == {cause.id for cause in CAUSES}
    for cause in CAUSES:
        assert cause.clues
        for clue in cause.clues:
            assert isinstance(clue.reason, Bilingual)
            assert clue.weight
