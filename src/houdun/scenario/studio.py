"""The show as raw pictures and sound in stream time, codes included. What it gives depends on the moment asked for alone, so that a fault
may ask for the sound of another time, and the same show is the same to the last bit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from houdun.media.marks import chirp, strip
from houdun.scenario.fault import Picture, Sound, Source
from houdun.scenario.host.chorus import chorus
from houdun.scenario.host.scene import scene
from houdun.scenario.setup import Setup
from houdun.scenario.show import Show

MARK_GAIN = 0.1
"""Peak of the marks: as loud as the speech beside them, and well above what a codec of 16 kbit/s drops."""
DUCK = 0.3
"""What is left of the speech while a mark sounds."""
LOOP_S = 24.0
"""After so long the hosts say the same again."""


class Studio:
    """`stream` is the id that the strip carries. `epoch` is the wall second of stream time 0; None: the strip names no wall time.

    `loop_s` is how long hosts speak and move before they begin anew, without a seam.
    """

    def __init__(self, show: Show, *, stream: int, epoch: float | None, seed: int = 0, loop_s: float = LOOP_S) -> None:
        self.epoch, self._show, self._stream, self._seed, self._loop_s = epoch, show, stream, seed, loop_s
        self._chorus = chorus(tuple(host.voice for host in show.hosts), loop_s, seed)

    def wall(self, at: float) -> float | None:
        """The wall second of that stream second."""
        return None if self.epoch is None else self.epoch + at

    def picture(self, number: int, setup: Setup) -> Picture:
        """Frame `number` at that size and rate. Its planes are the caller's own, the strip is drawn."""
        at = number / setup.fps
        drawn = scene(self._show, self._loop_s, self._seed, setup.width, setup.height).draw(at)
        picture = Picture(number, at, *drawn)
        self.restrip(picture, number, self.wall(at))
        return picture

    def restrip(self, picture: Picture, number: int, wall: float | None) -> None:
        """Draws the strip anew, in place."""
        strip.draw(picture.y, number, self._stream, wall)

    def hear(self, seconds: NDArray[np.float64], channels: int) -> NDArray[np.float32]:
        """The sound at these seconds of the show, shape (channels, n): speech, and a mark each half second. Silence before second 0."""
        marks = chirp.at(seconds)
        said = self._chorus.at(seconds, channels)
        return (said * _room(seconds) + MARK_GAIN / chirp.LEVEL * marks).astype(np.float32)


class Microphone(Source):
    """The studio's sound sampled at `rate`."""

    def __init__(self, studio: Studio, rate: int, channels: int) -> None:
        self._studio, self.rate, self.channels = studio, rate, channels

    def block(self, first: int, count: int) -> Sound:
        return Sound(first, first / self.rate, self.sound(first, count))

    def sound(self, first: float, count: int, stretch: float = 1.0) -> NDArray[np.float32]:
        return self._studio.hear((first + np.arange(count) * stretch) / self.rate, self.channels)


def _room(seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    """The speech's gain: it steps back for a mark, softly before and after."""
    within = seconds % chirp.PERIOD_S
    away = np.minimum(np.abs(within - chirp.MARK_S / 2), np.abs(within - chirp.PERIOD_S - chirp.MARK_S / 2)) - chirp.MARK_S / 2
    return DUCK + (1 - DUCK) * np.clip(away / 0.03, 0.0, 1.0)
