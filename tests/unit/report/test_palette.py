from __future__ import annotations

import itertools

import pytest

from houdun.report.palette import DASHES, PAPER, ROLES, RULE, SERIES, SOFT, TEXT, Ink


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", [*SERIES, RULE])
def test_lines_stand_out_from_the_paper_by_day_and_by_night(ink: Ink) -> None:
    assert contrast(ink.light, PAPER.light) >= 3
    assert contrast(ink.dark, PAPER.dark) >= 3


@pytest.mark.parametrize("ink", [TEXT, SOFT])
def test_text_can_be_read_by_day_and_by_night(ink: Ink) -> None:
    assert contrast(ink.light, PAPER.light) >= 4.5
    assert contrast(ink.dark, PAPER.dark) >= 4.5


def test_every_series_differs_by_its_dash_too() -> None:
    assert len(set(DASHES)) == len(DASHES) == len(SERIES)


def test_a_colour_that_stands_for_two_roles_is_the_same_at_night() -> None:
    pairs = itertools.combinations(ROLES.values(), 2)
    assert all(one.dark == other.dark for one, other in pairs if one.light == other.light)
