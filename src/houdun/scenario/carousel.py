"""A loop of the show, encoded once and played for ever: publishing costs next to nothing.

The loop is a whole number of key frame distances, of packets of sound and of half seconds, so there is no seam in the pictures' or the sound's
time stamps nor in the grid of marks. Frame numbers and marks count from the loop's start, each time anew. The strip names no wall time, which is
older than the show: each H.264 packet gets a stamp that does.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from math import lcm
from pathlib import Path
from typing import Any

import numpy as np

from houdun.errors import OutsideError
from houdun.files import cache_folder, write
from houdun.media.encode import VIDEO_CLOCK, AudioEncoder, VideoEncoder
from houdun.media.marks import stamp
from houdun.media.track import Codec, Kind, Packet, Track
from houdun.scenario.live import Step, audio_settings, video_settings
from houdun.scenario.setup import Setup
from houdun.scenario.show import Show
from houdun.scenario.studio import Microphone, Studio

LEAST_S, MOST_S = 20.0, 120.0
BLOCKS = {Codec.AAC: 1024, Codec.OPUS: 960}
COLUMNS = ("pts", "dts", "duration", "key", "at")
RUN_UP = 8
"""Blocks of sound encoded before and after the loop, so that its ends fit together."""


@dataclass(frozen=True, slots=True)
class Loop:
    """`packets` are what leaves within `seconds`, in order. The first of the sound began in the turn before: their stamps are below 0."""

    tracks: tuple[Track, ...]
    packets: tuple[Packet, ...]
    seconds: Fraction


class Carousel:
    """A loop played endlessly with stamps that go on. `epoch` is the wall second of stream time 0."""

    encoding_s = 0.0

    def __init__(self, loop: Loop, epoch: float) -> None:
        self._loop, self._epoch = loop, epoch
        self.tracks = loop.tracks

    def begin(self, epoch: float) -> None:
        self._epoch = epoch

    def request_key(self) -> None:
        """The next key frame comes when it comes."""

    def __iter__(self) -> Iterator[Step]:
        length = {track.kind: int(self._loop.seconds / track.time_base) for track in self.tracks}
        seconds, turn = float(self._loop.seconds), 0
        stamped = self.tracks[0].codec is Codec.H264
        number_of = Fraction(self.tracks[0].fps, VIDEO_CLOCK)
        while True:
            for packet in self._loop.packets:
                if turn == 0 and packet.pts < 0:
                    continue
                shift, at = turn * length[packet.kind], packet.at + turn * seconds
                data = packet.data
                if stamped and packet.kind is Kind.VIDEO:
                    data = stamp.insert(data, self._epoch + at, round(packet.pts * number_of))
                yield Step(at, [replace(packet, data=data, pts=packet.pts + shift, dts=packet.dts + shift, at=at)], self.tracks)
            turn += 1


def length(setup: Setup) -> Fraction | None:
    """Seconds of the loop for that set-up; None where no short one closes."""
    gop = Fraction(max(1, round(setup.gop_s * setup.fps)), setup.fps)
    whole = _multiple(_multiple(gop, Fraction(BLOCKS[setup.audio_codec], setup.sample_rate)), Fraction(1, 2))
    turns = -(-Fraction(LEAST_S) // whole)
    return whole * turns if whole * turns <= MOST_S else None


def _multiple(one: Fraction, other: Fraction) -> Fraction:
    """The least common multiple."""
    denominator = lcm(one.denominator, other.denominator)
    return Fraction(lcm(int(one * denominator), int(other * denominator)), denominator)


def fits(setups: Sequence[Setup]) -> bool:
    """May all these ride on one loop?"""
    wanted = {(video_settings(setup), audio_settings(setup)) for setup in setups}
    return len(wanted) == 1 and length(setups[0]) is not None and setups[0].bframes == 0


def loop(show: Show, setup: Setup, *, stream: int, seed: int, folder: Path | None = None) -> Loop:
    """The loop of that show and set-up: read from the cache, or built and kept there. A cache that cannot be written to is done without."""
    name = _name(show, setup, stream, seed)
    path = (cache_folder("carousels") if folder is None else folder) / f"{name}.npz"
    if (kept := _read(path)) is not None:
        return kept
    made = build(show, setup, stream=stream, seed=seed)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, _bytes(made))
    except (OSError, OutsideError):
        pass
    return made


def build(show: Show, setup: Setup, *, stream: int, seed: int) -> Loop:
    """Encodes the loop, a few seconds' work. Raises UsageError where the codecs refuse the set-up."""
    seconds = length(setup)
    assert seconds is not None, "fits() has said so"
    studio = Studio(show, stream=stream, epoch=None, seed=seed, loop_s=float(seconds))
    video, pictures = _pictures(studio, setup, seconds)
    audio, sounds = _sounds(studio, setup, seconds)
    packets = sorted(pictures + sounds, key=lambda packet: packet.at)
    return Loop((video, audio), tuple(packets), seconds)


