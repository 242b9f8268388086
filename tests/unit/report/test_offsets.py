from __future__ import annotations

from xml.etree import ElementTree

from houdun.report.charts import svg
from houdun.report.document import Level, Offsets
from houdun.report.offsets import offsets

CHART = Offsets(
    points=((0.0, 1.0), (1.0, 2.0), (2.0, 240.0)),
    onset=Level(at=1.0, label="fault", strong=True),
    detected=Level(at=1.5, label="seen", strong=True),
    levels=(Level(at=-45.0, label="noticed", strong=False), Level(at=185.0, label="not accepted", strong=True)),
    across="seconds",
    upward="ms late",
)


def test_every_bound_and_moment_has_its_name_in_the_picture() -> None:
    drawn = ElementTree.fromstring(svg(CHART, "x", themed=True))
    names = {element.text for element in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {"fault", "seen", "noticed", "not accepted", "seconds", "ms late"} <= names


def test_its_colours_follow_the_page() -> None:
    drawn = svg(CHART, "x", themed=True)
    assert [role for role in ("s0", "s2", "rule", "soft") if f"var(--{role}," not in drawn] == []


def test_nothing_that_is_drawn_falls_out_of_the_axes() -> None:
    layers = offsets(CHART).to_dict()["layer"]
    low, high = next(layer["encoding"]["y"]["scale"]["domain"] for layer in layers if layer["mark"]["type"] == "line")
    assert low < -45
    assert high > 240
