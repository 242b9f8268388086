from __future__ import annotations

import asyncio
import contextlib
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houdun.errors import OutsideError
from houdun.media.endpoints.peer import connected, connection, in_time, is_loopback, local, reach_loopback, remote
from houdun.media.track import Kind

HERE = "whip://127.0.0.1/x"


async def _offer(url: str = HERE, *, alone: bool = False) -> str:
    peer = connection()
    peer.addTransceiver("audio", "recvonly")
    if alone:
        reach_loopback(peer, alone=True)
    try:
        return await local(peer, url, "offer")
    finally:
        await peer.close()


def _hosts(sdp: str) -> set[str]:
    return set(re.findall(r"a=candidate:\S+ \d udp \d+ (\S+)", sdp))


@pytest.mark.parametrize("url", ["whip://127.0.0.1:80/x", "whep://localhost/x", "whip://[::1]/x", "whip://127.9.9.9/x"])
def test_loopback_is_known_by_its_names(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize("url", ["whip://example.org/x", "whip://10.0.0.1/x", "whip://localhost.example.org/x", "whip:///x"])
def test_elsewhere_is_not_loopback(url: str) -> None:
    assert not is_loopback(url)


def test_a_server_on_loopback_is_offered_loopback_too() -> None:
    assert "127.0.0.1" in _hosts(asyncio.run(_offer()))


def test_a_server_elsewhere_is_not() -> None:
    assert "127.0.0.1" not in _hosts(asyncio.run(_offer("whips://example.org/x")))


def test_a_server_of_ours_can_be_kept_on_loopback() -> None:
    assert _hosts(asyncio.run(_offer(alone=True))) == {"127.0.0.1"}


async def _take(sdp: str, kind: str = "answer") -> None:
    peer = connection()
    peer.addTransceiver(Kind.VIDEO.value, "recvonly")
    try:
        if kind == "answer":
            await local(peer, HERE, "offer")
        await remote(peer, sdp, kind, HERE)
    finally:
        await peer.close()


@pytest.mark.parametrize("kind", ["answer", "offer"])
@pytest.mark.parametrize("garbage", ["", "v=0", "hello", "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF\r\n", "\0" * 100, "<html>"])
def test_garbage_instead_of_sdp_is_the_other_sides_fault(garbage: str, kind: str) -> None:
    with pytest.raises(OutsideError, match="SDP"):
        asyncio.run(_take(garbage, kind))


def _mutilated(data: st.DataObject, sdp: str) -> str:
    lines = sdp.split("\r\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.sampled_from(["", lines[at][: len(lines[at]) // 2], "a=" + "9" * 40, lines[at] + " x", "m=audio x y z"])
    )
    return "\r\n".join(lines)


@given(st.data())
def test_fuzz_a_mutilated_offer_is_taken_or_refused_but_never_a_bug_of_ours(data: st.DataObject) -> None:
    offer = _kept_offer()

    async def take() -> None:
        with contextlib.suppress(OutsideError):
            await asyncio.wait_for(_take(_mutilated(data, offer), "offer"), 5)

    asyncio.run(take())


@cache
def _kept_offer() -> str:
    return asyncio.run(_offer())


def test_what_takes_too_long_ends_in_time() -> None:
    async def wait() -> None:
        async with in_time(0.01, "there"):
            await asyncio.sleep(10)

    with pytest.raises(OutsideError, match=r"there: no connection within 0\.01 s"):
        asyncio.run(wait())


def test_a_connection_that_was_closed_does_not_come_up() -> None:
    async def wait() -> None:
        peer = connection()
        peer.addTransceiver("audio", "recvonly")
        await peer.close()
        await connected(peer, "there")

    with pytest.raises(OutsideError, match="did not come up"):
        asyncio.run(wait())
