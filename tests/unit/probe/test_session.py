"""Whatever a stream does, every second has its entry and what was measured is kept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import OutsideError
from houdun.language import Bilingual
from houdun.media.endpoints.replay import Link, Replay, at_once
from houdun.media.events import AudioSeen, Event, PacketSeen, Trouble, TroubleSeen
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.probe.detection.rules import RULES
from houdun.probe.metric import REGISTRY, names
from houdun.probe.session import LONGEST_SILENCE, Second, Session, watch
from houdun.testing.streams import encoded

EPOCH = 1_800_000_000.0
Stream = Sequence[Track | Packet]


def watched(stream: Stream, link: Link = at_once) -> list[Second]:
    return list(watch(Replay(stream, epoch=EPOCH, link=link), "room1", began=EPOCH))


def values(seconds: Iterable[Second], name: str) -> list[float]:
    return [each.value for second in seconds for each in second.observations if each.metric == name]


def troubles(seconds: Iterable[Second]) -> list[Trouble]:
    return [trouble.what for second in seconds for trouble in second.troubles]


def only(kind: Kind, stream: Stream) -> Stream:
    return [each for each in stream if each.kind is kind]


def changed(stream: Stream, after: float, **change: int) -> Stream:
    """The video packets due after a moment have `change` added to their fields, in ticks."""
    return [
        replace(each, **{name: getattr(each, name) + ticks for name, ticks in change.items()})
        if isinstance(each, Packet) and each.kind is Kind.VIDEO and each.at >= after
        else each
        for each in stream
    ]


def then(first: Stream, second: Stream, begins: float) -> Stream:
    """Two streams one after the other, the second's stamps moved on."""

    def moved(each: Track | Packet, ticks: dict[Kind, int]) -> Track | Packet:
        if isinstance(each, Track):
            return each
        by = round(begins * ticks[each.kind])
        return replace(each, pts=each.pts + by, dts=each.dts + by, at=each.at + begins)

    ticks = {each.kind: round(1 / each.time_base) for each in second if isinstance(each, Track)}
    return [*first, *(moved(each, ticks) for each in second)]


def test_a_clean_stream_has_its_true_figures_each_second() -> None:
    seconds = watched(encoded(8, epoch=EPOCH - 0.2, late=0.08))
    assert [second.at for second in seconds[:8]] == [round((EPOCH + index) * 1000) for index in range(1, 9)]
    assert values(seconds, "av_offset") == pytest.approx([80.0] * 8, abs=0.1)
    assert values(seconds, "end_to_end_latency") == pytest.approx([200.0] * 8, abs=2)
    assert values(seconds, "framesPerSecond") == pytest.approx([30.0] * 7, abs=1)
    assert values(seconds, "codes_read") == [1.0] * 8
    assert values(seconds, "freezeCount")[-1] == 0
    assert troubles(seconds) == [Trouble.ENDED]
    assert not any(second.detections for second in seconds)


def test_an_observation_is_the_median_of_the_samples_of_its_second() -> None:
    for second in watched(encoded(4)):
        samples = sorted(value for name, value in second.samples if name == "av_offset")
        if len(samples) == 2:
            assert values([second], "av_offset") == [pytest.approx(sum(samples) / 2)]


def test_a_shift_of_the_sound_is_detected_within_five_seconds() -> None:
    seconds = watched(then(encoded(10), encoded(8, late=0.2), 10.0))
    found = [detection for second in seconds for detection in second.detections if detection.metric == "av_offset"]
    assert [round(each.after) for each in found] == [200]
    assert found[0].at - (EPOCH + 10) * 1000 <= 5000


def test_a_stream_without_codes_still_has_all_that_needs_none() -> None:
    seconds = watched(encoded(6, coded=False))
    coded = {series.name for entry in REGISTRY for series in entry.series if series.needs_codes}
    found = {each.metric for second in seconds for each in second.observations}
    assert not found & coded
    assert found >= {
        "framesPerSecond",
        "freezeCount",
        "level",
        "video_bitrate",
        "audio_bitrate",
        "keyframe_interval",
        "still_share",
    }


@pytest.mark.parametrize(
    ("kind", "there", "missing"),
    [
        (Kind.VIDEO, {"framesPerSecond", "codes_read", "stalled_share"}, {"level", "av_offset", "audio_bitrate"}),
        (Kind.AUDIO, {"level", "marks_read", "stalled_share"}, {"framesPerSecond", "av_offset", "video_bitrate"}),
    ],
)
def test_one_track_alone_is_measured(kind: Kind, there: set[str], missing: set[str]) -> None:
    found = {each.metric for second in watched(only(kind, encoded(8))) for each in second.observations}
    assert found >= there
    assert not found & missing


def test_silence_is_measured_and_what_came_before_is_kept() -> None:
    seconds = watched(encoded(10), lambda packet: packet.at + (6.0 if packet.at >= 4 else 0.0))
    assert len(seconds) >= 16
    assert values(seconds, "framesPerSecond")[4:8] == [0.0] * 4
    assert values(seconds, "stalled_share")[4:8] == [1.0] * 4
    assert values(seconds, "freezeCount")[-1] == 1
    assert values(seconds, "totalFreezesDuration")[-1] == pytest.approx(6.0, abs=0.1)
    assert len(values(seconds, "av_offset")) >= 8


