"""A CDN's edge in small: an HTTP relay on loopback in front of an HLS origin, which may hold on to the playlists that it has."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.error import HTTPError
from urllib.parse import urlsplit

from houdun import clock

LOOPBACK = "127.0.0.1"
PATIENCE = 10.0
"""Seconds that the origin may take."""
LARGEST = 1 << 27
PASSED_ON = ("Content-Type", "Cache-Control")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the origin said, and when, in seconds."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    at: float


class Edge:
    """An edge for `origin`, such as `http://127.0.0.1:8085`. Entering starts it; then `url` is its own address.

    Every answer says how it came about: `X-Cache` HIT or MISS, and `Age` in whole seconds.
    """

    def __init__(self, origin: str, now: Callable[[], float] = clock.seconds) -> None:
        self._origin, self._now = origin.rstrip("/"), now
        self._held: dict[str, Answer] = {}
        self._holds = False
        # The environment's proxies are for the world outside; an origin on loopback is asked directly.
        self._ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self._server = ThreadingHTTPServer((LOOPBACK, 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="edge", daemon=True)

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join(timeout=PATIENCE)
        self._server.server_close()

    def hold(self, holds: bool) -> None:
        """From now on playlists stay as they are, whatever the origin has; or follow it again."""
        self._holds = holds

    def answer(self, target: str) -> tuple[Answer, bool]:
        """What a player gets for that path and query, and whether it comes from the cache."""
        is_playlist = urlsplit(target).path.endswith(".m3u8")
        held = self._held.get(target) if is_playlist and self._holds else None
        if held is not None:
            return held, True
        fresh = self._fetch(target)
        if is_playlist and fresh.status == HTTPStatus.OK:
            self._held[target] = fresh
        return fresh, False

    def age(self, answer: Answer) -> int:
        """Seconds since the origin gave that answer."""
        return int(self._now() - answer.at)

    def _fetch(self, target: str) -> Answer:
        try:
            with self._ask.open(self._origin + target, timeout=PATIENCE) as reply:
                body = reply.read(LARGEST + 1)
                if len(body) > LARGEST:
                    return self._failed(HTTPStatus.BAD_GATEWAY)
                headers = {name: reply.headers[name] for name in PASSED_ON if name in reply.headers}
                return Answer(reply.status, headers, body, self._now())
        except HTTPError as error:
            return self._failed(error.code)
        except TimeoutError:
            return self._failed(HTTPStatus.GATEWAY_TIMEOUT)
        except (OSError, HTTPException, ValueError):
            return self._failed(HTTPStatus.BAD_GATEWAY)

    def _failed(self, status: int) -> Answer:
        return Answer(status, {}, b"", self._now())


def _handler(edge: Edge) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = PATIENCE

        def do_GET(self) -> None:
            if not self.path.startswith("/"):  # an absolute address would name an origin of the player's choice
                self.send_error(HTTPStatus.BAD_REQUEST)
                return
            answer, cached = edge.answer(self.path)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("X-Cache", "HIT" if cached else "MISS")
            self.send_header("Age", str(edge.age(answer)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Requests may hold keys, and are nobody's business."""

    return Handler
