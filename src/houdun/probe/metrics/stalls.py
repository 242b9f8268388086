"""How much of a second a viewer waited, with neither picture nor sound to play."""

from __future__ import annotations

from collections.abc import Iterator

from houdun.facts.observation import Unit
from houdun.language import Bilingual
from houdun.probe.metric import Series, metric
from houdun.probe.playout import Playout
from houdun.probe.window import Window

PATIENCE = 0.5
"""Seconds without anything new after which a viewer is waiting."""


@metric(
    Series(
        "stalled_share",
        Unit.RATIO,
        Bilingual(
            "这一秒里画面和声音都断供（超过 500 毫秒）的比例",
            "share of the second without picture or sound to play, after 500 ms of patience",
        ),
    )
)
class Stalls:
    """From the first whole second on."""

    def __init__(self) -> None:
        self._picture, self._sound = Playout(), Playout()
        self._until: float | None = None
        """Up to when there is something to play."""
        self._shown: list[float] = []

    def measure(self, window: Window) -> Iterator[tuple[str, float]]:
        began = self._until
        pictures, sounds = window.pictures, window.sounds
        self._shown += self._picture.show(pictures.arrival.tolist(), pictures.pts.tolist())
        self._shown += self._sound.show(sounds.arrival.tolist(), sounds.pts.tolist())
        self._shown.sort()
        waited, until = 0.0, window.start if began is None else began
        played = [moment for moment in self._shown if moment < window.end]
        for moment in (*played, window.end):
            if moment - until > PATIENCE:
                waited += moment - max(until + PATIENCE, window.start)
            until = moment
        if played:
            self._until = played[-1]
        self._shown = self._shown[len(played) :]
        if began is not None:
            yield "stalled_share", waited / (window.end - window.start)