def test_a_change_of_size_rate_and_codec_midway_is_told_and_measured_on() -> None:
    second = encoded(5, size=(426, 240), fps=15, codecs=(Codec.VP8, Codec.OPUS))
    seconds = watched(then(encoded(5), second, 5.0))
    assert values(seconds, "frameWidth") == [320, 426]
    assert values(seconds, "framesPerSecond")[-2:] == pytest.approx([15, 15], abs=1)
    assert (seconds[-1].facts.video_codec, seconds[-1].facts.audio_codec) == ("vp8", "opus")
    assert values(seconds, "av_offset")[-2:] == pytest.approx([0.0, 0.0], abs=1.0)


def test_stamps_that_run_backwards_are_told_and_outlived() -> None:
    seconds = watched(changed(encoded(8), 4.0, pts=-180_000, dts=-180_000))
    assert Trouble.BACKWARDS in troubles(seconds)
    assert min(values(seconds, "pts_jump")) == pytest.approx(-2000, abs=40)
    assert values(seconds, "framesPerSecond") == pytest.approx([30] * 7, abs=1)
    assert values(seconds, "av_offset")[-1] == pytest.approx(2000, abs=1)


def test_a_wrap_of_32_bits_of_rtp_is_no_event() -> None:
    ticks = (1 << 32) - 4 * 90_000
    stream = changed(encoded(8), 0.0, pts=ticks, dts=ticks)
    sound = [
        replace(each, pts=each.pts + ticks * 48_000 // 90_000, dts=each.dts + ticks * 48_000 // 90_000)
        if isinstance(each, Packet) and each.kind is Kind.AUDIO
        else each
        for each in stream
    ]
    seconds = watched(sound)
    assert values(seconds, "av_offset") == pytest.approx([0.0] * 8, abs=0.1)
    assert set(values(seconds, "pts_jump")) == {0.0}


def test_garbage_among_the_packets_is_a_trouble_and_no_end() -> None:
    stream = [
        replace(each, data=bytes([index % 251]) * len(each.data)) if isinstance(each, Packet) and 2 <= each.at < 4 else each
        for index, each in enumerate(encoded(8))
    ]
    seconds = watched(stream)
    assert Trouble.BROKEN in troubles(seconds)
    assert values(seconds, "codes_read")[-1] == 1.0


def test_what_a_player_raises_before_its_first_event_passes_through() -> None:
    class Dead:
        def __iter__(self) -> Iterator[Event]:
            raise OutsideError(Bilingual("无人应答", "nobody answers"), Bilingual("再试", "try again"))

    with pytest.raises(OutsideError):
        list(watch(Dead(), "room1"))


def test_no_event_at_all_makes_no_second() -> None:
    assert list(watch([], "room1")) == []
    assert Session("room1", EPOCH).finish() == []


def test_silence_can_be_closed_by_the_clock_before_anything_comes_again() -> None:
    session = Session("room1", EPOCH)
    for event in Replay(encoded(2), epoch=EPOCH):
        session.feed(event)
    assert [second.at for second in session.until(EPOCH + 4.5)] == [round((EPOCH + index) * 1000) for index in (3, 4)]
    assert session.until(EPOCH + 1) == []


def test_a_clock_set_forward_skips_what_was_not_watched() -> None:
    session = Session("room1", EPOCH)
    ended = TroubleSeen(EPOCH + 0.5, Trouble.RECONNECTED, Bilingual("重连", "reconnected"))
    session.feed(ended)
    late = replace(ended, arrival=EPOCH + 10 * LONGEST_SILENCE)
    assert len(session.feed(late)) == 1
    assert [second.at for second in session.finish()] == [round(late.arrival * 1000) + 1]


def test_a_clock_set_back_goes_on_from_there() -> None:
    events = [event for event in Replay(encoded(4), epoch=EPOCH) if not isinstance(event, TroubleSeen)]
    set_back = [event for event in Replay(encoded(4), epoch=EPOCH - 3600) if not isinstance(event, TroubleSeen)]
    seconds = list(watch([*events, *set_back], "room1"))
    assert values(seconds, "framesPerSecond")[-3:] == pytest.approx([30] * 3, abs=1)
    assert len(seconds) <= 10


@given(st.lists(st.tuples(st.floats(-10, 400), st.floats(allow_nan=True, allow_infinity=True), st.integers(0, 2)), max_size=40))
def test_fuzz_any_stamps_in_any_order_end_in_finite_figures(given_events: list[tuple[float, float, int]]) -> None:
    session = Session("room1", EPOCH)
    seconds: list[Second] = []
    for at, pts, kind in given_events:
        event = PacketSeen(Kind.VIDEO if kind else Kind.AUDIO, EPOCH + at, pts, pts, 100, kind == 1)
        seconds += session.feed(event)
    seconds += session.finish()
    assert all(math.isfinite(each.value) for second in seconds for each in second.observations)
    assert len(seconds) <= 130 * (len(given_events) + 1)


def test_every_watched_series_is_measured() -> None:
    assert {rule.series for rule in RULES} <= set(names())


def test_no_two_metrics_share_a_name() -> None:
    assert len(names()) == len(set(names()))


def test_sound_blocks_of_no_samples_are_survived() -> None:
    session = Session("room1", EPOCH)
    session.feed(AudioSeen(EPOCH, 0.0, 0.0, np.zeros((2, 0), np.float32), 48_000))
    assert len(session.finish()) == 1
