from __future__ import annotations

import numpy as np
import pytest

from houdun.scenario.host.canvas import Box, Canvas, Planes

RED = '<rect x="400" y="200" width="160" height="80" fill="#ff0000"/>'


def picture(canvas: Canvas, level: int = 60) -> Planes:
    return (
        np.full((canvas.height, canvas.width), level, np.uint8),
        np.full((canvas.height // 2, canvas.width // 2), 128, np.uint8),
        np.full((canvas.height // 2, canvas.width // 2), 128, np.uint8),
    )


@pytest.mark.parametrize(
    ("colour", "yuv"), [("#ffffff", (235, 128, 128)), ("#000000", (16, 128, 128)), ("#ff0000", (63, 102, 240))]
)
def test_colours_are_limited_range_by_bt_709(colour: str, yuv: tuple[int, int, int]) -> None:
    y, u, v = Canvas(64, 36).backdrop(f'<rect width="1280" height="720" fill="{colour}"/>')
    assert (y[20, 20], u[10, 10], v[10, 10]) == pytest.approx(yuv, abs=1)


def test_under_the_strip_there_is_no_colour() -> None:
    _, u, v = Canvas(1280, 720).backdrop('<rect width="1280" height="720" fill="#8020ff"/>')
    assert (u[:16] == 128).all()
    assert (v[:16] == 128).all()
    assert u[17, 0] != 128


def test_a_sprite_covers_its_place_and_nothing_else() -> None:
    canvas = Canvas(1280, 720)
    planes = picture(canvas)
    canvas.sprite(RED, Box(300, 100, 400, 300)).over(planes)
    assert (planes[0][200:280, 400:560] == 63).all()
    planes[0][200:280, 400:560] = 60
    assert (planes[0] == 60).all()
    assert planes[2][120, 240] == 240


def test_half_seen_through_is_half_of_both() -> None:
    canvas = Canvas(1280, 720)
    planes = picture(canvas, 100)
    canvas.sprite(f'<g opacity=".5">{RED.replace("#ff0000", "#ffffff")}</g>', Box(300, 100, 400, 300)).over(planes)
    assert planes[0][240, 480] == pytest.approx((100 + 235) / 2, abs=1.5)


@pytest.mark.parametrize(("dx", "dy"), [(-500, 0), (1000, 0), (0, -300), (0, 600), (-5000, 5000)])
def test_what_sticks_out_of_the_picture_is_cut_off(dx: int, dy: int) -> None:
    canvas = Canvas(1280, 720)
    planes = picture(canvas)
    canvas.sprite(RED, Box(300, 100, 400, 300)).over(planes, dx, dy)
    rows, columns = np.nonzero(planes[0] != 60)
    inside = max(0, min(560 + dx, 1280) - max(400 + dx, 0)) * max(0, min(280 + dy, 720) - max(200 + dy, 0))
    assert len(rows) == len(columns) == inside


@pytest.mark.parametrize(("width", "height"), [(426, 240), (640, 640), (360, 640)])
def test_a_picture_of_another_shape_shows_the_middle_of_the_scene(width: int, height: int) -> None:
    y, _, _ = Canvas(width, height).backdrop(
        '<rect width="1280" height="720" fill="#000"/><circle cx="640" cy="360" r="100" fill="#fff"/>'
    )
    rows, columns = np.nonzero(y > 120)
    assert (rows.mean(), columns.mean()) == pytest.approx((height / 2, width / 2), abs=1)
    radius = 100 * max(width / 1280, height / 720)
    assert len(rows) == pytest.approx(np.pi * radius**2, rel=0.05)
