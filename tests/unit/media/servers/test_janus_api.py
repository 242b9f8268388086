from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from houdun.media.servers.janus_api import JanusError, Message, Session
from tests.janus_given import ANSWER, OFFER, FakeJanus
from tests.webrtc_given import always, answering

Work = Callable[[Session], Awaitable[None]]


def _with(janus: FakeJanus, work: Work, events: list[tuple[int, Message]] | None = None) -> None:
    async def run(url: str) -> None:
        session = Session(url, lambda handle, event: events.append((handle, event)) if events is not None else None)
        await session.open()
        listening = asyncio.create_task(session.listen())
        try:
            await asyncio.wait_for(work(session), 5)
        finally:
            listening.cancel()
            await session.close()

    with answering(janus.handle) as host:
        asyncio.run(run(f"http://{host}/janus"))


def test_an_answer_that_comes_later_is_awaited_and_brings_its_sdp() -> None:
    async def work(session: Session) -> None:
        handle = await session.attach()
        reply = await session.message(handle, {"request": "joinandconfigure", "display": "host"}, "offer", OFFER)
        assert (reply.data["id"], reply.sdp) == ("feed of host", ANSWER)

    janus = FakeJanus()
    _with(janus, work)
    assert janus.descriptions == [{"type": "offer", "sdp": OFFER, "trickle": False}]


def test_an_answer_at_once_is_taken_as_it_is() -> None:
    async def work(session: Session) -> None:
        assert (await session.message(await session.attach(), {"request": "create"})).sdp == ""

    _with(FakeJanus(), work)


def test_a_refusal_is_an_error_with_januss_own_code() -> None:
    janus = FakeJanus()
    janus.refuse["join"] = {"error": "No such feed", "error_code": 428}

    async def work(session: Session) -> None:
        with pytest.raises(JanusError, match="No such feed") as caught:
            await session.message(await session.attach(), {"request": "join"})
        assert caught.value.code == 428

    _with(janus, work)


def test_events_that_answer_nothing_are_handed_on() -> None:
    janus, events = FakeJanus(), list[tuple[int, Message]]()

    async def work(session: Session) -> None:
        janus.tell({"janus": "hangup", "sender": 7, "reason": "ICE failed"})
        while not events:
            await asyncio.sleep(0.01)

    _with(janus, work, events)
    assert [(handle, event["janus"]) for handle, event in events] == [(7, "hangup")]


@pytest.mark.parametrize(
    "said", [{"janus": "error", "error": {"code": 458, "reason": "No such session"}}, {"janus": "timeout", "session_id": 1}]
)
def test_listening_ends_when_janus_has_dropped_the_session(said: Message) -> None:
    janus = FakeJanus()

    async def run(host: str) -> None:
        session = Session(f"http://{host}/janus", lambda handle, event: None)
        await session.open()
        janus.tell(said)
        try:
            with pytest.raises(JanusError, match="the session is gone"):
                await asyncio.wait_for(session.listen(), 5)
        finally:
            await session.close()

    with answering(janus.handle) as host:
        asyncio.run(run(host))


def test_detaching_ends_the_handle() -> None:
    janus = FakeJanus()

    async def work(session: Session) -> None:
        await session.detach(await session.attach())

    _with(janus, work)
    assert janus.handles == set()


def test_a_janus_that_says_nonsense_is_no_janus() -> None:
    async def run(host: str) -> None:
        session = Session(f"http://{host}/janus", lambda handle, event: None)
        try:
            await session.open()
        finally:
            await session.close()

    with answering(always(200, "welcome")) as host, pytest.raises(JanusError, match="no JSON"):
        asyncio.run(run(host))