def _pictures(studio: Studio, setup: Setup, seconds: Fraction) -> tuple[Track, list[Packet]]:
    encoder = VideoEncoder(video_settings(setup))
    packets: list[Packet] = []
    for number in range(int(seconds * setup.fps)):
        picture = studio.picture(number, setup)
        packets += encoder.encode((picture.y, picture.u, picture.v), number * VIDEO_CLOCK // setup.fps, picture.at)
    return encoder.track, packets


def _sounds(studio: Studio, setup: Setup, seconds: Fraction) -> tuple[Track, list[Packet]]:
    """What leaves within the loop: its first packets begin before it, as the last ones leave after it."""
    encoder, microphone = AudioEncoder(audio_settings(setup)), Microphone(studio, setup.sample_rate, setup.channels)
    size, samples = encoder.frame_size, int(seconds * setup.sample_rate)
    packets: list[Packet] = []
    for block in range(-RUN_UP, samples // size + RUN_UP):
        sound = microphone.sound(block * size % samples, size)
        packets += encoder.encode(sound, block * size, (block + 1) * size / setup.sample_rate)
    return encoder.track, [packet for packet in packets if 0 <= packet.at < seconds]


def _name(show: Show, setup: Setup, stream: int, seed: int) -> str:
    told = repr((show, video_settings(setup), audio_settings(setup), stream, seed, metadata.version("av"), _code()))
    return f"{show.layout}-{hashlib.sha256(told.encode()).hexdigest()[:32]}"


@cache
def _code() -> str:
    """A hash of the code that makes a loop."""
    digest = hashlib.sha256()
    for root in (resources.files("houdun.scenario"), resources.files("houdun.media.marks")):
        for name, text in sorted(_sources(root, "")):
            digest.update(name.encode() + b"\0" + text)
    digest.update((resources.files("houdun.media") / "encode.py").read_bytes())
    return digest.hexdigest()


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for each in folder.iterdir():
        if each.is_dir() and each.name not in ("faults", "__pycache__"):
            yield from _sources(each, f"{prefix}{each.name}/")
        elif each.name.endswith(".py"):
            yield prefix + each.name, each.read_bytes()


def _bytes(loop: Loop) -> bytes:
    out = io.BytesIO()
    tracks = [{**asdict(track), "extradata": track.extradata.hex(), "time_base": str(track.time_base)} for track in loop.tracks]
    facts = json.dumps({"tracks": tracks, "seconds": str(loop.seconds)}).encode()
    packets = loop.packets
    np.savez(
        out,
        facts=np.frombuffer(facts, np.uint8),
        video=np.array([packet.kind is Kind.VIDEO for packet in packets]),
        pts=np.array([packet.pts for packet in packets]),
        dts=np.array([packet.dts for packet in packets]),
        duration=np.array([packet.duration for packet in packets]),
        key=np.array([packet.key for packet in packets]),
        at=np.array([packet.at for packet in packets]),
        size=np.array([len(packet.data) for packet in packets]),
        data=np.frombuffer(b"".join(packet.data for packet in packets), np.uint8),
    )
    return out.getvalue()


def _read(path: Path) -> Loop | None:
    """What the file holds; None where there is none, or a broken one."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
            facts = json.loads(kept["facts"].tobytes())
            data, ends = kept["data"].tobytes(), kept["size"].cumsum().tolist()
            columns = [kept[name].tolist() for name in COLUMNS]
            video = kept["video"].tolist()
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    packets = tuple(
        Packet(
            kind=Kind.VIDEO if is_video else Kind.AUDIO, data=data[start:end], pts=pts, dts=dts, duration=duration, key=key, at=at
        )
        for is_video, start, end, pts, dts, duration, key, at in zip(video, [0, *ends], ends, *columns, strict=False)
    )
    return Loop(tuple(_track(each) for each in facts["tracks"]), packets, Fraction(facts["seconds"]))


def _track(facts: dict[str, Any]) -> Track:
    return Track(
        **facts
        | {
            "kind": Kind(facts["kind"]),
            "codec": Codec(facts["codec"]),
            "time_base": Fraction(facts["time_base"]),
            "extradata": bytes.fromhex(facts["extradata"]),
        }
    )
