from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun import keys
from houdun.errors import UsageError
from houdun.keys import HIDDEN, redacted
from houdun.media.endpoints.address import Address


@pytest.fixture(autouse=True)
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of these tests black out nothing in others."""
    monkeypatch.setattr(keys, "_filled", set())


TEMPLATE = "rtmp://push.example.com/live/room1?txSecret={key:TRTC_PUSH}&txTime=65"


def test_a_key_is_filled_and_never_shown() -> None:
    template = Address(TEMPLATE, {"HOUDUN_KEY_TRTC_PUSH": "ab12cd"})
    assert template.filled() == "rtmp://push.example.com/live/room1?txSecret=ab12cd&txTime=65"
    assert "ab12cd" not in f"{template} {template!r}"


def test_a_key_that_is_a_whole_query_stays_one() -> None:
    template = Address("rtmp://h/live/{key:K}", {"HOUDUN_KEY_K": "room?a=1&b=2"})
    assert template.filled() == "rtmp://h/live/room?a=1&b=2"


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=4, max_size=30).filter(lambda key: HIDDEN not in key))
def test_an_address_with_its_key_is_redacted_wherever_it_is_printed(key: str) -> None:
    filled = Address("http://h/x?a={key:K}", {"HOUDUN_KEY_K": key}).filled()
    assert redacted(f"failed: {filled} (1)") == f"failed: http://h/x?a={HIDDEN} (1)"


def test_a_missing_key_is_a_usage_error_that_shows_the_template() -> None:
    with pytest.raises(UsageError, match="HOUDUN_KEY_NOWHERE") as caught:
        Address("rtmp://h/{key:NOWHERE}", {"XDG_CONFIG_HOME": "/nonexistent"}).filled()
    assert caught.value.where == "rtmp://h/{key:NOWHERE}"
