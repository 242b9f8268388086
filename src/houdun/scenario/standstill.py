"""A picture that does not change any more: what a frozen camera and a stuck renderer have in common."""

from __future__ import annotations

from dataclasses import replace

from houdun.scenario.fault import Moment, Picture


class Standstill:
    """Keeps the picture with which the fault came on, and forgets it when the fault comes on anew, or the size changes."""

    def __init__(self) -> None:
        self._kept: Picture | None = None
        self._since = 0.0

    def picture(self, picture: Picture, moment: Moment) -> Picture:
        """The kept picture in the place of this one."""
        if self._kept is None or moment.since < self._since or self._kept.y.shape != picture.y.shape:
            self._kept = picture
        self._since = moment.since
        return replace(self._kept, number=picture.number, at=picture.at)
