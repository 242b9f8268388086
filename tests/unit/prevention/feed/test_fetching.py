from __future__ import annotations

import gzip
import ssl
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from socket import create_connection, socket
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import HoudunError, OutsideError, RefusedError
from houdun.prevention.feed.address import Place, read
from houdun.prevention.feed.fetching import MOST_BYTES, fetch
from houdun.prevention.feed.network import Network
from houdun.prevention.feed.public import Address, is_public
from tests.feed_given import CALENDAR, PUBLIC, Elsewhere, Reply, answer, elsewhere, redirect

TEAM = Place("localhost", "/team")
"""What the certificate is for."""
INNER = ip_address("169.254.169.254")


def got(served: Elsewhere, *answers: Sequence[Address], place: Place = TEAM, patience: float = 5.0) -> bytes:
    return fetch(place, where="the feed", network=served.network(*answers), patience=patience)


def test_a_calendar_is_fetched_from_the_very_address_that_was_looked_up(tmp_path: Path) -> None:
    with elsewhere(tmp_path, team=answer(CALENDAR)) as served:
        assert got(served) == CALENDAR
    assert (served.names, served.connected) == (["localhost"], [(PUBLIC, 443)])
    assert "\r\nHost: localhost\r\n" in served.requests[0]
    assert "Accept-Encoding: identity" in served.requests[0]
    assert "Authorization" not in served.requests[0]


def test_a_name_that_leads_inside_the_second_time_is_looked_up_once(tmp_path: Path) -> None:
    with elsewhere(tmp_path, team=answer(CALENDAR)) as served:
        assert got(served, [PUBLIC], [INNER]) == CALENDAR
    assert served.connected == [(PUBLIC, 443)]


def test_one_inner_address_among_public_ones_is_enough_to_refuse(tmp_path: Path) -> None:
    with elsewhere(tmp_path, team=answer(CALENDAR)) as served, pytest.raises(RefusedError, match="not on the public internet"):
        got(served, [PUBLIC, INNER])
    assert served.connected == []


def test_no_inner_name_is_told_from_one_that_is_not_there(tmp_path: Path) -> None:
    told = []
    with elsewhere(tmp_path) as served:
        for found in ([], [INNER], [ip_address("::1")], [ip_address("10.0.0.1")]):
            with pytest.raises(RefusedError) as raised:
                got(served, found)
            told.append(str(raised.value))
    assert len(set(told)) == 1


class Watched:
    """A network that only notes what it is asked to connect to."""

    def __init__(self, found: Sequence[Address]) -> None:
        self.found, self.connected = found, [ip_address(0)][:0]

    def look_up(self, name: str, timeout: float) -> Sequence[Address]:
        return self.found

    def connect(self, address: Address, port: int, timeout: float) -> socket:
        self.connected.append(address)
        raise ConnectionRefusedError


@given(st.lists(st.ip_addresses() | st.sampled_from([PUBLIC, ip_address("2606:4700::1111")]), max_size=4))
def test_whatever_a_name_leads_to_nothing_but_the_public_internet_is_connected_to(found: list[Address]) -> None:
    watched = Watched(found)
    with pytest.raises(HoudunError):
        fetch(TEAM, where="", network=Network(watched.look_up, watched.connect, ssl.create_default_context))
    assert all(map(is_public, watched.connected))
    assert watched.connected == (found if found and all(map(is_public, found)) else [])


def test_a_silent_address_does_not_cost_the_next_one_its_turn(tmp_path: Path) -> None:
    with elsewhere(tmp_path, team=answer(CALENDAR)) as served:
        network = served.network([PUBLIC, ip_address("1.1.1.1")])

        def connect(address: Address, port: int, timeout: float) -> socket:
            if address == PUBLIC:
                assert timeout <= 2.5
                raise TimeoutError
            return network.connect(address, port, timeout)

        found = fetch(TEAM, where="", network=Network(network.look_up, connect, network.trust), patience=5)
    assert found == CALENDAR


def test_redirects_are_followed_each_checked_anew(tmp_path: Path) -> None:
    with elsewhere(tmp_path, team=redirect("/b"), b=redirect("https://localhost/c"), c=answer(CALENDAR)) as served:
        assert got(served) == CALENDAR
    assert served.names == ["localhost"] * 3


def test_a_redirect_to_an_inner_host_is_not_followed(tmp_path: Path) -> None:
    there = elsewhere(tmp_path, team=redirect("https://inner.example/"))
    with there as served, pytest.raises(RefusedError, match="not on the public internet") as raised:
        got(served, [PUBLIC], [INNER])
    assert served.connected == [(PUBLIC, 443)]
    assert "inner" not in str(raised.value)


@pytest.mark.parametrize("to", ["http://localhost/b", "file:///etc/passwd", "https://localhost:22/", "https://[::1"])
def test_a_redirect_to_anything_but_https_is_not_followed(tmp_path: Path, to: str) -> None:
    with elsewhere(tmp_path, team=redirect(to)) as served, pytest.raises(RefusedError, match="redirects to what is no https"):
        got(served)
    assert len(served.requests) == 1


