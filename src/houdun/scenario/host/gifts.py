"""Gifts that rise over the picture in bursts, as a show's file says. Where each one is depends on the moment alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, pi, sin

from houdun.scenario.host.canvas import Box
from houdun.scenario.host.rooms import HEART
from houdun.scenario.show import Gifts

RISE_S = 3.2
"""A gift's way from the foot of the picture to where it fades."""
FADES = 4
BOX = Box(-38, -42, 76, 84)
DRAWINGS = {
    "heart": f'<path transform="scale(1.15)" d="{HEART}" fill="#ff5478"/><path d="M-16 -14 q3 -7 9 -6" fill="none" stroke="#ffc2d0" stroke-width="4" stroke-linecap="round"/>',
    "star": '<path d="M0 -32 L9 -11 L32 -9 L15 7 L20 30 L0 18 L-20 30 L-15 7 L-32 -9 L-9 -11 Z" fill="#ffc93c" stroke="#ffe9a8" stroke-width="3" stroke-linejoin="round"/>',
    "rose": '<path d="M0 2 Q-4 22 2 38" fill="none" stroke="#2f8f6b" stroke-width="5" stroke-linecap="round"/><path d="M0 22 q14 -10 20 2 q-12 8 -20 -2 Z" fill="#37a078"/>'
    '<circle cy="-12" r="22" fill="#e8385a"/><path d="M-13 -16 q13 -16 26 0 q-4 16 -16 14 q-10 -4 -4 -12 q6 -4 9 2" fill="none" stroke="#ffb3c1" stroke-width="3.5" stroke-linecap="round"/>',
    "rocket": '<g transform="rotate(18)"><path d="M-9 20 Q0 42 9 20 Z" fill="#ffb347"/><path d="M-5 20 Q0 32 5 20 Z" fill="#fff0c2"/><path d="M-14 4 L-26 22 L-12 18 Z M14 4 L26 22 L12 18 Z" fill="#f0405f"/>'
    '<path d="M0 -38 C18 -22 18 4 12 20 H-12 C-18 4 -18 -22 0 -38 Z" fill="#f4f1ff"/><path d="M0 -38 C9 -30 13 -22 14 -14 H-14 C-13 -22 -9 -30 0 -38 Z" fill="#f0405f"/><circle cy="-2" r="7" fill="#5aa9ff"/></g>',
}


@dataclass(frozen=True, slots=True)
class Flying:
    """A gift at a moment: its middle in the scene, how far it has faded (0 to FADES - 1), its size (0 small, 1 large)."""

    kind: str
    x: float
    y: float
    faded: int
    large: int


def flying(bursts: Sequence[Gifts], at: float) -> Iterator[Flying]:
    """All gifts in the air at that second of the show, the oldest first."""
    for burst in bursts:
        since = at - burst.at_s
        if 0 <= since < burst.for_s + RISE_S:
            last = min(floor(since * burst.each_s), ceil(burst.for_s * burst.each_s) - 1)
            for number in range(max(0, ceil((since - RISE_S) * burst.each_s)), last + 1):
                yield _one(burst, number, since - number / burst.each_s)


def _one(burst: Gifts, number: int, age: float) -> Flying:
    """Its lane and its sway follow from its number, spread by the golden ratio."""
    share = age / RISE_S
    lane = number * 0.618034 % 1
    return Flying(
        kind=burst.kind,
        x=90 + 1100 * lane + 26 * sin(2 * pi * (0.7 * share + lane)),
        y=690 - 380 * share * (1.25 - 0.25 * share),
        faded=min(FADES - 1, max(0, floor((share - 0.6) / 0.4 * FADES))),
        large=number % 3 == 0,
    )


def drawing(kind: str, faded: int, large: int) -> str:
    """A gift about the origin."""
    return f'<g opacity="{1 - faded / FADES:.2f}" transform="scale({1.0 if large else 0.7})">{DRAWINGS[kind]}</g>'
