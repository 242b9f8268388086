"""For tests of WebRTC: an HTTP server that says what it is told to, and RTP packets made by hand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from aiohttp import web
from aiortc.rtp import RtpPacket

from houdun.media.endpoints.loop import LoopThread

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@contextmanager
def answering(handler: Handler) -> Iterator[str]:
    """An HTTP server on loopback that answers every request by `handler`: its host and port."""
    loop = LoopThread("answering")
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(application, shutdown_timeout=0.1)

    async def up() -> int:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return int(runner.addresses[0][1])

    try:
        yield f"127.0.0.1:{loop.run(up())}"
    finally:
        loop.run(runner.cleanup())
        loop.close()


def always(status: int, body: str = "", headers: dict[str, str] | None = None) -> Handler:
    """The same answer to everything."""

    async def handler(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=status, text=body, headers=headers)

    return handler


def rtp(
    sequence: int, payload: bytes, *, payload_type: int = 97, stamp: int = 0, marker: bool = True, ssrc: int = 1
) -> RtpPacket:
    return RtpPacket(payload_type, int(marker), sequence, stamp, ssrc, payload)
