from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest

from houdun.errors import OutsideError, RefusedError, UsageError
from houdun.flow.uplink import GIVE_UP_S, RETRY_S, Uplink
from houdun.language import Bilingual
from houdun.media.link.model import Impairment
from houdun.media.track import Kind, Packet
from houdun.scenario import carousel
from houdun.scenario.fault import Fault, Moment
from houdun.scenario.performance import Performance, perform
from houdun.scenario.setup import Setup
from houdun.scenario.show import load
from houdun.testing.publishing import Connections

SMALL = Setup(width=160, height=90, fps=15, video_kbps=60)
REFUSED = RefusedError(Bilingual("口令不对", "the key is wrong"), Bilingual("换口令", "take another key"))
BROKEN = OutsideError(Bilingual("断了", "it broke"), Bilingual("重试", "try again"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("carousels")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carousel, "LEAST_S", 8.0)
        carousel.loop(load("solo"), SMALL, stream=1, seed=0, folder=folder)
    return folder


class OtherKey(Fault):
    def address(self, url: str, setup: Setup) -> str:
        return url.replace("right", "wrong")


class Encoding(Fault):
    encodes = True


class Narrow(Fault):
    def uplink(self, moment: Moment) -> Impairment | None:
        return Impairment(rate_kbps=100.0)


def performed(
    cache: Path, fault: Fault | None = None, on: tuple[float, float] = (0.0, inf), seconds: float = 8.0, **how: object
) -> Performance:
    return perform(load("solo"), SMALL, fault, on=on, seconds=seconds, cache=cache, **how)  # type: ignore[arg-type]  # as given


def sent_over(connections: Connections, performance: Performance, url: str = "rtmp://127.0.0.1/live/right") -> Uplink:
    with Uplink(performance, url, connections) as uplink:
        for packet in performance:
            uplink.send(packet)
    return uplink


def seconds(packets: list[Packet]) -> tuple[float, float]:
    return packets[0].at, packets[-1].at


def test_all_goes_over_one_connection_where_nothing_changes(cache: Path) -> None:
    connections = Connections()
    uplink = sent_over(connections, performed(cache))
    assert len(connections.made) == 1
    assert uplink.restarts == 0
    assert uplink.sent().packets == len(connections.made[0].packets)


def test_another_address_is_connected_to_while_the_fault_is_on(cache: Path) -> None:
    connections = Connections()
    uplink = sent_over(connections, performed(cache, OtherKey({}), (2.0, 5.0)))
    assert [connection.url.rpartition("/")[2] for connection in connections.made] == ["right", "wrong", "right"]
    assert [round(seconds(connection.packets)[0]) for connection in connections.made] == [0, 2, 5]
    assert not any(connection.open for connection in connections.made)
    assert uplink.restarts == 2
    assert uplink.sent().packets == sum(len(connection.packets) for connection in connections.made)
    assert uplink.sent().bytes == sum(len(packet.data) for connection in connections.made for packet in connection.packets)


def test_changed_tracks_restart_the_stream(cache: Path) -> None:
    connections = Connections()
    sent_over(connections, performed(cache, Encoding({}), remedies=[(2.0, {"width": 320, "height": 180})], seconds=4.0))
    assert [connection.tracks[0].width for connection in connections.made] == [160, 320]
    assert next(packet for packet in connections.made[1].packets if packet.kind is Kind.VIDEO).key


def test_over_webrtc_an_encoder_made_anew_needs_no_new_connection(cache: Path) -> None:
    connections = Connections()
    performance = performed(cache, seconds=2.0)
    with Uplink(performance, "whip://127.0.0.1/x", connections) as uplink:
        for packet in performance:
            if packet.at >= 1.0:
                video, *others = performance.tracks
                performance.tracks = (replace(video, extradata=b"others", width=320), *others)
            uplink.send(packet)
    assert len(connections.made) == 1
    assert connections.made[0].packets[-1].at > 1.9


def test_a_refusal_on_the_way_is_waited_out_and_told(cache: Path) -> None:
    def on_connect(url: str) -> None:
        if url.endswith("wrong"):
            raise REFUSED

    connections = Connections(on_connect)
    performance = performed(cache, OtherKey({}), (2.0, 5.5), seconds=10.0)
    errors: dict[float, str] = {}
    with Uplink(performance, "rtmp://127.0.0.1/live/right", connections) as uplink:
        for packet in performance:
            uplink.send(packet)
            errors[packet.at] = uplink.error.problem.en if uplink.error else ""
    told = [at for at, error in errors.items() if error]
    assert 2.0 <= min(told) < 2.1
    assert 5.5 <= max(told) < 5.5 + RETRY_S
    assert len(connections.made) == 2


def test_a_broken_connection_is_made_again_after_a_while(cache: Path) -> None:
    def trouble(packet: Packet) -> None:
        if len(connections.made) == 1 and packet.at > 2.0:
            raise BROKEN

    connections = Connections(trouble=trouble)
    uplink = sent_over(connections, performed(cache))
    assert len(connections.made) == 2
    assert seconds(connections.made[1].packets)[0] == pytest.approx(2.0 + RETRY_S, abs=0.1)
    assert uplink.error is None


def test_what_stays_away_for_a_minute_is_given_up(cache: Path) -> None:
    attempts: list[str] = []

    def on_connect(url: str) -> None:
        attempts.append(url)
        if len(attempts) > 1:
            raise REFUSED

    def trouble(packet: Packet) -> None:
        raise BROKEN

    with pytest.raises(RefusedError):
        sent_over(Connections(on_connect, trouble), performed(cache, seconds=200.0))
    assert len(attempts) == pytest.approx(GIVE_UP_S / RETRY_S, abs=2)


def test_what_fails_at_once_is_an_error(cache: Path) -> None:
    def on_connect(url: str) -> None:
        raise REFUSED

    with pytest.raises(RefusedError):
        sent_over(Connections(on_connect), performed(cache))


def test_players_requests_reach_the_encoder_once_each(cache: Path) -> None:
    connections = Connections()
    performance = performed(cache, Encoding({}), remedies=[(0.0, {"gop_s": 10.0})], seconds=4.0)
    keys: list[int] = []
    with Uplink(performance, "whip://127.0.0.1/x", connections) as uplink:
        for packet in performance:
            frame = packet.pts // 6000 if packet.kind is Kind.VIDEO else -1
            if frame in (15, 30):
                connections.made[0].key_requests += 1
            uplink.send(packet)
            keys += [frame] if frame >= 0 and packet.key else []
    assert [key // 15 for key in keys] == [0, 1, 2]
    assert keys[0] == 0


def test_a_fault_of_the_network_stands_between_on_loopback(cache: Path) -> None:
    connections = Connections()
    sent_over(connections, performed(cache, Narrow({}), seconds=2.0), "rtmp://user@127.0.0.1:1935/live/x?key={key:A}")
    host, _, rest = connections.made[0].url.removeprefix("rtmp://user@").partition("/")
    assert host.startswith("127.0.0.1:")
    assert host != "127.0.0.1:1935"
    assert rest == "live/x?key={key:A}"


def test_over_webrtc_the_link_stands_between_behind_its_signalling(cache: Path) -> None:
    connections = Connections()
    sent_over(connections, performed(cache, Narrow({}), seconds=1.0), "whips://:{key:A}@whip.example.com/live/x?room=1")
    before, _, rest = connections.made[0].url.partition("/live/")
    assert before.startswith("whip://:{key:A}@127.0.0.1:")
    assert rest == "x?room=1"


@pytest.mark.parametrize("url", ["rtmps://127.0.0.1/live/x", "show.flv"])
def test_where_no_link_can_stand_between_that_is_said(cache: Path, url: str) -> None:
    def capped(setup: Setup) -> Callable[[], object]:
        return lambda: sent_over(Connections(), perform(load("solo"), setup, seconds=1.0, cache=cache), url)

    with pytest.raises(UsageError, match="impaired link"):
        sent_over(Connections(), performed(cache, Narrow({}), seconds=1.0), url)
    with pytest.raises(UsageError, match="impaired link"):
        capped(replace(SMALL, uplink_kbps=100.0))()
