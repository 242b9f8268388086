from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import inf

import pytest

from houdun.errors import UsageError
from houdun.flow import edge
from houdun.scenario import catalogue
from houdun.scenario.setup import Setup
from houdun.scenario.timeline import Timeline

STALE = catalogue.parse("stale_playlist")
HLS = "http://127.0.0.1:8085/hls/a.m3u8"


@pytest.fixture
def origin() -> Iterator[str]:
    """A playlist that is another one each time, behind a key."""
    count = 0

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            nonlocal count
            count += self.path.endswith("open-sesame")
            body = str(count).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_edge_holds_the_playlist_while_the_fault_is_on_and_until_players_leave_it(
    origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUDUN_KEY_PLAY", "open-sesame")
    cure = next(remedy for remedy in STALE.facts.remedies if remedy.cures)
    timeline = Timeline(Setup(), STALE, (10.0, inf), [(20.0, cure.change)])
    with edge.standing(f"{origin}/hls/a.m3u8?k={{key:PLAY}}") as standing:
        assert standing is not None
        assert standing.address.endswith("/hls/a.m3u8?k={key:PLAY}")
        assert origin not in standing.address

        def played(at: float) -> str:
            standing.turn(timeline, at)
            with urllib.request.urlopen(standing.address.replace("{key:PLAY}", "open-sesame")) as reply:
                return str(reply.read().decode())

        assert [played(at) for at in (0.0, 9.0, 10.0, 15.0, 20.0, 21.0)] == ["1", "2", "2", "2", "3", "4"]


def test_without_an_address_there_is_no_edge() -> None:
    with edge.standing(None) as standing:
        assert standing is None


@pytest.mark.parametrize(
    ("fault", "hls", "where", "mend"),
    [
        ("stale_playlist", None, "--fault", "--hls"),
        ("late_sound", HLS, "--hls", "stale_playlist"),
        (None, HLS, "--hls", "stale_playlist"),
        ("stale_playlist", "http://127.0.0.1/live/a.flv", "--hls", "m3u8"),
        ("stale_playlist", "rtmp://127.0.0.1/live/a.m3u8", "--hls", "m3u8"),
        ("stale_playlist", "http://[/a.m3u8", "--hls", "m3u8"),
        ("stale_playlist", "http:///a.m3u8", "--hls", "m3u8"),
    ],
)
def test_an_edge_and_a_fault_for_it_belong_together(fault: str | None, hls: str | None, where: str, mend: str) -> None:
    with pytest.raises(UsageError) as caught:
        edge.check(catalogue.parse(fault) if fault else None, hls)
    assert caught.value.where == where
    assert mend in caught.value.mend.en


@pytest.mark.parametrize(("fault", "hls"), [("stale_playlist", HLS), ("late_sound", None), (None, None)])
def test_what_belongs_together_is_fine(fault: str | None, hls: str | None) -> None:
    edge.check(catalogue.parse(fault) if fault else None, hls)
