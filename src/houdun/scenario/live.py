"""The show encoded as it happens: studio → fault of the capture → encoder. For faults that act there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from houdun.media.encode import VIDEO_CLOCK, AudioEncoder, AudioSettings, VideoEncoder, VideoSettings
from houdun.media.track import Packet, Track
from houdun.scenario.fault import Picture, Sound
from houdun.scenario.setup import Setup
from houdun.scenario.studio import Microphone, Studio
from houdun.scenario.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Step:
    """What a source of packets gives at a moment: every later step's `now` is no less. `tracks` are those of the packets."""

    now: float
    packets: list[Packet]
    tracks: tuple[Track, ...]


def video_settings(setup: Setup) -> VideoSettings:
    return VideoSettings(
        codec=setup.video_codec,
        width=setup.width,
        height=setup.height,
        fps=setup.fps,
        kbps=setup.video_kbps,
        gop=max(1, round(setup.gop_s * setup.fps)),
        bframes=setup.bframes,
        preset=setup.preset,
        repeat_parameter_sets=setup.repeat_parameter_sets,
    )


def audio_settings(setup: Setup) -> AudioSettings:
    return AudioSettings(codec=setup.audio_codec, kbps=setup.audio_kbps, sample_rate=setup.sample_rate, channels=setup.channels)


class Camera:
    """Pictures from `start` on, one after the other, through the fault into the encoder."""

    def __init__(self, studio: Studio, timeline: Timeline, setup: Setup, start: float) -> None:
        self._studio, self._timeline, self._setup = studio, timeline, setup
        self._encoder = VideoEncoder(video_settings(setup))
        self._number = ceil(start * setup.fps - 1e-6)
        self._free = start
        self.track = self._encoder.track
        self.key_wanted = False
        self.encoding_s = 0.0
        """Seconds from the last picture's capture to its end of encoding."""

    @property
    def next(self) -> float:
        """When the next picture is captured."""
        return self._number / self._setup.fps

    def shoot(self) -> list[Packet]:
        """The next picture's packets. The encoder takes pictures in order: none leaves before the one ahead of it."""
        picture = self._faulted(self._studio.picture(self._number, self._setup))
        self._number += 1
        if picture is None:
            return []
        self._free = max(self._free, picture.at + picture.late)
        self.encoding_s = self._free - picture.at
        key, self.key_wanted = self.key_wanted and self._timeline.setup(picture.at).answers_key_requests, False
        pts = round(picture.at * VIDEO_CLOCK)
        return self._encoder.encode((picture.y, picture.u, picture.v), pts, self._free, key=key)

    def _faulted(self, picture: Picture) -> Picture | None:
        fault, moment = self._timeline.fault, self._timeline.moment(picture.at)
        if fault is None or moment is None:
            return picture
        number, wall = picture.number, self._studio.wall(picture.at)
        changed = fault.picture(picture, moment)
        if changed is not None and wall is not None and (said := fault.restrip(number, wall, moment)) is not None:
            self._studio.restrip(changed, *said)
        return changed

    def close(self) -> list[Packet]:
        return self._encoder.finish(self._free)


class Recorder:
    """Blocks of sound from `start` on, one after the other, through the fault into the encoder."""

    def __init__(self, studio: Studio, timeline: Timeline, setup: Setup, start: float) -> None:
        self._timeline = timeline
        self._microphone = Microphone(studio, setup.sample_rate, setup.channels)
        self._encoder = AudioEncoder(audio_settings(setup))
        self._first = ceil(start * setup.sample_rate - 1e-6)
        self.track = self._encoder.track

    @property
    def start(self) -> float:
        """When the next block begins."""
        return self._first / self._microphone.rate

    @property
    def next(self) -> float:
        """When the next block is full."""
        return (self._first + self._encoder.frame_size) / self._microphone.rate

    def record(self) -> list[Packet]:
        sound, now = self._faulted(self._microphone.block(self._first, self._encoder.frame_size)), self.next
        self._first += self._encoder.frame_size
        return self._encoder.encode(sound.samples, sound.first, now) if sound else []

    def _faulted(self, sound: Sound) -> Sound | None:
        fault, moment = self._timeline.fault, self._timeline.moment(sound.at)
        return sound if fault is None or moment is None else fault.sound(sound, self._microphone, moment)

    def close(self) -> list[Packet]:
        return self._encoder.finish(self.next)


class Live:
    """Steps without end. An encoder whose settings change is made anew, at the first picture or block from then on, with a key frame."""

    def __init__(self, studio: Studio, timeline: Timeline) -> None:
        self._studio, self._timeline, self._setup = studio, timeline, timeline.setup(0.0)
        self._camera = Camera(studio, timeline, self._setup, 0.0)
        self._recorder = Recorder(studio, timeline, self._setup, 0.0)
        studio.picture(0, self._setup)  # drawn once beforehand, the first picture of the show is not late

    @property
    def tracks(self) -> tuple[Track, ...]:
        return self._camera.track, self._recorder.track

    @property
    def encoding_s(self) -> float:
        return self._camera.encoding_s

    def begin(self, epoch: float) -> None:
        self._studio.epoch = epoch

    def request_key(self) -> None:
        self._camera.key_wanted = True

    def __iter__(self) -> Iterator[Step]:
        now = 0.0
        while True:
            # A block of another rate may be full before the moment of the change: time does not go back for it.
            now, tracks = max(now, min(self._camera.next, self._recorder.next)), self.tracks
            if (setup := self._timeline.setup(now)) is not self._setup:
                yield Step(now, self._switched(setup), tracks)
            elif self._camera.next <= self._recorder.next:
                yield Step(now, self._camera.shoot(), tracks)
            else:
                yield Step(now, self._recorder.record(), tracks)

    def _switched(self, setup: Setup) -> list[Packet]:
        """What the old encoders still held."""
        held: list[Packet] = []
        before, self._setup = self._setup, setup
        camera, recorder = self._camera, self._recorder
        if video_settings(before) != video_settings(setup):
            held += camera.close()
            self._camera = Camera(self._studio, self._timeline, setup, camera.next)
        if audio_settings(before) != audio_settings(setup):
            held += recorder.close()
            self._recorder = Recorder(self._studio, self._timeline, setup, recorder.start)
        return held
