from __future__ import annotations

import numpy as np

from houdun.language import Bilingual
from houdun.media.events import (
    Event,
    HttpSeen,
    RtcStats,
    SenderReport,
    TrackSeen,
    Trouble,
    TroubleSeen,
)
from houdun.media.marks import stamp
from houdun.media.track import Codec, Kind
from houdun.media.wire import h264
from houdun.probe.reader import Reader
from tests.events_given import EPOCH, FPS, luma, packet, picture, sound


def stream(seconds: int, first: int = 0) -> list[Event]:
    """Coded pictures of number n at n ÷ 30 s, each behind its packet, and marks, in order of arrival."""
    pictures = [picture(n / FPS, luma(n, EPOCH + n / FPS)) for n in range(first * FPS, (first + seconds) * FPS)]
    packets = [packet(event.pts, b"x", key=True) for event in pictures]
    return sorted([*packets, *pictures, *sound(first, seconds)], key=lambda event: event.arrival)


def test_windows_hold_what_was_fed_between_them() -> None:
    reader, windows = Reader(), []
    for second in range(4):
        for event in stream(1, second):
            reader.feed(event)
        windows.append(reader.window(EPOCH + second, EPOCH + second + 1))
    assert [window.start for window in windows] == [EPOCH, EPOCH + 1, EPOCH + 2, EPOCH + 3]
    assert [window.end - window.start for window in windows] == [1, 1, 1, 1]
    numbers = [number for window in windows for number in window.pictures.number.tolist()]
    assert numbers == list(range(4 * FPS))
    assert [len(window.video.size) for window in windows] == [FPS] * 4
    assert [counter for window in windows for counter in window.marks.counter.tolist()] == list(range(8))


def test_pictures_and_sound_of_one_moment_agree() -> None:
    reader = Reader()
    for event in stream(3):
        reader.feed(event)
    window = reader.window(EPOCH, EPOCH + 3)
    delay_of_sound = window.marks.pts - window.marks.counter / 2
    delay_of_pictures = window.pictures.pts - window.pictures.number / FPS
    assert np.abs(delay_of_sound - delay_of_pictures.mean()).max() < 5e-6


def test_a_wall_time_comes_from_the_packet_where_the_strip_has_none() -> None:
    reader = Reader()
    reader.feed(packet(0.5, stamp.insert(h264.annex_b([b"\x65abc"]), EPOCH - 1, 7), key=True))
    reader.feed(picture(0.5, luma(7, None)))
    assert reader.window(EPOCH, EPOCH + 1).pictures.wall.tolist() == [EPOCH - 1]


def test_packets_are_told_apart_by_kind() -> None:
    reader = Reader()
    for kind, size in ((Kind.VIDEO, 5), (Kind.AUDIO, 3), (Kind.VIDEO, 4)):
        reader.feed(packet(0, b"x" * size, kind=kind))
    window = reader.window(EPOCH, EPOCH + 1)
    assert window.video.size.tolist() == [5, 4]
    assert window.audio.size.tolist() == [3]


def test_everything_else_is_handed_on_once() -> None:
    others: list[Event] = [
        TrackSeen(Kind.VIDEO, EPOCH, Codec.H264, 640, 360),
        RtcStats(Kind.VIDEO, EPOCH, {"packetsLost": 1.0}),
        SenderReport(Kind.AUDIO, EPOCH, EPOCH, 0.0),
        HttpSeen(EPOCH, "playlist", 200, {}),
        TroubleSeen(EPOCH, Trouble.STALLED, Bilingual("停了", "stalled")),
    ]
    reader = Reader()
    for event in others:
        reader.feed(event)
    window = reader.window(EPOCH, EPOCH + 1)
    assert [*window.tracks, *window.rtc, *window.reports, *window.http, *window.troubles] == others
    after = reader.window(EPOCH + 1, EPOCH + 2)
    assert [*after.tracks, *after.rtc, *after.reports, *after.http, *after.troubles] == []


def test_a_stream_of_nothing_gives_empty_windows() -> None:
    window = Reader().window(EPOCH, EPOCH + 1)
    assert len(window.pictures.number) == len(window.sounds.power) == len(window.marks.pts) == len(window.video.size) == 0


def test_one_track_alone_is_read() -> None:
    only_sound, only_pictures = Reader(), Reader()
    for event in sound(0, 2):
        only_sound.feed(event)
    for n in range(FPS):
        only_pictures.feed(picture(n / FPS, luma(n)))
    assert only_sound.window(EPOCH, EPOCH + 2).marks.counter.tolist() == [0, 1, 2, 3]
    assert only_pictures.window(EPOCH, EPOCH + 2).pictures.number.tolist() == list(range(FPS))
