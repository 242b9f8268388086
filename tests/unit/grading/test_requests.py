"""What is asked for, and what is given."""

from __future__ import annotations

import pytest

from houdun.facts.case import Role
from houdun.grading.requests import given, request
from houdun.testing.factories import message


@pytest.mark.parametrize(("text", "pieces"), [
    ("Please send the SDK log.", {"log"}),
    ("What is the room id?", {"room"}),
    ("Thanks for the log.", set()),
    ("It is fixed.", set()),
])  # fmt: skip
def test_what_is_asked_for(text: str, pieces: set[str]) -> None:
    asked = request(message(text, role=Role.VENDOR))
    assert (set(asked.pieces) if asked else set()) >= pieces
    assert bool(asked) == bool(pieces)


def test_a_list_is_known_as_one() -> None:
    asked = request(message("Please provide: version, room id, time, device.", role=Role.VENDOR))
    assert asked is not None
    assert asked.listed
    assert asked.pieces >= {"version", "room", "time", "device"}


@pytest.mark.parametrize(("text", "pieces"), [
    ("log attached", {"log"}),
    ("SDK 4.2.1", {"version"}),
    ("room 88213", {"room"}),
    ("It drifts.", set()),
    ("Shall I send the log?", set()),
])  # fmt: skip
def test_what_is_given(text: str, pieces: set[str]) -> None:
    assert given(message(text)) == pieces
