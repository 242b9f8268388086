from __future__ import annotations

import struct

import pytest

from houdun.facts.observation import Change, Detection, Unit
from houdun.language import Language
from houdun.probe.bundle.plot import HEIGHT, SCALE, WIDTH, png

START = 1_760_000_000_000
POINTS = [(START + 500 * n, 180.0 if n > 40 else 0.0) for n in range(60)]
FOUND = Detection("s", "av_offset", Change.SHIFT, START + 20_500, START + 22_000, 0.0, 180.0)


@pytest.mark.parametrize("language", Language)
def test_a_picture_of_the_onset_is_drawn_in_both_languages(language: Language) -> None:
    drawn = png(FOUND, Unit.MILLISECONDS, POINTS, language)
    assert drawn.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", drawn[16:24])
    assert width > WIDTH * SCALE
    assert height > HEIGHT * SCALE


def test_the_pictures_differ_by_language() -> None:
    assert png(FOUND, Unit.MILLISECONDS, POINTS, Language.ZH) != png(FOUND, Unit.MILLISECONDS, POINTS, Language.EN)


def test_a_series_without_points_or_another_one_is_drawn_too() -> None:
    other = Detection("s", "framesPerSecond", Change.SHIFT, START, START, float("nan"), 3.0)
    assert png(other, Unit.PER_SECOND, [], Language.EN).startswith(b"\x89PNG")
