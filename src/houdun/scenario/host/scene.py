"""The picture of a show at any second: a still backdrop, and over it what moves — hosts, clock, viewers, level meters, gifts."""

from __future__ import annotations

from functools import lru_cache

from houdun.scenario.host.avatar import MOST_OPEN
from houdun.scenario.host.canvas import Canvas, Planes
from houdun.scenario.host.chorus import Chorus, chorus
from houdun.scenario.host.gifts import flying
from houdun.scenario.host.props import BARS, POSES, Props, pose
from houdun.scenario.host.stage import CLOCK_X, VIEWERS_X, stage
from houdun.scenario.show import Show

SWAY_S, BLINK_S = 8.0, 4.0
"""Hosts sway and blink once in so long: whole turns in a loop, so that it closes."""
BLINK = (1, 2, 2, 1)
"""How far the eyes are shut, in steps of BLINK_STEP_S."""
BLINK_STEP_S = 0.034
DIGIT, MARK = 14.0, 8.0
"""Room for a digit, and for what stands between digits."""


@lru_cache(maxsize=1)
def scene(show: Show, loop_s: float, seed: int, width: int, height: int) -> Scene:
    """The scene of a show: the last one is kept, because drawing its sprites takes a second or two at full size."""
    return Scene(show, chorus(tuple(host.voice for host in show.hosts), loop_s, seed), width, height)


class Scene:
    """Draws the show for pictures of one size, which must be even."""

    def __init__(self, show: Show, voices: Chorus, width: int, height: int) -> None:
        self._show, self._voices, self._stage = show, voices, stage(show)
        self._canvas = Canvas(width, height)
        self._backdrop = self._canvas.backdrop(self._stage.backdrop)
        self._props = Props(self._canvas, show.hosts, self._stage.seats)

    def draw(self, at: float) -> Planes:
        """y (height, width), u and v half as high and wide: the caller's own."""
        y, u, v = (plane.copy() for plane in self._backdrop)
        planes = (y, u, v)
        for host in range(len(self._stage.seats)):
            self._host(planes, host, at)
        if self._show.layout == "solo":
            self._props.microphone().over(planes)
        self._counters(planes, at)
        self._gifts(planes, at)
        return planes

    def _host(self, planes: Planes, host: int, at: float) -> None:
        phase = round(at / SWAY_S * POSES) % POSES
        opening, width = self._voices.mouth(host, at)
        step = min(round(opening * (MOST_OPEN + 0.6)), MOST_OPEN)
        props = self._props
        props.body(host, round(pose(host, phase).lift * 2)).over(planes)
        props.head(host, phase).over(planes)
        props.eyes(host, phase, _shut(host, at)).over(planes)
        props.mouth(host, phase, step, round(width) if step else 0).over(planes)
        props.meter(host, min(BARS, round(opening * (BARS + 1)))).over(planes)

    def _counters(self, planes: Planes, at: float) -> None:
        minutes, seconds = divmod(int(at), 60)
        clock = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        for text, x in ((clock, CLOCK_X), (f"{self._show.viewers_at(at):,}", VIEWERS_X)):
            for character in text:
                room = DIGIT if character.isdigit() else MARK
                self._props.digit(character, x + (room - DIGIT) / 2).over(planes)
                x += room

    def _gifts(self, planes: Planes, at: float) -> None:
        scale = self._canvas.scale
        for gift in flying(self._show.gifts, at):
            self._props.gift(gift.kind, gift.faded, gift.large).over(planes, round(gift.x * scale), round(gift.y * scale))


def _shut(host: int, at: float) -> int:
    """How far the eyes are shut: 0 open, 2 shut. No two hosts blink at once."""
    step = int((at + 1.3 * host + 2.0) % BLINK_S / BLINK_STEP_S)
    return BLINK[step] if step < len(BLINK) else 0
