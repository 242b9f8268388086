"""Hears the marks in decoded sound: when each began, to a fraction of a sample, and which it is.

Two modes. Searching: a matched filter over all new sound, on every few samples, for each length that a mark may have. Locked: the filter at
full rate, only where the next mark is expected. Lock is kept by counting samples, not by time stamps: a jump of stamps cannot break it,
and a jump of the content is searched for, in the sound already there, as soon as one mark is missed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from houdun.media.marks import chirp

Sound = NDArray[np.float32]

STRETCHES = (1.0, 44_100 / 48_000, 48_000 / 44_100)
"""Lengths of a mark that are listened for: right, and what a mix-up of the two common sample rates makes of it, either way."""
LONGEST_S = chirp.MARK_S * max(STRETCHES)
ACCEPT = 0.5
SUSPECT = 0.35
"""Least correlation at full rate, and on every few samples, where the peak falls between two of them."""
SLACK_S = 0.7e-3
"""How far from its expected place a locked mark may be: a clock wrong by 1400 ppm."""
SEARCH_S = 0.25
"""How much new sound, in which marks may begin, a search waits for; it takes at most MOST_S in one go."""
MOST_S = 2.0
QUIET = 1e-7
"""Mean square below which there is nothing to hear (-70 dBFS)."""
COARSE_HZ, TONES_HZ = 11_000, 16_000
"""Rates, or little more, at which chirps are searched and tones read."""
APART_S = 0.1
"""Two marks never begin so near to each other."""
TONE_BINS = np.round(chirp.TONE_HZ * chirp.TONE_S).astype(np.intp)
"""Where the tones are in a spectrum over one: the same at every rate and length."""
TOLERANCE_S = 3e-3
"""Stamps of one run of sound agree this well; containers round them to a millisecond."""


class Heard(NamedTuple):
    """A mark. `pts` is when it began, on the blocks' time line; nan where its block had no time."""

    pts: float
    counter: int
    """Modulo 4096; -1 where the tones did not decode."""
    score: float
    """Correlation, 0–1."""
    stretch: float
    """One of STRETCHES."""
    block: int
    """In which block fed it began, counted from 0."""


