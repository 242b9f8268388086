"""Windows built by hand, for whoever writes a metric: a second of a healthy stream, and the means to spoil it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from houdun.media.marks.chirp import COUNTERS, PERIOD_S
from houdun.media.marks.strip import BRIGHT, DARK, NUMBERS
from houdun.probe.metric import Metric
from houdun.probe.window import Floats, Ints, Marks, Packets, Pictures, Sounds, Window

EPOCH = 1_800_000_000.0
"""The probe's clock at stream second 0."""
BLOCK = 1024
RATE = 48_000
Numbers = Sequence[float] | Floats


def pictures(
    times: Numbers,
    numbers: Sequence[int] | Ints | None = None,
    *,
    fps: int = 30,
    delay: float = 0.1,
    coded: bool = True,
    motion: float = 20.0,
    luma: float = 110.0,
) -> Pictures:
    """Pictures at these stream seconds, `delay` seconds after the host's clock; numbers are the times' own unless given. Every third is sampled."""
    at = np.asarray(times, np.float64)
    count = len(at)
    own = np.round(at * fps).astype(np.int64) if numbers is None else np.asarray(numbers, np.int64)
    sampled = np.arange(count) % 3 == 0
    level = np.full(count, 1.0 if coded else np.nan)
    return Pictures(
        arrival=EPOCH + at + delay,
        pts=at.copy(),
        time=at.copy(),
        number=np.where(own < 0, -1, own % NUMBERS) if coded else np.full(count, -1),
        stream=np.full(count, 7 if coded else -1),
        wall=(EPOCH + at) * level,
        luma=np.where(sampled, luma, np.nan),
        motion=np.where(sampled, motion, np.nan),
        low=DARK * level,
        high=BRIGHT * level,
        slice=np.full(count, 2, np.uint8),
    )


def sounds(times: Numbers, *, left: float = 0.01, right: float = 0.01, cross: float = 0.01, delay: float = 0.1) -> Sounds:
    """Blocks of 1024 samples at 48 kHz at these stream seconds; `left`, `right` and `cross` are mean squares."""
    at = np.asarray(times, np.float64)
    count = len(at)
    return Sounds(
        arrival=EPOCH + at + delay,
        pts=at.copy(),
        time=at.copy(),
        samples=np.full(count, BLOCK),
        rate=np.full(count, RATE),
        power=np.tile([left, right], (count, 1)),
        cross=np.full(count, cross),
    )


def marks(counters: Sequence[int], *, late: float = 0.0, delay: float = 0.1, stretch: float = 1.0) -> Marks:
    """These marks where they belong, but `late` seconds later on the stream's line. Negative counters were heard and not read."""
    known = np.asarray(counters, np.float64)
    at = known * PERIOD_S + late
    return Marks(
        pts=at,
        time=at.copy(),
        arrival=EPOCH + at + delay,
        counter=np.where(known >= 0, known % COUNTERS, -1).astype(np.int64),
        score=np.full(len(at), 0.98),
        stretch=np.full(len(at), stretch),
    )


def packets(times: Numbers, size: int = 2000, keys: Iterable[int] = (), *, sets: bool = True, delay: float = 0.1) -> Packets:
    """Packets of `size` bytes at these stream seconds; `keys` are the places of key packets, with parameter sets if `sets`."""
    at = np.asarray(times, np.float64)
    key = np.zeros(len(at), np.bool_)
    key[list(keys)] = True
    return Packets(
        arrival=EPOCH + at + delay,
        pts=at.copy(),
        dts=at.copy(),
        size=np.full(len(at), size),
        key=key,
        parameter_sets=key & sets,
    )


def frame_times(second: float, fps: int = 30) -> Floats:
    """The stream seconds of the frames of one second."""
    return np.asarray(second + np.arange(fps) / fps)


def block_times(second: int) -> Floats:
    """The stream seconds of the sound blocks that begin in one second."""
    first, last = -(-second * RATE // BLOCK), -(-(second + 1) * RATE // BLOCK)
    return np.asarray(np.arange(first, last) * (BLOCK / RATE))


def window(second: int, *, fps: int = 30, coded: bool = True, late: float = 0.0) -> Window:
    """One second of a healthy stream, key frame every other second; with codes or without; the sound `late` seconds late."""
    return Window(
        start=EPOCH + second,
        end=EPOCH + second + 1,
        pictures=pictures(frame_times(second, fps), fps=fps, coded=coded),
        sounds=sounds(block_times(second)),
        marks=marks([2 * second, 2 * second + 1] if coded else [], late=late),
        video=packets(frame_times(second, fps), keys=[0] if second % 2 == 0 else []),
        audio=packets(block_times(second), size=170),
    )


def silence(second: int) -> Window:
    """One second in which nothing came."""
    return Window(
        start=EPOCH + second,
        end=EPOCH + second + 1,
        pictures=pictures([]),
        sounds=sounds([]),
        marks=marks([]),
        video=packets([]),
        audio=packets([]),
    )


def measured(metric: Metric, windows: Iterable[Window]) -> dict[str, list[float]]:
    """Every figure that the metric yields over these windows, by series, in order."""
    found: dict[str, list[float]] = {}
    for each in windows:
        for name, value in metric.measure(each):
            found.setdefault(name, []).append(value)
    return found
