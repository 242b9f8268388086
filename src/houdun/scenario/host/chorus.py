"""All hosts of a show together: what is heard, and how each mouth stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from houdun.scenario.host.speech import spoken
from houdun.scenario.host.voice import CONTROL_RATE, RATE, VOICES, Spoken, speak

SPEECH_RMS = 0.052
"""Root mean square of the speech, where there is some: with the marks, a show is near -23 LUFS."""
BED_HZ = (110.0, 164.8, 220.0, 277.2, 329.6)
BED_RMS = 0.004
"""A soft chord under everything (-48 dBFS): a studio that is on air is never silent between two phrases."""
EXACT = 1e-4
"""Nearer to a sample than this, in samples, nothing is interpolated."""


@lru_cache(maxsize=8)
def chorus(voices: tuple[str, ...], loop_s: float, seed: int) -> Chorus:
    """The chorus of these voices (names in VOICES). Making one takes a second, so it is kept."""
    return Chorus(voices, loop_s, seed)


class Chorus:
    """What they say repeats after `loop_s` seconds, which must be a whole number of control steps."""

    def __init__(self, voices: Sequence[str], loop_s: float, seed: int) -> None:
        said = spoken(len(voices), loop_s, seed)
        self._loop_s = loop_s
        self._spoken = [
            speak(VOICES[voice], [each for each in said if each.host == number], loop_s, seed + number)
            for number, voice in enumerate(voices)
        ]
        self._mono = _mixed(self._spoken)

    def at(self, seconds: NDArray[np.float64], channels: int) -> NDArray[np.float32]:
        """The sound at these seconds of the show, shape (channels, n), the same in all: 32 kbit/s suffice for one. Silence before second 0."""
        where = seconds % self._loop_s * RATE
        whole = np.rint(where)
        near = np.abs(where - whole).max(initial=0.0) < EXACT
        heard = self._take(whole) if near else self._between(where)
        heard[seconds < 0] = 0.0
        return np.tile(heard, (channels, 1))

    def mouth(self, host: int, at: float) -> tuple[float, float]:
        """Opening (0–1) and width (-1 round, 1 spread) of that host's mouth."""
        spoken = self._spoken[host]
        step = round(at * CONTROL_RATE) % len(spoken.opening)
        return float(spoken.opening[step]), float(spoken.width[step])

    def _take(self, whole: NDArray[np.float64]) -> NDArray[np.float32]:
        return self._mono.take(whole.astype(np.int64), mode="wrap")

    def _between(self, where: NDArray[np.float64]) -> NDArray[np.float32]:
        """Catmull–Rom through the four samples around."""
        floor = np.floor(where)
        t = (where - floor).astype(np.float32)
        a, b, c, d = (self._take(floor + offset) for offset in (-1, 0, 1, 2))
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def _mixed(spoken: Sequence[Spoken]) -> NDArray[np.float32]:
    mix = np.sum([each.samples for each in spoken], axis=0)
    aloud = np.abs(mix) > 0.02 * np.abs(mix).max()
    mix *= SPEECH_RMS / np.sqrt(np.mean(mix[aloud] ** 2))
    return np.asarray(mix + _bed(len(mix)), np.float32)


def _bed(samples: int) -> NDArray[np.float64]:
    """The chord, each note swelling in its own time; whole swings in a loop, so that it closes."""
    turn = 2 * np.pi * np.arange(samples) / samples
    seconds = samples / RATE
    bed = np.zeros(samples)
    for number, hertz in enumerate(BED_HZ, start=1):
        bed += np.sin(round(hertz * seconds) * turn) * (1 + 0.6 * np.sin((number + 1) * turn + number)) / number
    level: float = np.sqrt(np.mean(bed**2))
    return bed * (BED_RMS / level)
