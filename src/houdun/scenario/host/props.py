"""What moves over the backdrop, as sprites in all their states. Each is drawn when it is first wanted, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import pi, sin

from houdun.scenario.host import avatar, gifts, rooms
from houdun.scenario.host.avatar import Mouth, Pose
from houdun.scenario.host.canvas import Box, Canvas, Sprite
from houdun.scenario.host.lettering import line
from houdun.scenario.host.look import LOOKS
from houdun.scenario.host.stage import BAR_BASELINE, Seat
from houdun.scenario.show import Host

POSES = 96
"""Poses in one sway."""
BARS = 5
MICROPHONE = (522.0, 474.0)


class Props:
    """Numbers of hosts are their seats'. A `phase` is one of POSES."""

    def __init__(self, canvas: Canvas, hosts: Sequence[Host], seats: Sequence[Seat]) -> None:
        self._canvas, self._seats = canvas, seats
        self._looks = [LOOKS[host.look] for host in hosts]
        keep = lru_cache(maxsize=None)
        self.body, self.head, self.eyes, self.mouth = keep(self._body), keep(self._head), keep(self._eyes), keep(self._mouth)
        self.meter, self.digit, self.gift, self.microphone = (
            keep(self._meter),
            keep(self._digit),
            keep(self._gift),
            keep(self._microphone),
        )

    def _body(self, host: int, lift: int) -> Sprite:
        """`lift` is in half pixels."""
        return self._seated(host, avatar.body(self._looks[host], lift / 2), avatar.BODY)

    def _head(self, host: int, phase: int) -> Sprite:
        look = self._looks[host]
        return self._seated(host, avatar.head(look, pose(host, phase)), avatar.head_box(look))

    def _eyes(self, host: int, phase: int, shut: int) -> Sprite:
        raised = 1 + round(sin(4 * pi * phase / POSES + host))
        return self._seated(host, avatar.eyes(self._looks[host], pose(host, phase), shut, raised), avatar.EYES)

    def _mouth(self, host: int, phase: int, opening: int, width: int) -> Sprite:
        return self._seated(host, avatar.mouth(self._looks[host], pose(host, phase), Mouth(opening, width)), avatar.MOUTH)

    def _seated(self, host: int, drawing: str, box: Box) -> Sprite:
        """A part of a host in the seat: cut off where the desk begins."""
        seat = self._seats[host]
        top, height = seat.y + box.y * seat.scale, box.height * seat.scale
        place = Box(seat.x + box.x * seat.scale, top, box.width * seat.scale, min(height, seat.floor - top))
        return self._canvas.sprite(f'<g transform="translate({seat.x} {seat.y}) scale({seat.scale})">{drawing}</g>', place)

    def _meter(self, host: int, loud: int) -> Sprite:
        """Bars beside the host's name, `loud` of BARS lit."""
        x, y = self._seats[host].meter
        bars = "".join(
            f'<rect x="{x + 6 * number}" y="{y - 8 - 4 * number}" width="4" height="{8 + 4 * number}" rx="2" '
            f'fill="{"#5ee0a0" if number < loud else "#5a5382"}"/>'
            for number in range(BARS)
        )
        return self._canvas.sprite(bars, Box(x, y - 26, 32, 28))

    def _digit(self, character: str, x: float) -> Sprite:
        return self._canvas.sprite(
            line(character, x + 7, BAR_BASELINE, 22, "#ffffff", bold=True, anchor="middle"), Box(x - 2, BAR_BASELINE - 24, 20, 32)
        )

    def _gift(self, kind: str, faded: int, large: int) -> Sprite:
        """About the scene's origin: whoever lays it over a picture moves it."""
        return self._canvas.sprite(gifts.drawing(kind, faded, large), gifts.BOX)

    def _microphone(self) -> Sprite:
        x, y = MICROPHONE
        foot = self._seats[0].floor
        return self._canvas.sprite(rooms.microphone(x, y, foot), Box(x - 90, y - 50, 140, foot - y + 50))


def pose(host: int, phase: int) -> Pose:
    return avatar.pose(phase / POSES, host)
