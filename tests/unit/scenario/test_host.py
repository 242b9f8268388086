"""The drawings: every part in every state is well-formed, stays in its box, and shows."""

from __future__ import annotations

from dataclasses import astuple, replace
from xml.etree import ElementTree

import numpy as np
import pytest

from houdun.language import Bilingual
from houdun.scenario.host import avatar, rooms
from houdun.scenario.host.avatar import MOST_OPEN, Mouth, Pose
from houdun.scenario.host.canvas import HEIGHT, WIDTH, Box, Canvas
from houdun.scenario.host.chorus import chorus
from houdun.scenario.host.look import LOOKS
from houdun.scenario.host.props import BARS, Props
from houdun.scenario.host.scene import SWAY_S, Scene
from houdun.scenario.host.stage import stage
from houdun.scenario.show import Show, load, packaged

EXTREMES = (Pose(1, 1, 2.6, 2), Pose(-1, -1, -2.6, -2), Pose(0, 0, 0, 0))


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<svg>{drawing}</svg>")


def within(drawing: str, box: Box) -> bool:
    """Does the drawing show nothing outside of its box? Drawn twice: in a box as it is, and in one much larger."""
    canvas = Canvas(640, 360)
    wide = Box(box.x - 60, box.y - 60, box.width + 120, box.height + 120)
    middle = f'<g transform="translate(640 400)">{drawing}</g>'
    small, large = (canvas.sprite(middle, Box(each.x + 640, each.y + 400, each.width, each.height)) for each in (box, wide))
    shapes = (small.layers[0].rest.shape, large.layers[0].rest.shape)
    return bool(np.abs(np.subtract(*shapes)).max() <= 2)


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("pose", EXTREMES)
def test_every_part_of_a_host_stays_in_its_box_in_every_pose(name: str, pose: Pose) -> None:
    look = LOOKS[name]
    assert within(avatar.head(look, pose), avatar.head_box(look))
    assert all(within(avatar.eyes(look, pose, shut, 2), avatar.EYES) for shut in (0, 1, 2))
    assert all(within(avatar.mouth(look, pose, Mouth(MOST_OPEN, width)), avatar.MOUTH) for width in (-1, 0, 1))


@pytest.mark.parametrize("name", LOOKS)
def test_each_state_of_a_face_looks_different(name: str) -> None:
    look, pose = LOOKS[name], Pose(0, 0, 0, 0)
    mouths = {avatar.mouth(look, pose, Mouth(opening, width)) for opening in range(1, MOST_OPEN + 1) for width in (-1, 0, 1)}
    assert len(mouths) == 3 * MOST_OPEN
    assert len({avatar.eyes(look, pose, shut, raised) for shut in (0, 1, 2) for raised in (0, 1, 2)}) >= 7


def test_the_sway_closes_and_no_two_hosts_sway_alike() -> None:
    assert astuple(avatar.pose(0.0, 2)) == pytest.approx(astuple(avatar.pose(1.0, 2)))
    assert avatar.pose(0.3, 0) != avatar.pose(0.3, 1)


@pytest.mark.parametrize("name", packaged())
def test_a_stage_is_well_formed_and_has_a_seat_for_each_host(name: str) -> None:
    show = load(name)
    set_up = stage(show)
    parsed(set_up.backdrop)
    assert len(set_up.seats) == len(show.hosts)
    for seat in set_up.seats:
        assert 0 < seat.x < WIDTH
        assert 0 < seat.y < seat.floor < HEIGHT
        assert seat.y - 280 * seat.scale > 60


def hostile() -> Show:
    show = load("shopping")
    nasty = Bilingual("</text><script>\"&'" * 9, "<b>&amp;\x00\ud800" * 30)
    assert show.product
    return replace(
        show,
        title=nasty,
        room=nasty,
        hosts=(replace(show.hosts[0], name=nasty),),
        product=replace(show.product, name=nasty, price="<&>" * 40),
    )


def test_text_from_a_show_is_text_and_nothing_else() -> None:
    drawn = parsed(stage(hostile()).backdrop)
    assert {element.tag for element in drawn.iter()} <= {
        *("svg", "g", "defs", "rect", "circle", "ellipse", "path", "text", "clipPath"),
        *("linearGradient", "radialGradient", "stop", "filter", "feGaussianBlur"),
    }


@pytest.mark.parametrize("name", rooms.WALLS)
def test_every_room_can_be_drawn(name: str) -> None:
    parsed(rooms.room(name, 40, 122, 590, 444))


def test_all_that_moves_is_made_once() -> None:
    show = load("dating")
    props = Props(Canvas(320, 180), show.hosts, stage(show).seats)
    assert props.head(1, 5) is props.head(1, 5)
    assert props.head(1, 5) is not props.head(1, 6)
    lit = [int(props.meter(0, loud).layers[1].colour.sum()) for loud in range(BARS + 1)]
    assert len(set(lit)) == BARS + 1


@pytest.mark.parametrize("name", packaged())
def test_a_scene_moves_speaks_and_counts(name: str) -> None:
    show = load(name)
    voices = chorus(tuple(host.voice for host in show.hosts), 8.0, 0)
    scene = Scene(show, voices, 320, 180)
    pictures = {at: scene.draw(at)[0][12:] for at in (0.0, 0.0001, 1.0, SWAY_S + 1.0)}
    assert np.array_equal(pictures[0.0], pictures[0.0001])
    assert not np.array_equal(pictures[0.0], pictures[1.0])
    hosts = slice(30, 140)
    assert np.abs(pictures[1.0][hosts].astype(int) - pictures[SWAY_S + 1.0][hosts]).mean() < 2, "the loop closes"


@pytest.mark.parametrize("name", packaged())
def test_the_picture_tells_whose_room_it_is_and_that_it_is_a_test_but_not_whose_test(name: str) -> None:
    show = load(name)
    drawn = stage(show).backdrop
    assert show.room.zh in drawn
    assert "测试直播间" in drawn
    assert "Test room" in drawn
    assert not [word for word in ("houdun", "后盾", "synthetic") if word in drawn.lower()]
