"""Janus's HTTP API as far as the gateway uses it, for tests without Janus: rooms of names, and events on demand."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

from aiohttp import web

OFFER, ANSWER = "v=0\r\njanus offers", "v=0\r\njanus answers"
Json = dict[str, Any]


class FakeJanus:
    """`refuse` maps a request's name to the error it is answered with, `slow` to the seconds that its answer takes, and "webrtcup" to
    those until a publisher's media can flow; `requests` are the bodies
    that came, `handles` who is attached."""

    def __init__(self) -> None:
        self.requests: list[Json] = []
        self.descriptions: list[Json] = []
        self.handles: set[int] = set()
        self.refuse: dict[str, Json] = {}
        self.slow: dict[str, float] = {}
        self._numbers = itertools.count(1)
        self._events: asyncio.Queue[Json] = asyncio.Queue()

    async def handle(self, request: web.Request) -> web.Response:
        self._loop = asyncio.get_running_loop()
        if request.method == "GET":
            return web.json_response([await self._events.get()])
        message: Json = await request.json()
        return web.json_response({"transaction": message["transaction"], **self._answer(request.path, message)})

    def tell(self, event: Json) -> None:
        """An event that answers nothing; from any thread."""
        self._loop.call_soon_threadsafe(self._events.put_nowait, event)

    def _answer(self, path: str, message: Json) -> Json:
        match message["janus"]:
            case "create" | "attach":
                number = next(self._numbers)
                if message["janus"] == "attach":
                    self.handles.add(number)
                return {"janus": "success", "data": {"id": number}}
            case "detach":
                self.handles.discard(int(path.rsplit("/", 1)[1]))
            case "message":
                return self._plugin(int(path.rsplit("/", 1)[1]), message)
        return {"janus": "success"}

    def _plugin(self, handle: int, message: Json) -> Json:
        body: Json = message["body"]
        self.requests.append(body)
        if "jsep" in message:
            self.descriptions.append(message["jsep"])
        if (refusal := self.refuse.get(body["request"])) is not None:
            return {"janus": "success", "plugindata": {"data": refusal}}
        if body["request"] == "create":
            return {"janus": "success", "plugindata": {"data": {"videoroom": "created"}}}
        event: Json = {
            "janus": "event",
            "transaction": message["transaction"],
            "sender": 1,
            "plugindata": {"data": {"videoroom": "event"}},
        }
        if body["request"] == "joinandconfigure":
            event["plugindata"]["data"]["id"] = f"feed of {body['display']}"
            event["jsep"] = {"type": "answer", "sdp": ANSWER}
        if body["request"] == "join":
            event["jsep"] = {"type": "offer", "sdp": OFFER}
        answered = self.slow.get(body["request"], 0.0)
        self._loop.call_later(answered, self._events.put_nowait, event)
        if body["request"] == "joinandconfigure":
            up = {"janus": "webrtcup", "sender": handle}
            self._loop.call_later(answered + self.slow.get("webrtcup", 0.01), self._events.put_nowait, up)
        return {"janus": "ack"}
