from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from houdun.errors import HoudunError, OutsideError, RefusedError
from houdun.media.endpoints.signalling import LONGEST, Reply, Session
from tests.webrtc_given import always, answering

ANSWER = "v=0\r\nanswer"
TOKEN = "t0ken-of-ours"


async def _offer(url: str, *, then_answer: bool = False) -> Reply:
    session = Session(url, "WHERE")
    try:
        reply = await session.offer("v=0\r\noffer")
        if then_answer:
            await session.answer("v=0\r\nours")
        return reply
    finally:
        await session.close()


def test_an_offer_is_posted_with_the_token_and_the_session_deleted_in_the_end() -> None:
    seen: list[tuple[str, str, str | None, str]] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append((request.method, request.path_qs, request.headers.get("Authorization"), await request.text()))
        return web.Response(status=201, text=ANSWER, headers={"Location": "/session/7"})

    with answering(handler) as host:
        reply = asyncio.run(_offer(f"whip://:{TOKEN}@{host}/in/x?a=b"))
    assert reply == Reply(ANSWER, is_offer=False)
    assert seen == [
        ("POST", "/in/x?a=b", f"Bearer {TOKEN}", "v=0\r\noffer"),
        ("DELETE", "/session/7", f"Bearer {TOKEN}", ""),
    ]


def test_without_a_token_none_is_sent() -> None:
    async def handler(request: web.Request) -> web.Response:
        assert "Authorization" not in request.headers
        return web.Response(status=201, text=ANSWER)

    with answering(handler) as host:
        assert asyncio.run(_offer(f"whep://{host}/x")).sdp == ANSWER


def test_a_counter_offer_is_answered_by_a_patch() -> None:
    seen = []

    async def handler(request: web.Request) -> web.Response:
        seen.append((request.method, await request.text()))
        return web.Response(status=406 if request.method == "POST" else 204, text=ANSWER, headers={"Location": "/session/7"})

    with answering(handler) as host:
        assert asyncio.run(_offer(f"whep://{host}/x", then_answer=True)).is_offer
    assert [method for method, _ in seen] == ["POST", "PATCH", "DELETE"]


def test_a_counter_offer_without_a_place_for_the_answer_is_an_error() -> None:
    with answering(always(406, ANSWER)) as host, pytest.raises(OutsideError, match="no session address"):
        asyncio.run(_offer(f"whep://{host}/x", then_answer=True))


def test_a_session_elsewhere_is_not_called() -> None:
    called = []

    async def trap(request: web.Request) -> web.Response:
        called.append(request.method)
        return web.Response()

    with answering(trap) as other, answering(always(201, ANSWER, {"Location": f"http://{other}/session/7"})) as host:
        asyncio.run(_offer(f"whip://:{TOKEN}@{host}/x"))
    assert called == []


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        *((RefusedError, status) for status in (400, 401, 403, 404, 406, 409)),
        *((OutsideError, status) for status in (200, 408, 429, 500, 503)),
    ],
)
def test_whether_to_try_again_is_told_by_the_status(kind: type[HoudunError], status: int) -> None:
    with (
        answering(always(status, "the reason")) as host,
        pytest.raises(kind, match=f"WHERE: the server answered HTTP {status}: the reason"),
    ):
        asyncio.run(_offer(f"whip://:{TOKEN}@{host}/x"))


def test_what_a_server_says_is_made_inert_and_short_and_pages_are_left_out() -> None:
    for said in ("\x1b[31m" + "x" * 5000, "<html><script>"):
        with answering(always(403, said)) as host, pytest.raises(RefusedError) as caught:
            asyncio.run(_offer(f"whip://{host}/x"))
        assert "\x1b" not in str(caught.value)
        assert "<" not in str(caught.value)
        assert len(str(caught.value)) < 300


def test_no_more_than_so_much_is_read() -> None:
    with answering(always(201, "v=0" + "x" * 3 * LONGEST)) as host:
        assert len(asyncio.run(_offer(f"whip://{host}/x")).sdp) <= LONGEST


@pytest.mark.parametrize("url", ["whip://127.0.0.1:9/x", "whip://127.0.0.1:99999/x", "whip:///x", "whips://127.0.0.1:9/x"])
def test_where_nobody_answers_it_may_be_tried_again(url: str) -> None:
    with pytest.raises(OutsideError, match="WHERE: cannot be reached"):
        asyncio.run(_offer(url))


def test_a_server_that_is_gone_by_the_end_is_no_error() -> None:
    async def hang_up(request: web.Request) -> web.Response:
        assert request.transport is not None
        if request.method == "DELETE":
            request.transport.abort()
        return web.Response(status=201, text=ANSWER, headers={"Location": "/session/7"})

    with answering(hang_up) as host:
        assert asyncio.run(_offer(f"whip://{host}/x")).sdp == ANSWER
