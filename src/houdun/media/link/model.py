"""What an impaired link does to what it carries, as a pure, seeded model: the relays and virtual time use the same one."""

from __future__ import annotations

from dataclasses import dataclass


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
