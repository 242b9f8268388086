"""The coded marks in the sound: one every half second of the source, its first sample at that moment exactly.

A mark is a chirp of 60 ms, 1 to 4 kHz, by which it is timed, and four tones of 30 ms, one of sixteen each, which say its counter: three
digits and a check. Marks are written as a function of the source's time, so that sound of another time, shifted or stretched by any
fraction of a sample, is read from it like any other.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Sound = NDArray[np.float32]
Digit = TypeVar("Digit", int, NDArray[np.int64])

PERIOD_S = 0.5
"""Mark k begins at source second k × PERIOD_S."""
COUNTERS = 4096
CHIRP_S = 0.060
TONE_S = 0.030
TONES = 4
MARK_S = CHIRP_S + TONES * TONE_S
LEVEL = 0.5
"""Peak of a mark; full scale is 1."""

LOWEST_HZ, HIGHEST_HZ = 1000.0, 4000.0
TONE_HZ = 1000.0 + 180.0 * np.arange(16)


def mark(counter: int, rate: int, stretch: float = 1.0) -> Sound:
    """The samples of one mark, `stretch` times as long as it should be."""
    return _shape(np.arange(round(MARK_S * stretch * rate)) / (rate * stretch), np.int64(counter))


def sound(first: float, count: int, rate: int, *, shift: float = 0.0, stretch: float = 1.0) -> Sound:
    """`count` samples of the grid of marks from sample `first` on (fractions allowed).

    `shift` is how many seconds late the content is. Sample i is that of the source at sample first + i × stretch: above 1 the source is
    read too fast, and marks sound shorter and higher.
    """
    return at((first + np.arange(count) * stretch) / rate - shift)


def at(seconds: Floats) -> Sound:
    """The grid of marks at these seconds of the source; silence between marks and before second 0."""
    counter = np.floor(seconds / PERIOD_S).astype(np.int64)
    within = seconds - counter * PERIOD_S
    sounding = (within < MARK_S) & (counter >= 0)
    samples = np.zeros(len(seconds), np.float32)
    samples[sounding] = _shape(within[sounding], counter[sounding])
    return samples


def digits(counter: NDArray[np.int64] | np.int64) -> NDArray[np.int64]:
    """The four tones' numbers, shape (4,) or (4, n): the counter in base 16, and the check."""
    number = np.asarray(counter)
    high, middle, low = number >> 8 & 15, number >> 4 & 15, number & 15
    return np.stack([high, middle, low, check(high, middle, low)])


def check(high: Digit, middle: Digit, low: Digit) -> Digit:
    """The fourth digit."""
    return high * 7 + middle * 5 + low * 3 + 9 & 15


def chirp(seconds: Floats) -> Sound:
    """The chirp at seconds since its begin, within [0, CHIRP_S); peak 1."""
    phase = LOWEST_HZ * seconds + (HIGHEST_HZ - LOWEST_HZ) / (2 * CHIRP_S) * seconds**2
    wave: Floats = np.sin(2 * np.pi * phase) * np.sin(np.pi * seconds / CHIRP_S) ** 2
    return wave.astype(np.float32)


def _shape(within: Floats, counter: NDArray[np.int64] | np.int64) -> Sound:
    """A mark at seconds since its begin, within [0, MARK_S); peak LEVEL."""
    samples = np.zeros(len(within), np.float32)
    early = within < CHIRP_S
    samples[early] = chirp(within[early])
    later = within[~early] - CHIRP_S
    which = np.minimum((later / TONE_S).astype(np.int64), TONES - 1)
    said = np.broadcast_to(digits(counter).reshape(TONES, -1), (TONES, len(within)))[:, ~early]
    hertz = TONE_HZ[said[which, np.arange(len(later))]]
    inside = later - which * TONE_S
    samples[~early] = np.sin(2 * np.pi * hertz * inside) * np.sin(np.pi * np.clip(inside / TONE_S, 0, 1))
    samples *= LEVEL
    return samples
