"""Chances that depend on their names only: the same seed, thread and name give the same number, in whatever order they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from math import exp
from statistics import NormalDist
from typing import TypeVar

from houdun.desk.persona import Delay
from houdun.facts.time import SECOND, Millis

T = TypeVar("T")
NORMAL = NormalDist()
BITS = 52


class Dice:
    def __init__(self, *of: object) -> None:
        self._hash = blake2b("\0".join(map(str, of)).encode(), digest_size=8)

    def share(self, name: str) -> float:
        """Uniform, inside 0 and 1."""
        hashed = self._hash.copy()
        hashed.update(b"\0\0" + name.encode())
        return ((int.from_bytes(hashed.digest()) >> (64 - BITS)) + 0.5) / (1 << BITS)

    def happens(self, name: str, share: float) -> bool:
        return self.share(name) < share

    def choice(self, name: str, among: Sequence[T]) -> T:
        return among[int(self.share(name) * len(among))]

    def between(self, name: str, low: Millis, high: Millis) -> Millis:
        return low + int(self.share(name) * (high - low))

    def lasting(self, name: str, delay: Delay, unit: Millis) -> Millis:
        """A log-normal time in whole seconds, 20 s at least: nobody types faster."""
        length = delay.median * exp(delay.sigma * NORMAL.inv_cdf(self.share(name)))
        return max(int(length * unit) // SECOND, 20) * SECOND