def test_a_circle_of_redirects_ends(tmp_path: Path) -> None:
    with elsewhere(tmp_path, team=redirect("/team")) as served, pytest.raises(RefusedError, match="redirects too often"):
        got(served)
    assert len(served.requests) == 4


def test_a_certificate_must_hold_for_the_name(tmp_path: Path) -> None:
    with elsewhere(tmp_path, team=answer(CALENDAR)) as served, pytest.raises(RefusedError, match="certificate"):
        got(served, place=Place("example.com", "/team"))
    assert served.requests == []


def test_a_certificate_must_be_known(tmp_path: Path) -> None:
    with elsewhere(tmp_path, team=answer(CALENDAR)) as served:
        network = served.network()
        distrusting = Network(network.look_up, network.connect, ssl.create_default_context)
        with pytest.raises(RefusedError, match="certificate"):
            fetch(TEAM, where="", network=distrusting)


def test_who_we_are_is_told_to_whom_it_is_meant_for(tmp_path: Path) -> None:
    place = read("https://li:{key:CALENDAR_LI}@localhost/team", {"HOUDUN_KEY_CALENDAR_LI": "pass word"})
    with elsewhere(tmp_path, team=answer(CALENDAR)) as served:
        got(served, place=place)
    assert "\r\nAuthorization: Basic bGk6cGFzcyB3b3Jk\r\n" in served.requests[0]


def chunks(made: ssl.SSLSocket, over: Event) -> None:
    made.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")


def test_a_body_in_chunks_is_put_together(tmp_path: Path) -> None:
    with elsewhere(tmp_path, team=chunks) as served:
        assert got(served) == b"abcde"


def endless(made: ssl.SSLSocket, over: Event) -> None:
    made.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not over.is_set():
        made.sendall(b" " * 65_536)


@pytest.mark.parametrize(
    "reply", [endless, answer(b" " * (MOST_BYTES + 1)), answer(b"", "200 OK", f"Content-Length: {10**12}", length=False)]
)
def test_no_more_is_read_than_a_calendar_has(tmp_path: Path, reply: Reply) -> None:
    with elsewhere(tmp_path, team=reply) as served, pytest.raises(RefusedError, match="larger than 2 MB"):
        got(served)


def test_what_comes_compressed_is_not_unpacked(tmp_path: Path) -> None:
    bomb = answer(gzip.compress(b"0" * 10**6), "200 OK", "Content-Encoding: gzip")
    with elsewhere(tmp_path, team=bomb) as served, pytest.raises(RefusedError, match="compressed"):
        got(served)


def drip(start: bytes) -> Reply:
    def reply(made: ssl.SSLSocket, over: Event) -> None:
        made.sendall(start)
        while not over.wait(0.01):
            made.sendall(b"a")

    return reply


def silence(made: ssl.SSLSocket, over: Event) -> None:
    over.wait(10)


@pytest.mark.parametrize("reply", [silence, drip(b"HTTP/1.1 200 OK\r\nX: "), drip(b"HTTP/1.1 200 OK\r\n\r\n")])
def test_however_slowly_it_comes_the_time_is_over_when_it_is(tmp_path: Path, reply: Reply) -> None:
    with elsewhere(tmp_path, team=reply) as served:
        with pytest.raises(OutsideError, match=r"longer than 0\.2 s"):
            got(served, patience=0.2)
        served.over.set()


def test_a_server_that_never_shakes_hands_takes_no_longer_either() -> None:
    with socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        port = deaf.getsockname()[1]
        network = Network(
            lambda *_: [PUBLIC],
            lambda address, _, timeout: create_connection(("127.0.0.1", port), timeout),
            ssl.create_default_context,
        )
        with pytest.raises(OutsideError, match="took longer"):
            fetch(TEAM, where="", network=network, patience=0.2)


@pytest.mark.parametrize(
    ("status", "kind"),
    [("404 Not Found", RefusedError), ("401 Who", RefusedError), ("503 Later", OutsideError), ("204 Nothing", OutsideError), ("302 Nowhere", OutsideError)],
)  # fmt: skip
def test_a_status_says_whether_another_try_helps(tmp_path: Path, status: str, kind: type[HoudunError]) -> None:
    with elsewhere(tmp_path, team=answer(b"", status)) as served, pytest.raises(kind, match=f"HTTP {status[:3]}"):
        got(served)


@pytest.mark.parametrize(
    "reply",
    [
        answer(b"abc", "200 OK", "Content-Length: 9", length=False),
        lambda made, over: made.sendall(b"SSH-2.0-OpenSSH\r\n"),
        lambda made, over: made.sendall(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"),
        lambda made, over: made.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        lambda made, over: None,
    ],
)
def test_what_is_no_whole_answer_may_be_tried_again_and_nothing_of_it_is_told(tmp_path: Path, reply: Reply) -> None:
    with elsewhere(tmp_path, team=reply) as served, pytest.raises(OutsideError, match="the connection failed") as raised:
        got(served)
    assert "OpenSSH" not in str(raised.value)
    assert raised.value.where == "the feed"
