from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from houdun.media.servers.gateway import ROOM_EXISTS, Gateway
from tests.janus_given import ANSWER, OFFER, FakeJanus
from tests.webrtc_given import answering

Call = Callable[..., Awaitable[tuple[int, str, str]]]
PATIENCE = 0.1


@asynccontextmanager
async def _gateway(janus_host: str, patience: float) -> AsyncIterator[Call]:
    """Calls to a gateway: (method, path, body) → (status, body, location)."""
    runner = web.AppRunner(Gateway(f"http://{janus_host}/janus", patience).application(), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    at = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async with aiohttp.ClientSession() as http:

        async def call(method: str, path: str, body: str = "") -> tuple[int, str, str]:
            async with http.request(method, at + path, data=body) as reply:
                return reply.status, await reply.text(), reply.headers.get("Location", "")

        yield call
    await runner.cleanup()


def _run(
    work: Callable[[Call, FakeJanus], Awaitable[None]], janus: FakeJanus | None = None, patience: float = PATIENCE
) -> FakeJanus:
    janus = janus or FakeJanus()

    async def run(host: str) -> None:
        async with _gateway(host, patience) as call:
            await asyncio.wait_for(work(call, janus), 5)

    with answering(janus.handle) as host:
        asyncio.run(run(host))
    return janus


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.01)


def test_a_publisher_gets_januss_answer_and_a_player_its_offer() -> None:
    async def work(call: Call, janus: FakeJanus) -> None:
        status, sdp, _ = await call("POST", "/whip/live/host", OFFER)
        assert (status, sdp) == (201, ANSWER)
        status, sdp, session = await call("POST", "/whep/live/host", OFFER)
        assert (status, sdp) == (406, OFFER)
        assert (await call("PATCH", session, ANSWER))[0] == 204

    janus = _run(work)
    assert [body["request"] for body in janus.requests] == ["create", "joinandconfigure", "join", "start"]
    assert janus.requests[2]["streams"] == [{"feed": "feed of host"}]


def test_a_player_that_offers_nothing_is_made_an_offer() -> None:
    async def work(call: Call, janus: FakeJanus) -> None:
        await call("POST", "/whip/live/host", OFFER)
        assert (await call("POST", "/whep/live/host"))[:2] == (201, OFFER)

    _run(work)


def test_a_room_that_exists_is_used() -> None:
    janus = FakeJanus()
    janus.refuse["create"] = {"error": "exists", "error_code": ROOM_EXISTS}

    async def work(call: Call, janus: FakeJanus) -> None:
        assert (await call("POST", "/whip/live/host", OFFER))[0] == 201

    _run(work, janus)


def test_leaving_leaves_no_handle_at_janus() -> None:
    async def work(call: Call, janus: FakeJanus) -> None:
        _, _, publisher = await call("POST", "/whip/live/host", OFFER)
        _, _, player = await call("POST", "/whep/live/host")
        assert len(janus.handles) == 2
        assert (await call("DELETE", player))[0] == 200
        assert (await call("DELETE", publisher))[0] == 200
        assert janus.handles == set()
        assert (await call("DELETE", publisher))[0] == 404

    _run(work)


def test_a_publisher_that_leaves_takes_its_players_along() -> None:
    async def work(call: Call, janus: FakeJanus) -> None:
        _, _, publisher = await call("POST", "/whip/live/host", OFFER)
        await call("POST", "/whep/live/host")
        await call("DELETE", publisher)
        assert janus.handles == set()

    _run(work)


def test_a_publisher_that_janus_has_lost_makes_room_with_its_players() -> None:
    async def work(call: Call, janus: FakeJanus) -> None:
        await call("POST", "/whip/live/host", OFFER)
        (handle,) = janus.handles
        await call("POST", "/whep/live/host")
        janus.tell({"janus": "hangup", "sender": handle, "reason": "ICE failed"})
        await _until(lambda: not janus.handles)
        assert (await call("POST", "/whep/live/host"))[0] == 404

    _run(work)


def test_a_publisher_who_comes_back_takes_his_own_place() -> None:
    async def work(call: Call, janus: FakeJanus) -> None:
        await call("POST", "/whip/live/host", OFFER)
        first = set(janus.handles)
        await call("POST", "/whip/live/host", OFFER)
        assert len(janus.handles) == 1
        assert not first & janus.handles

    _run(work)


def test_of_two_who_come_at_once_under_one_name_one_stays_and_is_played() -> None:
    janus = FakeJanus()
    janus.slow["joinandconfigure"] = 0.1

    async def work(call: Call, janus: FakeJanus) -> None:
        answers = await asyncio.gather(*(call("POST", "/whip/live/host", OFFER) for _ in range(2)))
        assert [status for status, *_ in answers] == [201, 201]
        assert len(janus.handles) == 1
        assert (await call("POST", "/whep/live/host"))[0] == 201

    _run(work, janus)


@pytest.mark.parametrize("step", ["joinandconfigure", "webrtcup"])
def test_a_player_waits_for_a_publisher_who_is_just_arriving(step: str) -> None:
    janus = FakeJanus()
    janus.slow[step] = 0.2

    async def work(call: Call, janus: FakeJanus) -> None:
        playing = [asyncio.ensure_future(call("POST", f"/whep/live/{name}")) for name in "abcde"]
        await asyncio.sleep(0)
        published = await asyncio.gather(*(call("POST", f"/whip/live/{name}", OFFER) for name in "abcde"))
        assert {status for status, *_ in published} == {201}
        assert step == "joinandconfigure" or not any(body["request"] == "join" for body in janus.requests)
        assert [(await each)[0] for each in playing] == [201] * 5

    played = [body["streams"][0]["feed"] for body in _run(work, janus, patience=5.0).requests if body["request"] == "join"]
    assert sorted(played) == [f"feed of {name}" for name in "abcde"]


def test_what_janus_refuses_is_told_and_leaves_nothing_behind() -> None:
    janus = FakeJanus()
    janus.refuse["joinandconfigure"] = {"error": "Room is full", "error_code": 432}

    async def work(call: Call, janus: FakeJanus) -> None:
        assert (await call("POST", "/whip/live/host", OFFER))[:2] == (400, "Room is full")
        assert janus.handles == set()

    _run(work, janus)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/whip/live/host", "", 400),
        ("POST", "/whip/live/host", "no sdp", 400),
        ("POST", "/whip/live/host", "v=0" + "x" * 200_000, 413),
        ("POST", "/whep/live/nobody", "", 404),
        ("PATCH", "/session/none", ANSWER, 404),
        ("GET", "/whip/live/host", "", 405),
        ("GET", "/", "", 404),
    ],
)
def test_wrong_requests_get_their_status(method: str, path: str, body: str, status: int) -> None:
    async def work(call: Call, janus: FakeJanus) -> None:
        assert (await call(method, path, body))[0] == status

    assert _run(work).handles == set()


def test_the_gateway_ends_when_janus_has_dropped_its_session() -> None:
    async def run(host: str, janus: FakeJanus) -> None:
        gateway = Gateway(f"http://{host}/janus", PATIENCE)
        runner = web.AppRunner(gateway.application(), shutdown_timeout=0.1)
        await runner.setup()
        janus.tell({"janus": "error", "error": {"code": 458, "reason": "No such session"}})
        await asyncio.wait_for(gateway.gone.wait(), 5)
        await runner.cleanup()

    janus = FakeJanus()
    with answering(janus.handle) as host:
        asyncio.run(run(host, janus))
