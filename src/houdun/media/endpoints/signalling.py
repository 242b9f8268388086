"""WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep) over HTTP: a POST opens a session, a DELETE ends it, a PATCH answers a server that prefers to offer.

An address is written `whip://host/path` or `whips://…` (TLS), `whep` likewise; a password is sent as the bearer token: `whips://:{key:NAME}@host/path`.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

import aiohttp

from houdun.errors import HoudunError, OutsideError, RefusedError
from houdun.inert import one_line
from houdun.keys import redacted
from houdun.language import Bilingual

SDP = "application/sdp"
PLAIN = {"whip": "http", "whips": "https", "whep": "http", "wheps": "https"}
COUNTER_OFFER = 406
"""What a WHEP server answers that cannot take an offer and makes its own."""
ABSENT = 404
LONGEST = 100_000
"""Bytes of an SDP that are read at most."""
GOODBYE = aiohttp.ClientTimeout(total=3)


@dataclass(frozen=True, slots=True)
class Reply:
    """The other side's SDP: an answer to ours, or a counter-offer that must be answered by `Session.answer`."""

    sdp: str
    is_offer: bool


class Absent(RefusedError):
    """Nothing is there under that name; perhaps not yet."""


class Session:
    """One WHIP or WHEP session. `where` stands in errors instead of the address, which may hold a key."""

    def __init__(self, url: str, where: str) -> None:
        self._url, token = _http(url)
        self._where = where
        self._resource: str | None = None
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = aiohttp.ClientSession(headers=headers)

    async def close(self) -> None:
        """Deletes the session at the server, where there is one."""
        try:
            if self._resource is not None:
                async with self._http.delete(self._resource, timeout=GOODBYE):
                    pass
        except (aiohttp.ClientError, TimeoutError):
            pass  # the server is gone, and the session with it
        finally:
            await self._http.close()

    async def offer(self, sdp: str) -> Reply:
        """Raises RefusedError for a refusal (Absent for 404), OutsideError for everything else that is no SDP."""
        status, headers, body = await self._exchange("POST", self._url, sdp)
        if not (status == 201 or (status == COUNTER_OFFER and body.startswith("v=0"))):
            raise self._no(status, body)
        self._resource = self._own(headers.get("Location", ""))
        return Reply(body, status == COUNTER_OFFER)

    async def answer(self, sdp: str) -> None:
        """Accepts a counter-offer."""
        if self._resource is None:
            raise OutsideError(
                Bilingual("服务器要求应答，却没有给出会话地址", "the server wants an answer but gave no session address"),
                Bilingual("向服务商反映：缺少 Location 头", "tell the vendor that the Location header is missing"),
                where=self._where,
            )
        status, _, body = await self._exchange("PATCH", self._resource, sdp)
        if status not in (200, 201, 204):
            raise self._no(status, body)

    async def _exchange(self, method: str, url: str, sdp: str) -> tuple[int, dict[str, str], str]:
        try:
            async with self._http.request(method, url, data=sdp, headers={"Content-Type": SDP, "Accept": SDP}) as reply:
                body = await reply.content.read(LONGEST)
                return reply.status, dict(reply.headers), body.decode("utf-8", "replace")
        except (aiohttp.ClientError, ValueError) as error:
            raise OutsideError(
                Bilingual(f"连不上（{type(error).__name__}）", f"cannot be reached ({type(error).__name__})"),
                Bilingual("检查地址和网络，再试", "check the address and the network, and try again"),
                where=self._where,
            ) from None

    def _own(self, location: str) -> str | None:
        """The session's address, if it is on the host that we called: nobody sends us elsewhere with our token."""
        resource = urljoin(self._url, location)
        return resource if location and urlsplit(resource)[:2] == urlsplit(self._url)[:2] else None

    def _no(self, status: int, body: str) -> HoudunError:
        said = one_line(redacted(body)) if body and "<" not in body else ""
        problem = Bilingual(f"服务器答 HTTP {status}：{said}", f"the server answered HTTP {status}: {said}")
        if 400 <= status < 500 and status not in (408, 429):
            return (Absent if status == ABSENT else RefusedError)(
                problem, Bilingual("检查地址、流名和密钥", "check the address, the stream's name and the key"), where=self._where
            )
        return OutsideError(problem, Bilingual("稍后再试", "try again later"), where=self._where)


def _http(url: str) -> tuple[str, str]:
    """The HTTP address without its user part, and the bearer token that stood in it."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((PLAIN[parts.scheme], host, parts.path, parts.query, "")), unquote(parts.password or "")
