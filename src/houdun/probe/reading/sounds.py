"""Reads sound: power by channel, what both channels share, and the marks in the louder one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from houdun.media.events import AudioSeen
from houdun.media.marks.ear import Ear
from houdun.probe.window import Floats, Marks, Sounds

Samples = NDArray[np.float32]
Mark = tuple[float, float, float, int, float, float]
"""pts, time, arrival, counter, score, stretch."""

AUDIBLE_RATES = range(8_000, 192_001)
"""Rates at which marks are listened for: below, the chirp does not fit in."""
PLAUSIBLE = 1e4
"""Mean square that no sound exceeds (full scale is 1): beyond, and where it is no number, samples are garbage."""
LOUDER = 4.0
"""How much more power the second channel must have to be listened to instead of the first."""


class SoundReader:
    """Reads the blocks of a second, and keeps what is unfinished in it for the next."""

    def __init__(self) -> None:
        self._listener = Listener(0)

    def read(self, events: Sequence[AudioSeen]) -> tuple[Sounds, Marks]:
        """The blocks, and the marks that became whole with them."""
        blocks, power, cross = _levels([_two_channels(event.samples) for event in events])
        first, second = power.sum(axis=0).tolist()
        channel = -1 if second > LOUDER * first else 0
        sounds = Sounds(
            arrival=np.array([event.arrival for event in events], np.float64),
            pts=np.array([event.pts for event in events], np.float64),
            time=np.array([event.time for event in events], np.float64),
            samples=np.array([block.shape[1] for block in blocks], np.int64),
            rate=np.array([event.rate for event in events], np.int64),
            power=power,
            cross=cross,
        )
        return sounds, self._marks(events, [block[channel] for block in blocks])

    def _marks(self, events: Sequence[AudioSeen], samples: Sequence[Samples]) -> Marks:
        found: list[Mark] = []
        for rate, run in groupby(zip(events, samples, strict=True), key=lambda each: each[0].rate):
            if rate != self._listener.rate:
                self._listener = Listener(rate)
            found += self._listener.hear(run)
        pts, time, arrival, counter, score, stretch = np.array(found, np.float64).reshape(-1, 6).T
        return Marks(pts=pts, time=time, arrival=arrival, counter=counter.astype(np.int64), score=score, stretch=stretch)


class Listener:
    """An ear for one sample rate, which also knows when each block came, and where it is on the common time line."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._ear = Ear(rate) if rate in AUDIBLE_RATES else None
        self._blocks: list[AudioSeen] = []
        self._first = 0

    def hear(self, run: Iterable[tuple[AudioSeen, Samples]]) -> Iterator[Mark]:
        """The marks that become whole with these blocks."""
        if self._ear is None:
            return
        for event, samples in run:
            self._blocks.append(event)
            for heard in self._ear.feed(samples, event.pts):
                block = self._blocks[heard.block - self._first]
                time = heard.pts + block.time - block.pts
                yield heard.pts, time, block.arrival, heard.counter, heard.score, heard.stretch
        del self._blocks[: self._ear.oldest - self._first]
        self._first = self._ear.oldest


def _two_channels(samples: Samples) -> Samples:
    return samples[:2] if len(samples) else np.zeros((1, samples.shape[1]), np.float32)


def _levels(blocks: list[Samples]) -> tuple[list[Samples], Floats, Floats]:
    """The blocks, with garbage among them mended; mean squares, shape (n, 2), and mean products of the channels."""
    mended: list[Samples] = []
    means = [np.empty((0, 3))]
    with np.errstate(all="ignore"):
        for (_, count), run in groupby(blocks, np.shape):
            stack = np.array(list(run))
            products = _products(stack)
            wild = ~(products[:, 0] + products[:, 1] <= PLAUSIBLE * count)
            if wild.any():
                stack[wild] = np.clip(np.nan_to_num(stack[wild]), -1, 1)
                products = _products(stack)
            mended.extend(stack)
            means.append(products / max(count, 1))
    found = np.concatenate(means)
    return mended, found[:, :2], found[:, 2]


def _products(stack: NDArray[np.float32]) -> Floats:
    """Of n blocks alike, shape (n, channels, samples): first × first, last × last and first × last channel, summed; shape (n, 3)."""
    first, last = stack[:, 0], stack[:, -1]
    return np.stack([np.vecdot(first, first), np.vecdot(last, last), np.vecdot(first, last)], axis=1, dtype=np.float64)
