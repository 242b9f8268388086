from __future__ import annotations

import pytest

from houdun.facts.question import Given
from houdun.flow.trial.stage.given import given
from houdun.scenario.setup import Setup

AT = 1_767_800_000_000


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("rtmp://play.example.com/live/room7?token=abc", "room7"),
        ("https://play.example.com/live/room7.flv", "room7"),
        ("https://play.example.com/live/room7.m3u8", "room7"),
        ("loop://room7", "room7"),
    ],
)
def test_a_stream_is_called_after_its_address(address: str, name: str) -> None:
    assert given(Setup(), AT, address)[Given.STREAM] == (name, name)


def test_everything_that_a_question_may_give_has_its_words() -> None:
    told = given(Setup(), AT, "rtmp://play.example.com/live/x")
    assert set(told) == set(Given)
    assert told[Given.SINCE].en == "2026-01-07 15:33 UTC"
    assert told[Given.PUBLISHED].en == "1280×720 H.264, 30 fps, 500 kbit/s; AAC 48 kHz stereo, 64 kbit/s"
    assert "立体声" in told[Given.PUBLISHED].zh


def test_no_key_stands_in_them() -> None:
    told = given(Setup(), AT, "rtmp://play.example.com/live/x?token=very-secret-7")
    assert "very-secret-7" not in str(told)
