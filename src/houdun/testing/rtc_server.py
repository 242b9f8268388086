"""A WHIP and WHEP server of pure Python, on loopback alone: it passes encoded frames on, as an SFU does. For tests where no Janus is installed."""

from __future__ import annotations

import asyncio
import re
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import TracebackType
from typing import Self

from aiohttp import web
from aiortc import RTCPeerConnection

from houdun.media.endpoints.loop import LoopThread
from houdun.media.endpoints.peer import RATES, connection, local, reach_loopback, remote
from houdun.media.endpoints.receiver import Encoded, Item, Receiver
from houdun.media.endpoints.whip import Outlet, prefer
from houdun.media.events import SenderReport
from houdun.media.track import Codec, Kind, Packet, Track

HERE = "whip://127.0.0.1"
SDP = "application/sdp"


@dataclass(slots=True)
class Stream:
    """What one publisher sends, and who watches."""

    peer: RTCPeerConnection
    codecs: dict[Kind, Codec]
    live: bool = True
    frames: list[Encoded] = field(default_factory=list)
    watched: threading.Event = field(default_factory=threading.Event)
    receivers: dict[Kind, Receiver] = field(default_factory=dict)
    watchers: list[Watcher] = field(default_factory=list)
    reports: list[SenderReport] = field(default_factory=list)


@dataclass(slots=True)
class Watcher:
    peer: RTCPeerConnection
    outlets: dict[Kind, Outlet]


