"""A standstill keeps the picture with which it began."""

from __future__ import annotations

import numpy as np

from houdun.scenario.fault import Moment, Picture
from houdun.scenario.setup import Setup
from houdun.scenario.standstill import Standstill


def picture(number: int, width: int = 8) -> Picture:
    luma, chroma = np.full((4, width), number, np.uint8), np.zeros((2, width // 2), np.uint8)
    return Picture(number, number / 30, luma, chroma, chroma)


def moment(number: int, onset: int) -> Moment:
    return Moment(number / 30, (number - onset) / 30, Setup())


def shown(still: Standstill, number: int, onset: int, width: int = 8) -> tuple[int, int]:
    """The number that the picture goes under, and the one that it shows."""
    given = still.picture(picture(number, width), moment(number, onset))
    return given.number, int(given.y[0, 0])


def test_every_later_picture_shows_the_first_under_its_own_number() -> None:
    still = Standstill()
    assert [shown(still, number, 3) for number in (3, 4, 9)] == [(3, 3), (4, 3), (9, 3)]


def test_it_begins_anew_when_the_fault_does() -> None:
    still = Standstill()
    shown(still, 3, 3), shown(still, 9, 3)
    assert [shown(still, number, 20) for number in (20, 21)] == [(20, 20), (21, 20)]


def test_a_picture_of_another_size_cannot_be_kept() -> None:
    still = Standstill()
    shown(still, 3, 3)
    assert [shown(still, number, 3, width=16) for number in (4, 5)] == [(4, 4), (5, 4)]
