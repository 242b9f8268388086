"""WHIP and WHEP in front of Janus's VideoRoom: a process of its own, on loopback.

    POST /whip/{room}/{name}    an offer → 201, the answer; a publisher who comes back takes his own place
    POST /whep/{room}/{name}    an offer → 406 and a counter-offer, as Janus offers to its subscribers; nothing → 201 and the offer;
                                who comes before the publisher waits for him a little → 404
    PATCH  /session/{id}        the answer to it → 204
    DELETE /session/{id}        the end → 200

Every peer is a handle at Janus. It is detached when it leaves, when Janus loses it, and, for subscribers, when its publisher is gone: dead
peers would else fill the room.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import secrets
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web
from aiohttp.typedefs import Handler

from houdun.media.servers.janus_api import JanusError, Message, Session

SDP = "application/sdp"
NO_SUCH_ROOM, ROOM_EXISTS = 426, 427
LARGEST_ROOM = 1000
PATIENCE = 3.0
"""Seconds that a player waits for a publisher: one who is just arriving, or starts his stream again."""


@dataclass(slots=True)
class Peer:
    """One connection at Janus. `id` is what its client knows; `feed` is Janus's name of what it publishes or watches; of a publisher that is
    not `up` yet, of whom no media can have come, Janus says to players that there is no such feed."""

    room: str
    name: str
    publishes: bool
    feed: str = ""
    up: bool = False
    handle: int = 0
    id: str = field(default_factory=lambda: secrets.token_hex(16))


@dataclass(slots=True)
class Book:
    """Who is there."""

    peers: dict[str, Peer] = field(default_factory=dict)

    def publisher(self, room: str, name: str) -> Peer | None:
        return next((peer for peer in self.peers.values() if peer.publishes and (peer.room, peer.name) == (room, name)), None)

    def by_handle(self, handle: int) -> Peer | None:
        return next((peer for peer in self.peers.values() if peer.handle == handle), None)

    def watching(self, publisher: Peer) -> list[Peer]:
        return [
            peer
            for peer in self.peers.values()
            if not peer.publishes and (peer.room, peer.feed) == (publisher.room, publisher.feed)
        ]


class Gateway:
    """The web application. `gone` is set when Janus or our session there is no more; `patience` is a player's, in seconds."""

    def __init__(self, janus_url: str, patience: float = PATIENCE) -> None:
        self._janus_url, self._patience = janus_url, patience
        self._book = Book()
        self._turns: defaultdict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)
        self._news = asyncio.Event()
        self._farewells: set[asyncio.Task[None]] = set()
        self.gone = asyncio.Event()

    def application(self) -> web.Application:
        application = web.Application(client_max_size=100_000, middlewares=[_refusals])
        application.router.add_post("/whip/{room}/{name}", self._publish)
        application.router.add_post("/whep/{room}/{name}", self._play)
        application.router.add_patch("/session/{id}", self._answer)
        application.router.add_delete("/session/{id}", self._delete)
        application.cleanup_ctx.append(self._life)
        return application

    async def _life(self, application: web.Application) -> AsyncIterator[None]:
        self._janus = Session(self._janus_url, self._event)
        await self._janus.open()
        listening = asyncio.create_task(self._janus.listen())
        listening.add_done_callback(lambda task: self.gone.set())
        yield
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError, aiohttp.ClientError, TimeoutError, JanusError):
            await listening
        await self._janus.close()

    async def _publish(self, request: web.Request) -> web.Response:
        room, name, offer = request.match_info["room"], request.match_info["name"], await _sdp(request)
        async with self._turns[room, name]:  # of two who come at once under one name, the later one stays
            await self._ensure_room(room)
            if (earlier := self._book.publisher(room, name)) is not None:
                await self._dismiss(earlier)
            peer = await self._arrive(Peer(room, name, publishes=True))
            try:
                body = {"request": "joinandconfigure", "room": room, "ptype": "publisher", "display": name}
                reply = await self._janus.message(peer.handle, body, "offer", offer)
            except BaseException:
                await self._dismiss(peer)
                raise
            peer.feed = str(reply.data["id"])
        return _created(peer, reply.sdp, 201)

    async def _play(self, request: web.Request) -> web.Response:
        room, name = request.match_info["room"], request.match_info["name"]
        offered = bool(await request.text())
        publisher = await self._awaited(room, name)
        peer = await self._arrive(Peer(room, name, publishes=False, feed=publisher.feed))
        try:
            body = {"request": "join", "room": room, "ptype": "subscriber", "streams": [{"feed": publisher.feed}]}
            reply = await self._janus.message(peer.handle, body)
        except BaseException:
            await self._dismiss(peer)
            raise
        return _created(peer, reply.sdp, 406 if offered else 201)

    async def _awaited(self, room: str, name: str) -> Peer:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                while (publisher := self._book.publisher(room, name)) is None or not publisher.up:
                    await self._news.wait()
                return publisher
        raise web.HTTPNotFound(text="nobody publishes under this name")

    async def _answer(self, request: web.Request) -> web.Response:
        peer = self._peer(request)
        await self._janus.message(peer.handle, {"request": "start"}, "answer", await _sdp(request))
        return web.Response(status=204)

    async def _delete(self, request: web.Request) -> web.Response:
        await self._dismiss(self._peer(request))
        return web.Response()

    def _peer(self, request: web.Request) -> Peer:
        peer = self._book.peers.get(request.match_info["id"])
        if peer is None:
            raise web.HTTPNotFound(text="no such session")
        return peer

    async def _arrive(self, peer: Peer) -> Peer:
        peer.handle = await self._janus.attach()
        self._book.peers[peer.id] = peer
        return peer

    async def _dismiss(self, peer: Peer) -> None:
        """Detaches a peer, and who watched it. Once is enough: it may also be lost meanwhile."""
        if self._book.peers.pop(peer.id, None) is None:
            return
        for watcher in self._book.watching(peer) if peer.publishes else []:
            await self._dismiss(watcher)
        with contextlib.suppress(JanusError):
            await self._janus.detach(peer.handle)

    def _event(self, handle: int, event: Message) -> None:
        """Media of a peer can flow, or Janus has lost it."""
        peer = self._book.by_handle(handle)
        if peer is None:
            return
        if event.get("janus") == "webrtcup":
            peer.up = True
            self._news.set()
            self._news = asyncio.Event()
        elif event.get("janus") in ("hangup", "detached"):
            farewell = asyncio.create_task(self._dismiss(peer))
            self._farewells.add(farewell)
            farewell.add_done_callback(self._farewells.discard)

    async def _ensure_room(self, room: str) -> None:
        handle = await self._janus.attach()
        try:
            body = {"request": "create", "room": room, "publishers": LARGEST_ROOM, "videocodec": "h264,vp8", "audiocodec": "opus"}
            await self._janus.message(handle, {**body, "bitrate": 0, "fir_freq": 0, "notify_joining": False})
        except JanusError as error:
            if error.code != ROOM_EXISTS:
                raise
        finally:
            await self._janus.detach(handle)


async def _sdp(request: web.Request) -> str:
    text = await request.text()
    if not text.startswith("v=0"):
        raise web.HTTPBadRequest(text="the body is no SDP")
    return text


def _created(peer: Peer, sdp: str, status: int) -> web.Response:
    return web.Response(status=status, text=sdp, content_type=SDP, headers={"Location": f"/session/{peer.id}"})


@web.middleware
async def _refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What Janus refuses is the client's fault, what it does not answer is ours."""
    try:
        return await handler(request)
    except JanusError as error:
        return web.Response(status=400, text=str(error))
    except (aiohttp.ClientError, TimeoutError):
        return web.Response(status=502, text="Janus does not answer")


async def serve(port: int, janus_url: str) -> None:
    """Serves until Janus is gone."""
    gateway = Gateway(janus_url)
    runner = web.AppRunner(gateway.application())
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await gateway.gone.wait()
    finally:
        await runner.cleanup()


def main() -> None:
    parser = argparse.ArgumentParser(description="WHIP and WHEP in front of Janus, on loopback")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--janus", required=True, help="address of Janus's HTTP API")
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.janus))


if __name__ == "__main__":
    main()
