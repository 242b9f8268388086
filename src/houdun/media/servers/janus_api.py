"""Janus's HTTP API (its "plain HTTP" interface), as much as the gateway needs: one session, a handle for each peer, events by long poll."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

ANSWER_TIME = 10.0
"""Seconds that Janus gets for a reply."""
POLL_TIME = 60.0
"""Janus answers a long poll within half of that, be it with a keep-alive."""

GONE = ("error", "timeout")
"""What a long poll says of a session that there is no more. It says so at once, each time it is asked."""

Message = dict[str, Any]


class JanusError(Exception):
    """Janus said no; `code` is its own (`JANUS_VIDEOROOM_ERROR_NO_SUCH_ROOM` …) or 0."""

    def __init__(self, reason: str, code: int = 0) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class Reply:
    """A plugin's answer: its data, and the SDP that came with it, or ""."""

    data: Message
    sdp: str = ""


class Session:
    """One session at Janus. `on_event` gets (handle, event) for everything that answers nothing, on the loop."""

    def __init__(self, url: str, on_event: Callable[[int, Message], None]) -> None:
        self._url, self._on_event = url, on_event
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_TIME))
        self._awaited: dict[str, asyncio.Future[Message]] = {}
        self._session = ""

    async def open(self) -> None:
        self._session = f"{self._url}/{(await self._post(self._url, janus='create'))['data']['id']}"

    async def close(self) -> None:
        """Ends the session and with it every peer."""
        try:
            if self._session:
                await self._post(self._session, janus="destroy")
        except (aiohttp.ClientError, TimeoutError, JanusError):
            pass  # Janus is gone already
        finally:
            await self._http.close()

    async def attach(self) -> int:
        reply = await self._post(self._session, janus="attach", plugin="janus.plugin.videoroom")
        return int(reply["data"]["id"])

    async def detach(self, handle: int) -> None:
        """Ends a peer: it leaves its room, and its connection is closed."""
        await self._post(f"{self._session}/{handle}", janus="detach")

    async def message(self, handle: int, body: Message, kind: str = "", sdp: str = "") -> Reply:
        """Sends a request to the plugin, with an SDP (`kind` offer or answer) where given. Raises JanusError for its refusals."""
        # While candidates may still come, Janus does not tell that it has lost a peer.
        jsep = {"jsep": {"type": kind, "sdp": sdp, "trickle": False}} if sdp else {}
        transaction = secrets.token_hex(8)
        event: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._awaited[transaction] = event
        try:
            reply = await self._post(f"{self._session}/{handle}", transaction, janus="message", body=body, **jsep)
            if reply["janus"] == "ack":
                reply = await asyncio.wait_for(event, ANSWER_TIME)
        finally:
            self._awaited.pop(transaction, None)
        data = reply.get("plugindata", {}).get("data", {})
        if "error" in data:
            raise JanusError(str(data["error"]), int(data.get("error_code", 0)))
        return Reply(data, reply.get("jsep", {}).get("sdp", ""))

    async def listen(self) -> None:
        """Receives events for as long as Janus and the session live; that keeps the session alive, too. Ends with the error that ended it."""
        while True:
            async with self._http.get(f"{self._session}?maxev=10", timeout=aiohttp.ClientTimeout(total=POLL_TIME)) as reply:
                events = await _json(reply)
            for event in events if isinstance(events, list) else [events]:
                self._dispatch(event)

    def _dispatch(self, event: Message) -> None:
        if event.get("janus") in GONE:
            raise JanusError(f"the session is gone ({event['janus']})")
        awaited = self._awaited.get(event.get("transaction", ""))
        if awaited is not None and not awaited.done():
            awaited.set_result(event)
        elif "sender" in event:
            self._on_event(int(event["sender"]), event)

    async def _post(self, url: str, transaction: str = "", **message: object) -> Message:
        body = {"transaction": transaction or secrets.token_hex(8), **message}
        async with self._http.post(url, json=body) as reply:
            said: Message = await _json(reply)
        if said.get("janus") == "error":
            raise JanusError(str(said["error"].get("reason")), int(said["error"].get("code", 0)))
        return said


async def _json(reply: aiohttp.ClientResponse) -> Any:  # an object, or a list of them
    try:
        return await reply.json(content_type=None)
    except ValueError:
        raise JanusError("Janus's answer is no JSON") from None
