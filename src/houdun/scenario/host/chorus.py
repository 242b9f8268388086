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
ROOM_RMS = 0.0006
"""A room is never quite silent."""
ASIDE = 0.25
"""How far to the side hosts who share a show are heard, 0–1."""
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
        self._stereo = _mixed(self._spoken, seed)

    def at(self, seconds: NDArray[np.float64], channels: int) -> NDArray[np.float32]:
        """The sound at these seconds of the show, shape (channels, n); silence before second 0."""
        where = seconds % self._loop_s * RATE
        whole = np.rint(where)
        near = np.abs(where - whole).max(initial=0.0) < EXACT
        heard = self._take(whole) if near else self._between(where)
        heard[:, seconds < 0] = 0.0
        return heard if channels == 2 else heard.mean(axis=0, keepdims=True)

    def mouth(self, host: int, at: float) -> tuple[float, float]:
        """Opening (0–1) and width (-1 round, 1 spread) of that host's mouth."""
        spoken = self._spoken[host]
        step = round(at * CONTROL_RATE) % len(spoken.opening)
        return float(spoken.opening[step]), float(spoken.width[step])

    def _take(self, whole: NDArray[np.float64]) -> NDArray[np.float32]:
        return self._stereo.take(whole.astype(np.int64), axis=1, mode="wrap")

    def _between(self, where: NDArray[np.float64]) -> NDArray[np.float32]:
        """Catmull–Rom through the four samples around."""
        floor = np.floor(where)
        t = (where - floor).astype(np.float32)
        a, b, c, d = (self._take(floor + offset) for offset in (-1, 0, 1, 2))
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def _mixed(spoken: Sequence[Spoken], seed: int) -> NDArray[np.float32]:
    """Shape (2, n)."""
    sides = np.linspace(-ASIDE, ASIDE, len(spoken)) if len(spoken) > 1 else np.zeros(1)
    mix = np.zeros((2, len(spoken[0].samples)))
    for each, side in zip(spoken, sides, strict=True):
        angle = np.pi / 4 * (1 + side)
        mix += np.outer([np.cos(angle), np.sin(angle)], each.samples) * np.sqrt(2)
    aloud = np.abs(mix[0]) > 0.02 * np.abs(mix[0]).max()
    mix *= SPEECH_RMS / np.sqrt(np.mean(mix[:, aloud] ** 2))
    return (mix + ROOM_RMS * np.random.default_rng(seed).standard_normal(mix.shape[1])).astype(np.float32)