class RtcServer:
    """Up between entering and leaving. With `token` it answers 401 to everybody else; with `counter_offers` it offers to players instead of
    answering."""

    def __init__(self, *, token: str = "", counter_offers: bool = False) -> None:
        self._token, self._counter_offers, self._deaf = token, counter_offers, False
        self._streams: dict[str, Stream] = {}
        self._sessions: dict[str, RTCPeerConnection] = {}
        self._asked: set[asyncio.Task[None]] = set()
        self._port = 0

    def publish_url(self, name: str) -> str:
        return f"whip://:{self._token}@127.0.0.1:{self._port}/whip/{name}"

    def play_url(self, name: str) -> str:
        return f"whep://:{self._token}@127.0.0.1:{self._port}/whep/{name}"

    def frames(self, name: str) -> list[Encoded]:
        """The frames of who last published under that name, in the order of their arrival."""
        return list(self._streams[name].frames)

    def reports(self, name: str) -> list[SenderReport]:
        """The sender reports of who last published under that name, as they came in."""
        return list(self._streams[name].reports)

    def wait_for_watcher(self, name: str, seconds: float = 5.0) -> None:
        """Waits until a player of that stream is connected."""
        assert self._streams[name].watched.wait(seconds), "nobody plays it"

    def deafen(self) -> None:
        """From now on it answers, and then neither receives nor sends anything."""
        self._deaf = True

    def drop(self, name: str) -> None:
        """Throws a publisher out."""
        self._loop.run(self._leave(self._streams[name]))

    @property
    def sessions(self) -> int:
        """How many connections are open."""
        return len(self._sessions)

    def __enter__(self) -> Self:
        self._loop = LoopThread("rtc-server")
        self._loop.run(self._up())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._loop.run(self._down())
        self._loop.close()

    async def _up(self) -> None:
        application = web.Application()
        application.router.add_post("/whip/{name}", self._publish)
        application.router.add_post("/whep/{name}", self._play)
        application.router.add_patch("/session/{id}", self._answer)
        application.router.add_delete("/session/{id}", self._delete)
        self._runner = web.AppRunner(application)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = int(self._runner.addresses[0][1])

    async def _down(self) -> None:
        for session in list(self._sessions):
            await self._end(session)
        await self._runner.cleanup()

    async def _publish(self, request: web.Request) -> web.Response:
        offer = await self._offered(request)
        peer = connection()
        await remote(peer, offer, "offer", HERE)
        stream = Stream(peer, _codecs(offer))
        for transceiver in peer.getTransceivers():
            kind = Kind(transceiver.kind)
            stream.receivers[kind] = Receiver(kind, transceiver.receiver, lambda item: self._pass_on(stream, item))
        self._streams[request.match_info["name"]] = stream
        return await self._created(peer, "answer", 201)

    async def _play(self, request: web.Request) -> web.Response:
        offer = await self._offered(request)
        stream = self._streams.get(request.match_info["name"])
        if stream is None or not stream.live:
            raise web.HTTPNotFound(text="nobody publishes under this name")
        peer = connection()
        watcher = Watcher(peer, {})
        for kind in _kinds(offer) if not self._counter_offers else list(stream.codecs):
            if kind in stream.codecs:
                self._send(stream, watcher, kind)
        peer.on("connectionstatechange", lambda: stream.watched.set() if peer.connectionState == "connected" else None)
        stream.watchers.append(watcher)
        if self._counter_offers:
            return await self._created(peer, "offer", 406)
        await remote(peer, offer, "offer", HERE)
        return await self._created(peer, "answer", 201)

    def _send(self, stream: Stream, watcher: Watcher, kind: Kind) -> None:
        codec = stream.codecs[kind]
        outlet = watcher.outlets[kind] = Outlet(Track(kind=kind, codec=codec, time_base=Fraction(1, RATES[kind])))
        transceiver = watcher.peer.addTransceiver(outlet, "sendonly")
        prefer(transceiver, codec)
        loop = asyncio.get_running_loop()
        receiver = stream.receivers[kind]

        def requested() -> None:
            self._asked.add(task := loop.create_task(receiver.ask_for_key()))
            task.add_done_callback(self._asked.discard)

        transceiver.sender._send_keyframe = requested  # type: ignore[method-assign]  # aiortc tells nobody else

    async def _answer(self, request: web.Request) -> web.Response:
        await remote(self._sessions[request.match_info["id"]], await request.text(), "answer", HERE)
        return web.Response(status=204)

    async def _delete(self, request: web.Request) -> web.Response:
        await self._end(request.match_info["id"])
        return web.Response()

    async def _offered(self, request: web.Request) -> str:
        if self._token and request.headers.get("Authorization") != f"Bearer {self._token}":
            raise web.HTTPUnauthorized(text="a token is needed")
        return await request.text()

    async def _created(self, peer: RTCPeerConnection, kind: str, status: int) -> web.Response:
        reach_loopback(peer, alone=True)
        session = secrets.token_hex(8)
        self._sessions[session] = peer
        sdp = await local(peer, HERE, kind)
        if self._deaf:
            await peer.close()
        return web.Response(status=status, text=sdp, content_type=SDP, headers={"Location": f"/session/{session}"})

    def _pass_on(self, stream: Stream, item: Item) -> None:
        if isinstance(item, Encoded):
            stream.frames.append(item)
            for watcher in stream.watchers:
                if (outlet := watcher.outlets.get(item.kind)) is not None:
                    outlet.put(_packet(item))
        elif isinstance(item, SenderReport):
            stream.reports.append(item)
        else:
            self._loop.start(self._leave(stream))

    async def _leave(self, stream: Stream) -> None:
        """A publisher has gone, and those who watched go too."""
        gone = [stream.peer, *(watcher.peer for watcher in stream.watchers)]
        stream.live = False
        for session in [session for session, peer in self._sessions.items() if peer in gone]:
            await self._end(session)

    async def _end(self, session: str) -> None:
        peer = self._sessions.pop(session, None)
        if peer is None:
            return
        stream = next((each for each in self._streams.values() if each.peer is peer), None)
        await peer.close()
        if stream is not None and stream.live:
            await self._leave(stream)


def _packet(item: Encoded) -> Packet:
    frame = item.frame
    return Packet(kind=item.kind, data=frame.data, pts=frame.stamp, dts=frame.stamp, duration=0, key=item.key, at=frame.arrival)


def _kinds(sdp: str) -> Sequence[Kind]:
    return [Kind(kind) for kind in re.findall(r"^m=(audio|video)", sdp, re.MULTILINE)]


def _codecs(offer: str) -> dict[Kind, Codec]:
    """The codec that is offered first of each kind."""
    first = {Kind.AUDIO: Codec.OPUS, Kind.VIDEO: Codec.H264 if "H264/" in offer else Codec.VP8}
    return {kind: first[kind] for kind in _kinds(offer)}
