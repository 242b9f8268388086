"""The offset between sound and picture as a line: points and ticks of an SVG, in its own units."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, log10
from typing import Final

from houdun.flow.trial.told.one import Look

WIDTH, HEIGHT, LEFT, ROOM = 420, 190, 48, 14
"""`LEFT` is where the ticks' numbers stand, `ROOM` is free above and below."""
LEAST_MS: Final = 40.0
"""The axis spans at least so much: the noise of a sound stream is not blown up."""
STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """`line` is an SVG polyline's points; `levels` are (y, ms). `highest` and `lowest` are the extremes in ms, late is positive."""

    line: str
    levels: tuple[tuple[float, float], ...]
    onset: float | None
    detected: float | None
    seconds: float
    lowest: float
    highest: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def plot(look: Look) -> Plot | None:
    """None where the offset was not measured: without sound, or without our marks in the stream."""
    if len(look.offsets) < 2:
        return None
    times, values = [at for at, _ in look.offsets], [ms for _, ms in look.offsets]
    low, high = min(*values, -LEAST_MS / 2), max(*values, LEAST_MS / 2)
    first, last = times[0], max(times[-1], times[0] + 1e-3)

    def x(at: float) -> float:
        return round(LEFT + (WIDTH - LEFT - 4) * (at - first) / (last - first), 1)

    def y(ms: float) -> float:
        return round(HEIGHT - ROOM - (HEIGHT - 2 * ROOM) * (ms - low) / (high - low), 1)

    return Plot(
        line=" ".join(f"{x(at)},{y(ms)}" for at, ms in look.offsets),
        levels=tuple((y(ms), ms) for ms in _round(low, high)),
        onset=_held(look.onset_s, first, last, x),
        detected=_held(look.detected_s, first, last, x),
        seconds=last,
        lowest=min(values),
        highest=max(values),
    )


def _held(at: float | None, first: float, last: float, x: Callable[[float], float]) -> float | None:
    return x(at) if at is not None and first <= at <= last else None


def _round(low: float, high: float) -> Iterator[float]:
    """Three to six round levels."""
    rough = (high - low) / 4
    power = 10.0 ** int(log10(rough)) if rough >= 1 else 1.0
    step = next((each * power for each in STEPS if each * power >= rough), 10 * power)
    level = ceil(low / step) * step
    while level <= high:
        yield level
        level += step