class Ear:
    """Listens to one channel at `rate` Hz. A change of rate needs a new one."""

    def __init__(self, rate: int) -> None:
        self.oldest = 0
        """The earliest block that a mark may still name."""
        self._rate = rate
        self._blocks: list[Sound] = []
        self._starts: list[int] = []
        self._anchors: list[float] = []
        self._end = 0
        self._slack = round(SLACK_S * rate)
        # A little before the start, so that a mark may begin with the very first sample.
        self._searched = -self._slack
        self._expected: int | None = None
        self._stretch = 1.0
        self._due = self._search_due()

    def feed(self, samples: Sound, pts: float) -> list[Heard]:
        """Takes the next block, whose first sample is at `pts` seconds; the marks that are now whole, in order."""
        self._blocks.append(samples)
        self._starts.append(self._end)
        self._anchors.append(pts - self._end / self._rate)
        self._end += len(samples)
        if self._end < self._due:
            return []
        found = [self._heard(*each) for each in self._listen()]
        self._forget()
        return found

    def _listen(self) -> Iterator[tuple[float, int, float]]:
        """(first sample, counter, score) of every mark for which enough has come."""
        while self._end >= self._due:
            if self._expected is None:
                yield from self._search()
            elif (found := self._measure(self._expected, self._stretch)) is not None:
                self._lock(found[0])
                yield found
            else:
                self._expected, self._due = None, self._searched + round(LONGEST_S * self._rate)

    def _lock(self, position: float) -> None:
        self._searched = int(position + chirp.MARK_S * self._stretch * self._rate)
        self._expected = round(position + chirp.PERIOD_S * self._stretch * self._rate)
        self._due = self._expected + int(chirp.MARK_S * self._stretch * self._rate) + self._slack + 2

    def _search_due(self) -> int:
        return self._searched + int((SEARCH_S + LONGEST_S) * self._rate)

    def _search(self) -> Iterator[tuple[float, int, float]]:
        last = min(self._end - round(LONGEST_S * self._rate), self._searched + int(MOST_S * self._rate))
        first, self._searched = self._searched, last
        self._due = self._search_due()
        for stretch in sorted(STRETCHES, key=lambda each: each != self._stretch):
            found = list(self._marks(first, last, stretch))
            if found:
                self._stretch = stretch
                self._lock(found[-1][0])
                yield from found
                return

    def _marks(self, first: int, last: int, stretch: float) -> Iterator[tuple[float, int, float]]:
        """Marks of one length that begin in [first, last)."""
        step = max(1, self._rate // COARSE_HZ)
        coarse = self._sound(first, last + int(chirp.CHIRP_S * stretch * self._rate))[::step]
        for place in sorted(_peaks(coarse, _pattern(self._rate / step, stretch), int(APART_S * self._rate / step))):
            found = self._measure(first + place * step, stretch)
            if found is not None:
                yield found

    def _measure(self, expected: int, stretch: float) -> tuple[float, int, float] | None:
        """The mark that begins within the slack of `expected`, if there is one."""
        pattern = _pattern(self._rate, stretch)
        first = expected - self._slack
        sound = self._sound(first, expected + self._slack + int(chirp.MARK_S * stretch * self._rate) + 2)
        match = np.abs(np.correlate(sound[: 2 * self._slack + len(pattern.chirp)], pattern.chirp, "valid"))
        best = int(match.argmax())
        if not 0 < best < len(match) - 1:
            return None
        under = sound[best : best + len(pattern.chirp)]
        score = float(match[best]) / (max(float(under @ under), QUIET * len(under)) ** 0.5 * pattern.norm)
        if score < ACCEPT:
            return None
        exact = best + _vertex(*match[best - 1 : best + 2].tolist())
        return first + exact, pattern.counter(sound, exact), min(score, 1.0)

    def _sound(self, first: int, last: int) -> Sound:
        """The samples in [first, last), silence before the start."""
        begin = max(bisect_right(self._starts, first) - 1, 0)
        blocks = self._blocks[begin : bisect_left(self._starts, last)]
        start = self._starts[begin]
        if first < start:
            blocks, start = [np.zeros(start - first, np.float32), *blocks], first
        return np.concatenate(blocks)[first - start : last - start]

    def _heard(self, position: float, counter: int, score: float) -> Heard:
        block = max(bisect_right(self._starts, position) - 1, 0)
        last = bisect_right(self._starts, position + chirp.MARK_S * self._stretch * self._rate)
        own = self._anchors[block]
        # Containers round stamps: the mean over the mark's blocks is finer than any one of them.
        alike = [anchor for anchor in self._anchors[block:last] if abs(anchor - own) < TOLERANCE_S] or [own]
        pts = sum(alike) / len(alike) + position / self._rate
        return Heard(pts, counter, score, self._stretch, self.oldest + block)

    def _forget(self) -> None:
        """Drops the blocks before anything that may still be looked at."""
        past = max(bisect_right(self._starts, self._searched - 2 * self._slack) - 1, 0)
        del self._blocks[:past], self._starts[:past], self._anchors[:past]
        self.oldest += past


class _Pattern:
    """A mark as it sounds at some rate and length."""

    def __init__(self, rate: float, stretch: float) -> None:
        self.chirp = chirp.chirp(np.arange(int(chirp.CHIRP_S * stretch * rate)) / (rate * stretch))
        self.norm = float(np.sqrt(self.chirp @ self.chirp))
        self._begins = (chirp.CHIRP_S + chirp.TONE_S * np.arange(chirp.TONES)) * stretch * rate
        # Every few samples will do for tones below 4 kHz.
        self._inside = np.arange(0, int(chirp.TONE_S * stretch * rate), max(1, int(rate // TONES_HZ)))
        self._bins = np.minimum(TONE_BINS, len(self._inside) // 2)
        self._bell = np.sin(np.pi * np.linspace(0, 1, len(self._inside))).astype(np.float32)

    def spectrum(self, size: int) -> NDArray[np.complex64]:
        return np.conj(np.fft.rfft(self.chirp, size))

    def counter(self, sound: Sound, begin: float) -> int:
        """What the tones say; -1 where the check is wrong."""
        places = np.round(begin + self._begins).astype(np.intp)[:, None] + self._inside
        tones = np.abs(np.fft.rfft(sound.take(places, mode="clip") * self._bell)[:, self._bins])
        high, middle, low, check = tones.argmax(axis=1).tolist()
        return (high << 8 | middle << 4 | low) if chirp.check(high, middle, low) == check else -1


@lru_cache(maxsize=16)
def _pattern(rate: float, stretch: float) -> _Pattern:
    return _Pattern(rate, stretch)


def _peaks(sound: Sound, pattern: _Pattern, apart: int) -> Iterator[int]:
    """Where the chirp may begin, the likeliest first."""
    length = len(pattern.chirp)
    count = len(sound) - length + 1
    if count < 1 or float(sound @ sound) < QUIET * len(sound):
        return
    size = -(-len(sound) // 1024) * 1024
    match = np.abs(np.fft.irfft(np.fft.rfft(sound, size) * pattern.spectrum(size), size)[:count])
    energy = np.concatenate([[0.0], np.cumsum(sound.astype(np.float64) ** 2)])
    under = np.maximum(energy[length:] - energy[:-length], QUIET * length)
    score = match / (np.sqrt(under) * pattern.norm)
    while score[best := int(score.argmax())] > SUSPECT:
        yield best
        score[max(best - apart, 0) : best + apart] = 0


def _vertex(left: float, middle: float, right: float) -> float:
    """Where between -1 and 1 the parabola through three points has its top."""
    bend = left - 2 * middle + right
    return 0.5 * (left - right) / bend if bend else 0.0
