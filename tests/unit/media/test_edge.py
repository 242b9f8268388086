"""The edge passes on what the origin has, and holds on to playlists, and to nothing else, when told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from houdun.media.edge import Edge


class Now:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at


class Origin:
    """Counts what it is asked for: every answer is another one."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    @contextmanager
    def running(self) -> Iterator[str]:
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                missing = "missing" in self.path
                body = f"{self.path} {len(asked)}".encode()
                self.send_response(404 if missing else 200)
                self.send_header("Content-Type", "application/vnd.apple.mpegurl")
                self.send_header("Set-Cookie", "secret=1")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def edge(now: Now) -> Iterator[Edge]:
    with Origin().running() as url, Edge(url, now) as edge:
        yield edge


def get(edge: Edge, target: str) -> tuple[HTTPResponse, str]:
    parts = urlsplit(edge.url)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=5)
    try:
        connection.request("GET", target)
        reply = connection.getresponse()
        return reply, reply.read().decode()
    finally:
        connection.close()


def test_an_edge_listens_on_loopback_only(edge: Edge) -> None:
    assert urlsplit(edge.url).hostname == "127.0.0.1"


def test_it_passes_on_what_the_origin_has_now(edge: Edge) -> None:
    first, body = get(edge, "/hls/a.m3u8?key=1")
    assert (first.status, body, first.headers["X-Cache"], first.headers["Age"]) == (200, "/hls/a.m3u8?key=1 1", "MISS", "0")
    assert first.headers["Content-Type"] == "application/vnd.apple.mpegurl"
    assert "Set-Cookie" not in first.headers
    assert get(edge, "/hls/a.m3u8?key=1")[1].endswith(" 2")


def test_a_held_playlist_stays_while_its_age_grows_and_segments_still_come_fresh(edge: Edge, now: Now) -> None:
    get(edge, "/a.m3u8")
    edge.hold(True)
    now.at += 7.6
    reply, body = get(edge, "/a.m3u8")
    assert (body, reply.headers["X-Cache"], reply.headers["Age"]) == ("/a.m3u8 1", "HIT", "7")
    assert [get(edge, "/a-1.ts")[1] for _ in range(2)] == ["/a-1.ts 2", "/a-1.ts 3"]


def test_let_go_it_follows_the_origin_again(edge: Edge) -> None:
    get(edge, "/a.m3u8")
    edge.hold(True)
    get(edge, "/a.m3u8")
    edge.hold(False)
    assert get(edge, "/a.m3u8")[1] == "/a.m3u8 2"


def test_a_playlist_that_it_never_had_is_fetched_once_and_then_held(edge: Edge) -> None:
    edge.hold(True)
    assert [get(edge, "/b.m3u8")[1] for _ in range(2)] == ["/b.m3u8 1", "/b.m3u8 1"]


def test_a_refusal_is_passed_on_and_never_held(edge: Edge) -> None:
    edge.hold(True)
    assert [get(edge, "/missing.m3u8")[0].status for _ in range(2)] == [404, 404]
    assert get(edge, "/missing.m3u8")[1] == ""


def test_an_absolute_address_is_refused(edge: Edge) -> None:
    assert get(edge, "http://example.com/a.m3u8")[0].status == 400


def test_an_origin_that_is_not_there_is_a_bad_gateway() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with Edge(f"http://127.0.0.1:{port}") as edge:
        assert get(edge, "/a.m3u8")[0].status == 502
