from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from houdun.scenario.host.lettering import cut, line, width


@given(st.text())
def test_whatever_a_show_is_called_the_drawing_stays_well_formed(text: str) -> None:
    drawn = ElementTree.fromstring(line(text, 0, 0, 20, "#fff", room=200))
    assert drawn.tag == "text"
    assert not list(drawn)


@given(st.text(), st.floats(30, 400))
def test_a_line_never_needs_more_than_its_room(text: str, room: float) -> None:
    assert width(cut(text, 20, room), 20) <= max(room, width("…", 20))


def test_what_fits_is_left_whole_and_what_does_not_is_cut() -> None:
    assert cut("周六夜话", 20, 80) == "周六夜话"
    assert cut("周六夜话会", 20, 80) == "周六夜…"
