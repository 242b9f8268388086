"""Reads sound: power by channel, what both channels share, and the marks in the louder one."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from houdun.media.events import AudioSeen
from houdun.media.marks.ear import Ear, Heard
from houdun.probe.window import Floats, Marks, Sounds

Samples = NDArray[np.float32]

AUDIBLE_RATES = range(8_000, 192_001)
"""Rates at which marks are listened for: below, the chirp does not fit in."""
PLAUSIBLE = 1e4
"""Mean square that no sound exceeds (full scale is 1): beyond, and where it is no number, samples are garbage."""
LOUDER = 4.0
"""How much more power the second channel must have to be listened to instead of the first."""


class SoundReader:
    """Takes blocks of sound; `cut` gives the arrays of those taken since the last."""

    def __init__(self) -> None:
        self._seen: list[AudioSeen] = []
        self._listener = Listener(0)

    def take(self, event: AudioSeen) -> None:
        """One block."""
        self._seen.append(event)

    def cut(self) -> tuple[Sounds, Marks]:
        """The blocks since the last cut, and the marks that became whole with them."""
        events, self._seen = self._seen, []
        blocks = [_two_channels(event.samples) for event in events]
        power, cross = _levels(blocks)
        first, second = power.sum(axis=0).tolist()
        channel = 1 if second > LOUDER * first else 0
        told = [
            (event.arrival, event.pts, event.time, block.shape[1], event.rate)
            for event, block in zip(events, blocks, strict=True)
        ]
        arrival, pts, time, samples, rate = np.array(told, np.float64).reshape(-1, 5).T
        sounds = Sounds(
            arrival=arrival,
            pts=pts,
            time=time,
            samples=samples.astype(np.int64),
            rate=rate.astype(np.int64),
            power=power,
            cross=cross,
        )
        return sounds, self._heard(events, [block[min(channel, len(block) - 1)] for block in blocks])

    def _heard(self, events: list[AudioSeen], samples: list[Samples]) -> Marks:
        found: list[Mark] = []
        for event, block in zip(events, samples, strict=True):
            if event.rate != self._listener.rate:
                self._listener = Listener(event.rate)
            found += self._listener.take(event, block)
        pts, time, arrival, counter, score, stretch = np.array(found, np.float64).reshape(-1, 6).T
        return Marks(pts=pts, time=time, arrival=arrival, counter=counter.astype(np.int64), score=score, stretch=stretch)


Mark = tuple[float, float, float, int, float, float]
"""pts, time, arrival, counter, score, stretch."""


class Listener:
    """An ear for one sample rate, which also knows when each block came, and on which common time line it is."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._ear = Ear(rate) if rate in AUDIBLE_RATES else None
        self._blocks: deque[tuple[float, float]] = deque()
        self._gone = 0

    def take(self, event: AudioSeen, samples: Samples) -> list[Mark]:
        """The marks that became whole with this block."""
        if self._ear is None:
            return []
        self._blocks.append((event.arrival, event.time - event.pts))
        heard = self._ear.feed(samples, event.pts)
        marks = [self._mark(each) for each in heard]
        while self._gone < self._ear.oldest:
            self._blocks.popleft()
            self._gone += 1
        return marks

    def _mark(self, heard: Heard) -> Mark:
        arrival, shift = self._blocks[heard.block - self._gone]
        return heard.pts, heard.pts + shift, arrival, heard.counter, heard.score, heard.stretch


def _two_channels(samples: Samples) -> Samples:
    return samples[:2] if len(samples) else np.zeros((1, samples.shape[1]), np.float32)


def _levels(blocks: list[Samples]) -> tuple[Floats, Floats]:
    """Mean squares, shape (n, 2), and mean products of the channels. Garbage among the blocks is replaced, in the list."""
    power, cross = np.zeros((len(blocks), 2)), np.zeros(len(blocks))
    with np.errstate(all="ignore"):
        for row, block in enumerate(blocks):
            squares = block @ block.T
            if not squares.trace() <= PLAUSIBLE * block.shape[1]:
                blocks[row] = block = np.clip(np.nan_to_num(block), -1, 1)
                squares = block @ block.T
            count = max(block.shape[1], 1)
            power[row] = squares[0, 0] / count, squares[-1, -1] / count
            cross[row] = squares[0, -1] / count
    return power, cross
