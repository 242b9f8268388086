from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, takewhile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.media.endpoints.replay import Replay
from houdun.media.events import AudioSeen
from houdun.media.marks import stamp
from houdun.media.marks.ear import Ear
from houdun.media.track import Codec, Kind, Packet
from houdun.scenario import carousel
from houdun.scenario.setup import Setup
from houdun.scenario.show import load

SMALL = Setup(width=160, height=90, fps=15, video_kbps=60)
EPOCH = 1_700_000_000.0


@pytest.fixture(scope="module")
def loop() -> carousel.Loop:
    return built(SMALL)


def built(setup: Setup) -> carousel.Loop:
    """A loop as short as may be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carousel, "LEAST_S", 8.0)
        return carousel.build(load("solo"), setup, stream=3, seed=0)


def played(loop: carousel.Loop, seconds: float) -> list[Packet]:
    steps = takewhile(lambda step: step.now < seconds, carousel.Carousel(loop, EPOCH))
    return [packet for step in steps for packet in step.packets]


def of(packets: list[Packet], kind: Kind) -> Iterator[Packet]:
    return (packet for packet in packets if packet.kind is kind)


def test_stamps_go_on_without_a_seam(loop: carousel.Loop) -> None:
    packets = played(loop, 3 * float(loop.seconds))
    assert {later.pts - earlier.pts for earlier, later in pairwise(of(packets, Kind.VIDEO))} == {6000}
    assert {later.pts - earlier.pts for earlier, later in pairwise(of(packets, Kind.AUDIO))} == {1024}
    assert packets[0].pts == 0
    assert min(packet.pts for packet in packets) == 0
    assert [packet.at for packet in packets] == sorted(packet.at for packet in packets)


def test_key_frames_come_at_their_distance_over_the_seam_too(loop: carousel.Loop) -> None:
    keys = [packet.pts / 90_000 for packet in of(played(loop, 30.0), Kind.VIDEO) if packet.key]
    assert {later - earlier for earlier, later in pairwise(keys)} == {2.0}


def test_each_h264_packet_is_stamped_with_its_moment_and_its_number_in_the_loop(loop: carousel.Loop) -> None:
    frames = int(loop.seconds * 15)
    for count, packet in enumerate(of(played(loop, 2.5 * float(loop.seconds)), Kind.VIDEO)):
        found = stamp.find(packet.data)
        assert found is not None
        assert found.number == count % frames
        assert found.wall == pytest.approx(EPOCH + packet.at, abs=2e-6)


def test_marks_are_heard_over_the_seam_on_the_same_grid(loop: carousel.Loop) -> None:
    """Counters begin anew with the loop, but moments do not jump."""
    seconds = float(loop.seconds)
    packets = list(of(played(loop, seconds + 6.0), Kind.AUDIO))
    ear = Ear(48_000)
    heard = [
        mark
        for event in Replay([loop.tracks[1], *packets])
        if isinstance(event, AudioSeen)
        for mark in ear.feed(event.samples[0], event.pts)
    ]
    assert len(heard) >= 2 * seconds + 10
    for mark in heard:
        source = mark.pts % seconds
        assert min(abs(source - mark.counter / 2), abs(source - seconds)) < 50e-6
        assert mark.counter >= 0


def test_the_sound_has_no_click_at_the_seam(loop: carousel.Loop) -> None:
    seconds = float(loop.seconds)
    packets = list(of(played(loop, 2 * seconds + 1), Kind.AUDIO))
    sound = {
        round(event.pts * 48_000): event.samples[0]
        for event in Replay([loop.tracks[1], *packets])
        if isinstance(event, AudioSeen)
    }
    length = round(seconds * 48_000)
    first, second = (np.concatenate([sound[turn * length + at] for at in range(-2048, 4096, 1024)]) for turn in (1, 2))
    assert np.abs(first - second).max() < 1e-3


@given(
    gop_s=st.sampled_from([0.5, 1.0, 2.0, 4.0, 10.0]),
    fps=st.sampled_from([15, 24, 25, 30, 50, 60]),
    codec=st.sampled_from([Codec.AAC, Codec.OPUS]),
)
def test_a_loop_is_whole_in_frames_key_frames_packets_of_sound_and_marks(gop_s: float, fps: int, codec: Codec) -> None:
    setup = Setup(gop_s=gop_s, fps=fps, audio_codec=codec)
    seconds = carousel.length(setup)
    assert seconds is not None
    assert 20 <= seconds <= 120
    for part in (Fraction(gop_s), Fraction(1, fps), Fraction(carousel.BLOCKS[codec], 48_000), Fraction(1, 2)):
        assert (seconds / part).denominator == 1


def test_what_no_short_loop_closes_for_does_not_ride() -> None:
    assert carousel.length(Setup(sample_rate=44_100)) is None
    assert not carousel.fits([Setup(sample_rate=44_100)])
    assert not carousel.fits([Setup(bframes=2)])
    assert not carousel.fits([Setup(), Setup(video_kbps=300)])
    assert carousel.fits([Setup(), Setup(audio_delay_ms=100.0)])


def test_a_loop_is_kept_and_read_again(loop: carousel.Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carousel, "build", lambda *_, **__: loop)
    made = carousel.loop(load("solo"), SMALL, stream=3, seed=0, folder=tmp_path / "new")
    monkeypatch.delattr(carousel, "build")
    assert carousel.loop(load("solo"), SMALL, stream=3, seed=0, folder=tmp_path / "new") == made == loop
    assert carousel.loop(load("solo"), replace(SMALL, pacer="smoothed"), stream=3, seed=0, folder=tmp_path / "new") == loop


def test_another_show_set_up_stream_or_seed_is_another_loop(
    loop: carousel.Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carousel, "build", lambda *_, **__: loop)
    solo = load("solo")
    for show, setup, stream, seed in (
        (solo, SMALL, 1, 0),
        (solo, SMALL, 2, 0),
        (solo, SMALL, 1, 1),
        (solo, replace(SMALL, video_kbps=61), 1, 0),
        (replace(solo, hosts=load("shopping").hosts), SMALL, 1, 0),
    ):
        carousel.loop(show, setup, stream=stream, seed=seed, folder=tmp_path)
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"PK" + data[::-1]])
def test_a_damaged_loop_is_built_anew(
    loop: carousel.Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: object
) -> None:
    assert callable(damage)
    monkeypatch.setattr(carousel, "build", lambda *_, **__: loop)
    carousel.loop(load("solo"), SMALL, stream=3, seed=0, folder=tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    assert carousel.loop(load("solo"), SMALL, stream=3, seed=0, folder=tmp_path) == loop
    assert carousel._read(kept) == loop


def test_a_cache_that_cannot_be_written_to_is_done_without(
    loop: carousel.Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carousel, "build", lambda *_, **__: loop)
    (tmp_path / "file").write_text("")
    assert carousel.loop(load("solo"), SMALL, stream=3, seed=0, folder=tmp_path / "file" / "folder") == loop


def test_vp8_carries_no_stamp_and_rides_all_the_same() -> None:
    packets = played(built(replace(SMALL, video_codec=Codec.VP8, audio_codec=Codec.OPUS)), 4.0)
    assert all(stamp.find(packet.data) is None for packet in packets)
    assert next(of(packets, Kind.AUDIO)).pts == 648
