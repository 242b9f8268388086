"""What the hosts say: syllables in the manner of Mandarin (initial, final, tone), in phrases, by turns. They mean nothing, pleasantly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

LEAST_PAUSE_S, MOST_PAUSE_S = 0.28, 0.62
SYLLABLE_S = 0.205


class Formants(NamedTuple):
    """The first three, in Hz, of a man's vocal tract; rounded from published averages."""

    f1: float
    f2: float
    f3: float


class Initial(NamedTuple):
    """A consonant: its noise (gain, centre in Hz, seconds) and whether the lips close for it."""

    gain: float
    centre: float
    seconds: float
    lips: bool = False


A, E, I = Formants(760, 1250, 2550), Formants(500, 1250, 2450), Formants(300, 2250, 3000)  # noqa: E741  # the vowel is called so
O, U, Y = Formants(520, 850, 2450), Formants(340, 780, 2350), Formants(300, 1950, 2350)  # noqa: E741  # the vowel is called so
N, NG = Formants(280, 1550, 2500), Formants(300, 1000, 2400)
FINALS = (
    *((A, A), (E, E), (I, I), (O, O), (U, U), (Y, Y)),
    *((A, I), (E, I), (A, U), (O, U), (I, A), (U, O)),
    *((A, N), (E, N), (I, N), (A, NG), (O, NG)),
)
"""Where a final begins and ends."""
INITIALS = (
    Initial(0.0, 0.0, 0.015),
    Initial(0.0, 0.0, 0.055, lips=True),
    Initial(0.0, 0.0, 0.040),
    Initial(0.20, 2600.0, 0.018),
    Initial(0.18, 1600.0, 0.022),
    Initial(0.10, 900.0, 0.014, lips=True),
    Initial(0.10, 5400.0, 0.080),
    Initial(0.10, 4300.0, 0.075),
    Initial(0.12, 2900.0, 0.080),
    Initial(0.06, 1400.0, 0.055),
)
TONES = ((1.15, 1.15, 1.14), (0.94, 0.99, 1.17), (0.93, 0.80, 0.90), (1.22, 1.06, 0.82), (1.0, 0.97, 0.94))
"""Pitch at begin, middle and end, relative to the voice's."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """`host` is a number; `start` and `seconds` are in the loop; `pitch` at begin, middle and end is relative to the voice's."""

    host: int
    start: float
    seconds: float
    initial: Initial
    begin: Formants
    end: Formants
    pitch: tuple[float, float, float]
    stress: float


def spoken(hosts: int, loop_s: float, seed: int) -> list[Syllable]:
    """What is said in a loop, in order. Hosts take turns; the loop ends in a pause."""
    random = np.random.default_rng((seed, hosts))
    said: list[Syllable] = []
    at, host, phrases = 0.15, 0, 2
    while True:
        length = int(random.integers(4, 10))
        if at + length * SYLLABLE_S * 1.5 > loop_s - LEAST_PAUSE_S:
            return said
        at = _phrase(said, host, at, length, random)
        phrases -= 1
        if phrases == 0:
            host, phrases = (host + 1) % hosts, int(random.integers(1, 4))
        at += float(random.uniform(LEAST_PAUSE_S, MOST_PAUSE_S))


def _phrase(said: list[Syllable], host: int, at: float, length: int, random: np.random.Generator) -> float:
    """Adds a phrase; returns where it ends. Pitch sinks towards its end, and the last syllable is drawn out."""
    for number in range(length):
        last = number == length - 1
        seconds = SYLLABLE_S * float(random.uniform(0.8, 1.15)) * (1.35 if last else 1.0)
        begin, end = FINALS[random.integers(len(FINALS))]
        sinking = 1.07 - 0.15 * number / max(length - 1, 1)
        low, middle, high = TONES[random.integers(len(TONES))]
        said.append(
            Syllable(
                host=host,
                start=at,
                seconds=seconds,
                initial=INITIALS[random.integers(len(INITIALS))],
                begin=begin,
                end=end,
                pitch=(low * sinking, middle * sinking, high * sinking),
                stress=float(random.uniform(0.75, 1.0)) * (0.8 if last else 1.0),
            )
        )
        at += seconds
    return at
