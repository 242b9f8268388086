from __future__ import annotations

from xml.etree import ElementTree

import pytest

from houdun.report.document import Ranks
from houdun.report.palette import RANKS
from houdun.report.ranks import LONGEST, WIDTH, breadth, ranks

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*rows: tuple[str, tuple[float, ...]], labels: tuple[str, ...] = ("first", "second")) -> ElementTree.Element:
    return ElementTree.fromstring(
        ranks(Ranks(names=tuple(name for name, _ in rows), shares=tuple(row for _, row in rows), labels=labels))
    )


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def bars(root: ElementTree.Element) -> list[tuple[float, float, str]]:
    """Where each begins, how long it is, and its colour."""
    found = [element.attrib for element in root.iter(f"{SVG}rect") if element.get("height") != "10"]
    return [(float(each["x"]), float(each["width"]), each["fill"]) for each in found]


def test_a_bar_is_as_long_as_its_share_and_begins_where_the_last_one_ends() -> None:
    (x, wide, one), (second, rest, other) = bars(drawn(("Acme", (0.75, 0.25))))
    assert x == 0
    assert second == pytest.approx(wide, abs=0.02)
    assert wide == pytest.approx(3 * rest, abs=0.05)
    assert one != other


def test_the_first_share_is_told_where_it_fits_inside() -> None:
    assert texts(drawn(("a", (0.7, 0.3)), ("b", (0.05, 0.95)), ("c", (0.995, 0.005))))[2:7] == ["a", "70%", "b", "c", ">99%"]


def test_everything_stands_within_the_picture() -> None:
    names = [("W" * 60, (0.5, 0.5)), ("海潮直播云服务平台旗舰企业版专属支持", (0.5, 0.5))]
    root = drawn(*names, labels=("above the others, all things considered", "below at least one of the others in that draw"))
    assert all(breadth(text.strip("…")) <= LONGEST for text in texts(root)[2:5:2])
    assert all(text.endswith("…") for text in texts(root)[2:5:2])
    left, _, top = root[0].attrib["transform"][10:-1].partition(",")
    assert float(left) + max(x + wide for x, wide, _ in bars(root)) <= WIDTH
    ys = [float(top) + float(element.attrib["y"]) for element in root.iter(f"{SVG}text")]
    assert 0 < min(ys) <= max(ys) < float(root.attrib["height"])


def test_more_ranks_than_shades_are_still_drawn() -> None:
    many = len(RANKS) + 3
    root = drawn(("a", (1 / many,) * many), labels=tuple(f"rank {place}" for place in range(many)))
    assert len(bars(root)) == many
    assert texts(root)[:many] == [f"rank {place}" for place in range(many)]


def test_a_vendor_that_was_not_ranked_has_a_name_and_no_bar() -> None:
    root = drawn(("a", ()))
    assert bars(root) == []
    assert "a" in texts(root)
