"""What an impaired link does to what it carries, as a pure, seeded model: the relays and virtual time use the same one."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

RETRANSMISSION = 0.2
"""Seconds that a lost segment costs a reliable flow at least (Linux' least retransmission time-out)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impairment:
    """`rate_kbps` 0 is unlimited; a datagram that would wait longer than `queue_ms` for it is dropped. Loss is a share, 0–1.

    Bursts after Gilbert and Elliott: in the good state `burst_enter` is the chance of going bad per datagram, in the bad state every datagram is lost
    and `burst_leave` is the chance of recovery; the mean loss is enter ÷ (enter + leave). `growth_ms_per_s` is delay that grows. `stall` stops everything.
    """

    delay_ms: float = 0.0
    jitter_ms: float = 0.0
    loss: float = 0.0
    burst_enter: float = 0.0
    burst_leave: float = 1.0
    rate_kbps: float = 0.0
    queue_ms: float = 500.0
    growth_ms_per_s: float = 0.0
    stall: bool = False


CLEAR = Impairment()


class Line:
    """One direction of a link. Times are seconds on any clock that only rises; the same seed and calls give the same answers.

    `reliable` carries a byte stream: order is kept, nothing is lost, a loss costs a retransmission and holds up all that follows.
    """

    def __init__(self, impairment: Impairment = CLEAR, *, reliable: bool, seed: int = 0, now: float = 0.0) -> None:
        self._reliable, self._random = reliable, random.Random(seed)
        self._bad, self._free, self._last = False, -math.inf, -math.inf
        self.change(impairment, now)

    @property
    def impairment(self) -> Impairment:
        return self._impairment

    def change(self, impairment: Impairment, now: float) -> None:
        """From `now` on another impairment holds; what is on its way is not touched, delay that grew is back at its start."""
        self._impairment, self._since = impairment, now

    def carry(self, at: float, size: int) -> float | None:
        """When `size` bytes that enter at `at` come out; None: lost. Infinity: held up for as long as the stall lasts (reliable only)."""
        if self._impairment.stall:
            return math.inf if self._reliable else None
        lost = self._is_lost()
        if lost and not self._reliable:
            return None
        through = self._through(at, size)
        if through is None:
            return None
        arrival = through + self._delay(at) + (self._penalty() if lost else 0.0)
        if self._reliable:
            arrival = self._last = max(arrival, self._last)
        return arrival

    def backlog(self, at: float) -> float:
        """Seconds that something entering at `at` waits for its turn."""
        return max(0.0, self._free - at)

    def _is_lost(self) -> bool:
        held = self._impairment
        if self._bad:
            self._bad = self._random.random() >= held.burst_leave
        elif held.burst_enter:
            self._bad = self._random.random() < held.burst_enter
        return self._bad or (held.loss > 0 and self._random.random() < held.loss)

    def _through(self, at: float, size: int) -> float | None:
        """When the last bit has passed the bottleneck; None: the queue is full."""
        held = self._impairment
        if not held.rate_kbps:
            return at
        if not self._reliable and self.backlog(at) * 1000 > held.queue_ms:
            return None
        self._free = max(at, self._free) + size * 8 / (held.rate_kbps * 1000)
        return self._free

    def _delay(self, at: float) -> float:
        held = self._impairment
        jitter = self._random.gauss(0.0, held.jitter_ms) if held.jitter_ms else 0.0
        grown = held.growth_ms_per_s * max(0.0, at - self._since)
        return max(0.0, held.delay_ms + jitter + grown) / 1000

    def _penalty(self) -> float:
        return max(RETRANSMISSION, 3 * self._impairment.delay_ms / 1000)
