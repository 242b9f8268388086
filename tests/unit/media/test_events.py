from __future__ import annotations

from dataclasses import fields
from typing import get_args

from houdun.media.events import Event, PacketSeen
from houdun.media.track import Kind
from houdun.probe.reader import Reader


def test_every_event_says_when_it_arrived() -> None:
    assert [kind for kind in get_args(Event) if "arrival" not in {field.name for field in fields(kind)}] == []


def test_the_probe_takes_every_kind_of_event() -> None:
    assert set(Reader()._takers) == set(get_args(Event))


def test_a_packet_is_told_of_without_its_bytes() -> None:
    seen = PacketSeen(Kind.VIDEO, 1.0, 0.0, 0.0, 7, True, b"picture")
    assert "picture" not in repr(seen)
    assert "size=7" in repr(seen)
