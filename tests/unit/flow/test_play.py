"""The story of `houdun play`, with a publisher and a clock that are given."""

from __future__ import annotations

import dataclasses
import json
from itertools import pairwise
from math import inf
from pathlib import Path

import pytest

from houdun.errors import OutsideError, UsageError
from houdun.flow import edge
from houdun.flow.play import Second, ask, play
from houdun.language import Bilingual
from houdun.media.edge import Edge
from houdun.media.track import Codec, Kind, Packet
from houdun.scenario import carousel, catalogue
from houdun.testing.publishing import Connections, Wall

SHOW = """
layout = "solo"
title = { zh = "小节目", en = "A small show" }
length_s = 600
stream = { width = 160, height = 90, fps = 15, video_kbps = 60 }
hosts = [{ name = { zh = "林", en = "Lin" }, look = "lin", voice = "alto" }]
viewers = [{ at_s = 0, count = 10 }]
"""


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("show") / "small.toml"
    path.write_text(SHOW, encoding="utf-8")
    return str(path)


@pytest.fixture(autouse=True)
def a_cache_of_our_own(show: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path(show).parent / "cache"))
    monkeypatch.setattr(carousel, "LEAST_S", 8.0)


def played(connections: Connections, show: str, url: str = "loop://x", **how: object) -> list[Second]:
    wall = Wall()
    return list(play(ask(show, **how), url, connections, now=wall.now, wait=wall.wait))  # type: ignore[arg-type]  # as given


def test_a_show_is_sent_to_its_end_and_the_log_has_a_line_a_second(show: str) -> None:
    connections = Connections()
    log = played(connections, show, seconds=5.0)
    (connection,) = connections.made
    assert not connection.open
    assert sum(packet.kind is Kind.VIDEO for packet in connection.packets) == 75
    assert [second.at for second in log] == [Wall().epoch + number for number in range(1, 6)]
    assert log[-1].packets == len(connection.packets)
    assert all(earlier.bytes < later.bytes for earlier, later in pairwise(log))
    assert all(second.lag_ms == 0 and second.restarts == 0 and not second.error for second in log)


def test_a_slow_connection_shows_as_lag(show: str) -> None:
    wall = Wall()

    def slow(packet: Packet) -> None:
        if 2.0 < packet.at < 2.5:
            wall.seconds += 0.1

    log = list(play(ask(show, seconds=4.0), "loop://x", Connections(trouble=slow), now=wall.now, wait=wall.wait))
    assert log[1].lag_ms == 0
    assert log[2].lag_ms > 1000


def test_time_in_the_encoder_shows_in_the_log(show: str) -> None:
    log = played(Connections(), show, seconds=5.0, fault="encoder_overload", at=2.0)
    assert log[0].encode_ms == 0
    assert log[-1].encode_ms > 20


def test_when_told_to_stop_it_stops_and_hangs_up(show: str) -> None:
    connections, wall = Connections(), Wall(waits=100)
    list(play(ask(show), "loop://x", connections, now=wall.now, wait=wall.wait))
    assert len(connections.made[0].packets) == 100
    assert not connections.made[0].open


def test_closing_the_story_hangs_up(show: str) -> None:
    connections, wall = Connections(), Wall()
    story = play(ask(show), "loop://x", connections, now=wall.now, wait=wall.wait)
    next(story)
    story.close()
    assert not connections.made[0].open


def test_who_cannot_be_reached_is_an_error_before_anything_is_played(show: str) -> None:
    def nobody(url: str) -> None:
        raise OutsideError(Bilingual("无人应答", "nobody answers"), Bilingual("再试", "try again"))

    with pytest.raises(OutsideError):
        played(Connections(nobody), show)


@pytest.mark.parametrize("url", ["whip://127.0.0.1/x", "whips://example.com/x"])
def test_over_webrtc_the_sound_is_opus(show: str, url: str) -> None:
    connections = Connections()
    played(connections, show, url, seconds=1.0)
    assert connections.made[0].tracks[1].codec is Codec.OPUS


def test_the_log_says_nothing_of_faults(show: str) -> None:
    """A vendor may ask for it: no line holds a fault's name or parameter, or a remedy."""
    log = played(
        Connections(), show, seconds=4.0, fault="late_sound:delay_ms=180", at=1.0, remedy=first_remedy("late_sound") + "@2"
    )
    told = json.dumps([dataclasses.asdict(second) for second in log])
    facts = catalogue.find("late_sound").facts
    words = [facts.id, *facts.name, *(parameter.name for parameter in facts.parameters), *(each.id for each in facts.remedies)]
    assert not [word for word in words if word in told]
    assert {field.name for field in dataclasses.fields(Second)} == set(json.loads(told)[0])


def first_remedy(fault: str) -> str:
    return catalogue.find(fault).facts.remedies[0].id


def test_an_edge_before_the_players_is_turned_with_the_fault(show: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    monkeypatch.setattr(Edge, "hold", lambda self, holds: held.append(holds))
    wall = Wall()
    asked = ask(show, fault="stale_playlist", at=2.0, until=4.0, hls="http://127.0.0.1:9/hls/a.m3u8", seconds=6.0)
    with edge.standing(asked.hls) as before:
        assert len(list(play(asked, "loop://x", Connections(), before, now=wall.now, wait=wall.wait))) == 6
    assert held == [False, True, True, False, False]


def test_what_was_typed_is_understood(show: str) -> None:
    asked = ask(show, fault="late_sound:delay_ms=180", at=20.0, until=50.0, remedy=first_remedy("late_sound"), seconds=90.0)
    assert asked.fault is not None
    assert asked.fault.values["delay_ms"] == 180
    assert asked.on == (20.0, 50.0)
    assert asked.remedy_at == 40.0
    assert asked.seconds == 90.0
    assert ask(show, fault="late_sound", remedy=first_remedy("late_sound") + "@7.5").remedy_at == 7.5
    assert ask(show).seconds == 600.0
    assert ask(show, fault="late_sound").on == (0.0, inf)


@pytest.mark.parametrize(
    ("how", "where"),
    [
        ({"remedy": "anything"}, "--remedy"),
        ({"fault": "late_sound", "at": 5.0, "until": 5.0}, "--until"),
        ({"fault": "stale_playlist"}, "--fault"),
        ({"hls": "http://127.0.0.1/a.m3u8"}, "--hls"),
        ({"fault": "late_sound", "remedy": first_remedy("late_sound") + "@soon"}, "--remedy"),
        ({"fault": "late_sound", "remedy": first_remedy("late_sound") + "@-1"}, "--remedy"),
        ({"fault": "late_sound", "remedy": first_remedy("late_sound") + "@nan"}, "--remedy"),
    ],
)
def test_what_makes_no_sense_is_wrong_use(show: str, how: dict[str, object], where: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask(show, **how)  # type: ignore[arg-type]  # as given
    assert caught.value.where == where
