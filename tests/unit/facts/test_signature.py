from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.facts.signature import card


@pytest.mark.parametrize("below", ["Marie Roe", "Marie\nSupport, A Cloud. How did we do?", "李明\n某某云｜全程陪伴", "阿凯"])
def test_a_card_begins_with_a_person_s_name(below: str) -> None:
    above = "The uplink is too narrow.\n\n"
    assert card(above + below + "\n") == len(above)


@pytest.mark.parametrize("below", ["The Support Team", "客服中心", "Thank you", "Please send the log.", "Marie\na\nb\nc\nd"])
def test_the_house_and_what_is_no_name_have_signed_nothing(below: str) -> None:
    assert card(f"The uplink is too narrow.\n\n{below}") is None


def test_a_name_alone_is_no_card_under_anything() -> None:
    assert card("Marie Roe") is None


@given(st.text())
def test_whatever_is_written_a_card_is_at_its_end(text: str) -> None:
    begins = card(text)
    assert begins is None or text[:begins].endswith("\n\n")
