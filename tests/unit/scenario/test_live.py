from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile
from math import inf

import numpy as np

from houdun.media.endpoints.replay import Replay
from houdun.media.events import VideoSeen
from houdun.media.marks import strip
from houdun.media.track import Kind, Packet, Track
from houdun.scenario.fault import Fault, Moment, Picture, Sound, Source
from houdun.scenario.live import Live, Step
from houdun.scenario.setup import Setup
from houdun.scenario.show import load
from houdun.scenario.studio import Studio
from houdun.scenario.timeline import Change, Timeline

SMALL = Setup(width=320, height=180, fps=15, video_kbps=200, gop_s=1.0)
EPOCH = 1_700_000_000.0


def live(
    fault: Fault | None = None, on: tuple[float, float] = (0.0, inf), remedies: Iterable[Change] = (), setup: Setup = SMALL
) -> Live:
    return Live(Studio(load("solo"), stream=1, epoch=EPOCH), Timeline(setup, fault, on, list(remedies)))


def steps(source: Live, seconds: float) -> list[Step]:
    return list(takewhile(lambda step: step.now < seconds, source))


def packets(made: Iterable[Step], kind: Kind) -> list[Packet]:
    return [packet for step in made for packet in step.packets if packet.kind is kind]


def numbers(made: Iterable[Step]) -> list[int]:
    """What the strips of decoded pictures say."""
    track = next(step.tracks[0] for step in made)
    stream: list[Track | Packet] = [track, *packets(made, Kind.VIDEO)]
    return [int(strip.read(luma(event)).number[0]) for event in Replay(stream) if isinstance(event, VideoSeen)]


def luma(event: VideoSeen) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    plane = event.frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width].copy()


def test_steps_come_in_order_and_packets_leave_when_they_are_made() -> None:
    made = steps(live(), 3.0)
    times = [step.now for step in made]
    assert times == sorted(times)
    assert all(packet.at == step.now for step in made for packet in step.packets)
    assert [packet.pts for packet in packets(made, Kind.VIDEO)] == [number * 6000 for number in range(45)]
    assert [packet.pts for packet in packets(made, Kind.AUDIO)][:3] == [0, 1024, 2048]


def test_decoded_pictures_say_their_numbers() -> None:
    assert numbers(steps(live(), 2.0)) == list(range(30))


class Late(Fault):
    def picture(self, picture: Picture, moment: Moment) -> Picture | None:
        return replace(picture, late=0.5 if moment.since == 0 else 0.0)


def test_no_picture_leaves_the_encoder_before_the_one_ahead_of_it() -> None:
    source = live(Late({}), (1.0, 2.0))
    left = [packet.at for packet in packets(steps(source, 2.0), Kind.VIDEO)]
    assert left[:15] == [number / 15 for number in range(15)]
    assert left[15:23] == [1.5] * 8
    assert left[23:] == [number / 15 for number in range(23, 30)]


def test_the_time_in_the_encoder_is_told() -> None:
    source = live(Late({}), (1.0, 2.0))
    told = {round(step.now, 3): source.encoding_s for step in takewhile(lambda step: step.now < 2.0, source)}
    assert told[0.933] == 0.0
    assert told[1.0] == 0.5
    assert told[1.867] == 0.0


class Dropping(Fault):
    def picture(self, picture: Picture, moment: Moment) -> Picture | None:
        return picture if picture.number % 3 == 0 else None

    def sound(self, sound: Sound, source: Source, moment: Moment) -> Sound | None:
        return None


def test_what_a_fault_keeps_back_is_never_encoded() -> None:
    made = steps(live(Dropping({}), (1.0, 2.0)), 3.0)
    assert numbers(made) == [*range(15), 15, 18, 21, 24, 27, *range(30, 45)]
    heard = {packet.pts / 48_000 for packet in packets(made, Kind.AUDIO)}
    assert not [at for at in heard if 1.1 < at < 1.9]
    assert [at for at in heard if at > 2.1]


class Renumbered(Fault):
    def restrip(self, number: int, wall: float, moment: Moment) -> tuple[int, float] | None:
        return number + 1000, wall


class Painted(Fault):
    def picture(self, picture: Picture, moment: Moment) -> Picture | None:
        picture.y[:] = 16
        return picture

    def restrip(self, number: int, wall: float, moment: Moment) -> tuple[int, float] | None:
        return None


def test_a_fault_may_say_what_the_strip_says_or_that_there_is_none() -> None:
    assert numbers(steps(live(Renumbered({}), (1.0, 2.0)), 2.0)) == [*range(15), *range(1015, 1030)]
    assert numbers(steps(live(Painted({}), (1.0, 2.0)), 2.0)) == [*range(15), *[-1] * 15]


class Shifted(Fault):
    def sound(self, sound: Sound, source: Source, moment: Moment) -> Sound | None:
        return replace(sound, samples=source.sound(sound.first - 4_800, sound.samples.shape[1]))


def test_a_fault_of_the_sound_gets_the_sound_of_another_time() -> None:
    made = packets(steps(live(Shifted({})), 1.0), Kind.AUDIO)
    clean = packets(steps(live(), 1.0), Kind.AUDIO)
    assert [packet.pts for packet in made] == [packet.pts for packet in clean]
    assert [packet.data for packet in made] != [packet.data for packet in clean]


def test_a_changed_encoder_begins_anew_with_a_key_frame_and_new_tracks() -> None:
    made = steps(live(remedies=[(1.0, {"width": 426, "height": 240}), (2.0, {"sample_rate": 44_100})]), 3.0)
    widths = [(step.now, step.tracks[0].width) for step in made]
    assert {width for now, width in widths if now < 1.0} == {320}
    assert {width for now, width in widths if now > 1.0} == {426}
    first = next(packet for packet in packets(made, Kind.VIDEO) if packet.pts == 90_000)
    assert first.key
    assert {step.tracks[1].sample_rate for step in made if step.now > 2.0} == {44_100}
    assert [packet.pts for packet in packets(made, Kind.VIDEO)] == [number * 6000 for number in range(45)]


def test_a_change_of_bit_rate_keeps_the_sound_whole() -> None:
    made = steps(live(remedies=[(1.0, {"video_kbps": 90})]), 2.0)
    stamps = [packet.pts for packet in packets(made, Kind.AUDIO)]
    assert stamps == list(range(0, 1024 * len(stamps), 1024))


def test_a_key_frame_follows_a_request_unless_the_set_up_ignores_it() -> None:
    for answers in (True, False):
        source = live(setup=replace(SMALL, gop_s=10.0, answers_key_requests=answers))
        keys = []
        for step in takewhile(lambda step: step.now < 1.5, source):
            keys += [packet.pts for packet in step.packets if packet.kind is Kind.VIDEO and packet.key]
            if step.now == 1.0 and step.packets[0].kind is Kind.VIDEO:
                source.request_key()
        assert keys == ([0, 16 * 6000] if answers else [0])
