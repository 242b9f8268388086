"""The live stage with a publisher and a player that are given; once over the loopback, in real time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from houdun import clock
from houdun.errors import OutsideError, RefusedError
from houdun.facts.fault import Evidence
from houdun.facts.question import Given, Ingest
from houdun.facts.time import SECOND
from houdun.flow.trial.stage.live import LiveStage
from houdun.flow.trial.stage.port import Order, Timing
from houdun.language import Bilingual
from houdun.media.endpoints.address import Address
from houdun.media.endpoints.replay import Replay
from houdun.media.events import Event
from houdun.media.track import Packet
from houdun.scenario import carousel, instance, question
from houdun.scenario import show as shows
from houdun.scenario.performance import perform
from houdun.testing.publishing import Connections

SHOW = """
layout = "solo"
title = { zh = "小节目", en = "A small show" }
length_s = 600
stream = { width = 160, height = 90, fps = 15, video_kbps = 60 }
hosts = [{ name = { zh = "林", en = "Lin" }, look = "lin", voice = "alto" }]
viewers = [{ at_s = 0, count = 10 }]
"""
QUICK = Timing(lead=2.0, limit=3.0, tail=1.0, control=1.0, remedy_after=0.5, settle=0.2, judged=0.3)
SAYS_NO = Bilingual("密钥不对", "the key is wrong")
NOW = 1_767_800_000_000


@pytest.fixture(autouse=True)
def small(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """All shows are a small one, kept in a cache of our own."""
    folder = tmp_path_factory.getbasetemp()
    (folder / "small.toml").write_text(SHOW, encoding="utf-8")
    loaded = shows.read(folder / "small.toml")
    monkeypatch.setattr(shows, "load", lambda name: loaded)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setattr(carousel, "LEAST_S", 8.0)


class Far:
    """The far end: a player of a stream whose sound and picture part at the lead's end, all of it at once."""

    def __init__(self, error: OutsideError | None = None, seconds: float = 6.0) -> None:
        self._error, self._seconds, self._stopped = error, seconds, False

    def open(self, address: Address, *, loop_filter: bool) -> Far:
        return self

    def stop(self) -> None:
        self._stopped = True

    def __iter__(self) -> Iterator[Event]:
        if self._error:
            raise self._error
        show = shows.load("small")
        parted = [(QUICK.lead, {"audio_delay_ms": 700.0})]
        yield from Replay(perform(show, remedies=parted, seconds=self._seconds).stream(), epoch=clock.seconds())


def order(name: str = "apart_after_a_hitch", *remedies: str, ingest: Ingest = Ingest.RTMP, address: str = "loop://live") -> Order:
    (put, *_) = instance.instances([question.load(name)])
    return Order(case="case-1", instance=put, publish=address, play=address, ingest=ingest, remedies=remedies)


def refuses(url: str) -> None:
    raise RefusedError(SAYS_NO, Bilingual("换一个", "use another"))


def test_a_fault_is_seen_and_the_stream_stays_on_air_until_it_is_stopped() -> None:
    connections = Connections()
    stage = LiveStage(timing=QUICK, connect=connections, open_player=Far().open)
    shown = stage.show(order(), NOW)
    assert shown.reason is None
    assert shown.onset_at is not None
    assert shown.detected_at is not None
    assert 0 < shown.detected_at - shown.onset_at < 4 * SECOND
    assert shown.file_of(Evidence.ENCODER_SETTINGS)
    assert shown.given[Given.STREAM].en == "live"
    assert connections.made[0].open
    stage.stop("case-1")
    assert not connections.made[0].open


def test_shown_again_the_earlier_stream_gives_way() -> None:
    connections = Connections()
    stage = LiveStage(timing=QUICK, connect=connections, open_player=Far().open)
    for remedies in ((), ("sound_earlier",)):
        assert stage.show(order("apart_after_a_hitch", *remedies), NOW).reason is None
    assert [each.open for each in connections.made] == [False, True]
    stage.stop("case-1")


def test_an_ingest_that_refuses_is_a_reason_and_nothing_stays_on_air() -> None:
    connections = Connections(refuses)
    stage = LiveStage(timing=QUICK, connect=connections, open_player=Far().open)
    assert stage.show(order(), NOW).reason == SAYS_NO
    assert not [each for each in connections.made if each.open]


def test_a_player_that_gets_nothing_is_a_reason() -> None:
    nobody = OutsideError(Bilingual("无人应答", "nobody answers"), Bilingual("再试", "try again"))
    timing = Timing(lead=0.1, limit=0.2)
    shown = LiveStage(timing=timing, connect=Connections(), open_player=Far(nobody).open).show(order(), NOW)
    assert shown.reason == nobody.problem


def test_a_case_has_its_time_on_air_and_no_more() -> None:
    stage = LiveStage(timing=QUICK, connect=Connections(), open_player=Far().open, budget=5.5)
    assert stage.show(order(), NOW).reason is None
    stage.stop("case-1")
    again = stage.show(order(), NOW)
    assert again.reason is not None
    assert "used up" in again.reason.en


@pytest.mark.parametrize(("name", "ingest"), [("which_region", Ingest.RTMP), ("apart_after_a_hitch", Ingest.WHIP)])
def test_what_is_not_to_be_played_this_way_is_a_reason(name: str, ingest: Ingest) -> None:
    connections = Connections()
    stage = LiveStage(timing=QUICK, connect=connections)
    assert stage.shows(question.load(name))
    assert stage.show(order(name, ingest=ingest), NOW).reason is not None
    assert not connections.made


def test_what_the_server_said_when_it_cut_the_stream_off_can_be_handed_over() -> None:
    def trouble(packet: Packet) -> None:
        if packet.at > 0.5:
            raise RefusedError(SAYS_NO, Bilingual("换一个", "use another"))

    timing = Timing(lead=0.3, limit=2.0, tail=math.inf)
    stage = LiveStage(timing=timing, connect=Connections(trouble=trouble), open_player=Far(seconds=2.0).open)
    shown = stage.show(order(), NOW)
    stage.stop("case-1")
    assert shown.file_of(Evidence.SERVER_REPLY) == ("server_reply.txt", b"the key is wrong\n")


def test_over_the_loopback_in_real_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    stage = LiveStage(timing=QUICK)
    shown = stage.show(order(), clock.now())
    stage.stop("case-1")
    assert shown.reason is None
    assert shown.detected_at is not None
    assert shown.onset_at is not None
    assert shown.detected_at > shown.onset_at
    assert not list(tmp_path.rglob("*.loop"))
