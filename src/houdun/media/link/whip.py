"""The relay of a WebRTC publisher: it passes WHIP on, and in the server's answer puts our UDP relays in the place of the server's own addresses.

The offer goes on with an address where nobody is instead of the publisher's: a server that knows those would reach the publisher past the link,
and some that know none give up at once. It learns of the relay from the first check that comes through it, as of a peer behind a NAT (RFC 8445, 7.3.1.3).
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp import web

from houdun.media.link.model import Line
from houdun.media.link.udp import Address, Udp

CANDIDATE = re.compile(r"a=candidate:\S+ \d+ udp \d+ (?P<host>\S+) (?P<port>\d+) typ (?P<kind>\S+)[^\r\n]*\r?\n", re.IGNORECASE)
ANY_CANDIDATE = re.compile(r"a=candidate:[^\n]*\n")
CANDIDATES = re.compile(rf"(?:{ANY_CANDIDATE.pattern})+")
NOBODY = "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n"
"""Of a network that is for documentation (RFC 5737)."""
PASSED_ON = ("Content-Type", "Accept", "Authorization")
PATIENCE = aiohttp.ClientTimeout(total=10)
LARGEST = 100_000


class Whip:
    """Everything asked of `port` is asked of `target`, such as `https://whip.example.com`. All media shares the two lines."""

    def __init__(self, target: str, up: Line, down: Line) -> None:
        self._target, self._up, self._down = target, up, down
        self._relays: dict[Address, Udp] = {}
        self.port = 0

    async def start(self) -> None:
        application = web.Application(client_max_size=LARGEST)
        application.router.add_route("*", "/{path:.*}", self._pass)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = int(self._runner.addresses[0][1])
        self._http = aiohttp.ClientSession(self._target, timeout=PATIENCE)

    async def stop(self) -> None:
        await self._runner.cleanup()
        await self._http.close()
        for relay in self._relays.values():
            await relay.stop()

    def nudge(self) -> None:
        """Datagrams are never held up, only lost: there is nothing to go on with."""

    async def _pass(self, request: web.Request) -> web.Response:
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        offer = _hidden(await request.text())
        try:
            where = request.url.relative()
            async with self._http.request(request.method, where, data=offer, headers=headers, allow_redirects=False) as reply:
                answer = (await reply.content.read(LARGEST)).decode("utf-8", "replace")
                status, kind, location = reply.status, reply.content_type, reply.headers.get("Location", "")
        except (aiohttp.ClientError, TimeoutError):
            return web.Response(status=502, text="the server behind the impaired link does not answer")
        if answer.startswith("v=0"):
            answer = await self._through_us(answer)
        return web.Response(status=status, text=answer, content_type=kind, headers=self._ours(location))

    async def _through_us(self, answer: str) -> str:
        """The server's UDP addresses become those of relays, all others go."""
        relayed = {}
        for found in CANDIDATE.finditer(answer):
            if (target := _target(found)) is not None:
                relayed[found[0]] = _written(found, await self._relay(target))
        return ANY_CANDIDATE.sub(lambda line: relayed.get(line[0], ""), answer)

    async def _relay(self, target: Address) -> int:
        if target not in self._relays:
            relay = self._relays[target] = Udp(target, self._up, self._down)
            await relay.start()
        return self._relays[target].port

    def _ours(self, location: str) -> dict[str, str]:
        """A session on the server is one on us; of elsewhere there is nothing to say."""
        if not location:
            return {}
        parts = urlsplit(urljoin(self._target, location))
        same = f"{parts.scheme}://{parts.netloc}" == self._target
        return {"Location": parts.path + (f"?{parts.query}" if parts.query else "")} if same else {}


def _hidden(offer: str) -> str:
    """The offer with nobody's address in the place of each run of candidates."""
    return CANDIDATES.sub(NOBODY, offer)


def _target(found: re.Match[str]) -> Address | None:
    """Where the candidate is; None where the relay's sockets cannot reach it (IPv6, names of the local network)."""
    try:
        return str(IPv4Address(found["host"])), int(found["port"])
    except ValueError:
        return None


def _written(found: re.Match[str], port: int) -> str:
    """The candidate's line with a relay on loopback in its place."""
    first, last = found.span("host")[0] - found.start(), found.span("port")[1] - found.start()
    return f"{found[0][:first]}127.0.0.1 {port}{found[0][last:]}"
