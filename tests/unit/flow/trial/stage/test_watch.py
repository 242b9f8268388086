from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from houdun.facts.observation import Change, Detection
from houdun.flow.trial.stage.watch import Watch, healthy, offsets
from houdun.probe.facts import StreamFacts
from houdun.probe.session import Second, Session

BEGAN, ONSET, END = 1_000_000, 1_010_000, 1_030_000
WELL: Mapping[str, Sequence[float]] = {"framesPerSecond": (30.0,), "av_offset": (0.1, -0.1), "end_to_end_latency": (50.0,)}


def second(at: int, changed: Mapping[str, Sequence[float]], found: Sequence[Detection] = ()) -> Second:
    samples = tuple((name, value) for name, values in {**WELL, **changed}.items() for value in values)
    return Second(at=at, observations=(), samples=samples, detections=tuple(found), troubles=(), facts=StreamFacts())


def well(**changed: Sequence[float]) -> list[Second]:
    """Ten clean seconds, then twenty changed ones."""
    return [second(at, changed if at > ONSET else {}) for at in range(BEGAN + 1000, END + 1, 1000)]


def is_healthy(seconds: Sequence[Second]) -> bool:
    return healthy(seconds, ONSET, ONSET)


def test_a_clean_stream_is_healthy() -> None:
    assert is_healthy(well())


@pytest.mark.parametrize(
    "changed",
    [
        {"av_offset": (180.0, 181.0)},
        {"av_offset": (-60.0,)},
        {"av_offset": (24.0, 25.0)},
        {"end_to_end_latency": (900.0,)},
        {"end_to_end_latency": (-2400.0,)},
        {"framesPerSecond": (10.0,)},
        {"framesPerSecond": ()},
        {"silence_share": (1.0,)},
        {"black_share": (1.0,)},
        {"mark_stretch": (1.08,)},
        {"sample_rate": (16_000.0,)},
    ],
    ids=str,
)
def test_what_a_viewer_would_notice_is_not_healthy(changed: Mapping[str, Sequence[float]]) -> None:
    assert not is_healthy(well(**changed))


def test_a_rate_that_was_told_once_holds() -> None:
    seconds = well()
    seconds[11] = second(seconds[11].at, {"sample_rate": (16_000.0,)})
    assert not healthy(seconds, ONSET, END - 5_000)
    seconds[13] = second(seconds[13].at, {"sample_rate": (48_000.0,)})
    assert healthy(seconds, ONSET, END - 5_000)


def test_what_is_only_set_otherwise_is_healthy() -> None:
    assert is_healthy(well(video_bitrate=(60.0,), frameWidth=(426.0,), sample_rate=(44_100.0,)))


def test_an_outlier_makes_nothing_ill() -> None:
    seconds = well()
    seconds[15] = second(seconds[15].at, {"av_offset": (300.0, 300.0)})
    assert is_healthy(seconds)


def test_sound_that_drifts_through_the_right_place_is_not_healthy() -> None:
    drifting = [
        second(each.at, {"av_offset": ((each.at - ONSET) / 1000 - 10.0,) * 2}) if each.at > ONSET else each for each in well()
    ]
    assert not is_healthy(drifting)


def test_without_a_clean_begin_only_the_bounds_hold() -> None:
    seconds = well(av_offset=(60.0,))
    assert healthy(seconds[10:], None, ONSET)
    assert not healthy(well(av_offset=(200.0,))[10:], None, ONSET)


def test_nothing_seen_is_not_healthy() -> None:
    assert not healthy([], ONSET, ONSET)
    assert not healthy(well(), ONSET, END)


def test_offsets_count_from_the_begin() -> None:
    assert list(offsets(well()[:1], BEGAN)) == [(0.5, 0.1), (1.0, -0.1)]


def test_only_what_is_seen_after_the_onset_counts_as_seen() -> None:
    early, late = (Detection("", "av_offset", Change.SHIFT, at, at, 0.0, 99.0) for at in (ONSET, ONSET + 3000))
    watch = Watch(Session(""), ONSET)
    watch.told([second(ONSET, {}, [early]), second(ONSET + 3000, {}, [late]), second(ONSET + 4000, {}, [early])])
    assert (watch.found, watch.seen_at, watch.at) == ((late,), ONSET + 3000, ONSET + 4000)
