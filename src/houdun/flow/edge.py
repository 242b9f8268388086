"""The way from the server to viewers of HLS, where a fault sits in the CDN's edge: an edge of ours, to be played from instead of the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from houdun.errors import UsageError
from houdun.language import Bilingual
from houdun.media.edge import Edge
from houdun.media.endpoints.address import Address
from houdun.scenario.fault import Fault
from houdun.scenario.timeline import Timeline

OPTION = "--hls"
ENDING = ".m3u8"


class Standing:
    """An edge on loopback in front of the server that plays the stream. `address` is where to play it from; its keys are not filled in."""

    def __init__(self, edge: Edge, hls: str) -> None:
        self._edge = edge
        parts = urlsplit(hls)
        self.address = f"{edge.url}{parts.path}{f'?{parts.query}' if parts.query else ''}"

    def turn(self, timeline: Timeline, at: float) -> None:
        """Lets it do what the fault does at that stream second."""
        fault, moment = timeline.fault, timeline.moment(at)
        self._edge.hold(fault is not None and moment is not None and fault.holds_playlist(moment))


def check(fault: Fault | None, hls: str | None) -> None:
    """Raises UsageError where a fault of the edge has none to sit in, or an edge has no fault."""
    wanted = fault is not None and type(fault).holds_playlist is not Fault.holds_playlist
    if wanted and hls is None:
        raise UsageError(
            Bilingual(
                "这个故障出在 CDN 边缘节点，要知道观众从哪里播",
                "this fault sits in a CDN's edge, so it must know where the stream is played",
            ),
            Bilingual(
                f"请加上 {OPTION} http://….m3u8，即服务器的 HLS 播放地址",
                f"add {OPTION} http://….m3u8, the address at which the server plays it as HLS",
            ),
            where="--fault",
        )
    if hls is not None and not wanted:
        raise UsageError(
            Bilingual("没有要放在边缘节点上的故障", "there is no fault that would sit in an edge"),
            Bilingual("请去掉，或注入 stale_playlist", "leave it out, or have the fault stale_playlist"),
            where=OPTION,
        )
    if hls is not None and not _is_hls(hls):
        raise UsageError(
            Bilingual("这不是 HLS 播放地址", "this is no address of HLS"),
            Bilingual(f"请写 http(s)://…{ENDING}", f"write http(s)://…{ENDING}"),
            where=OPTION,
        )


@contextmanager
def standing(hls: str | None) -> Iterator[Standing | None]:
    """The edge before that address, for as long as the context lasts; None where no address is given. Raises UsageError for a missing key."""
    if hls is None:
        yield None
        return
    filled = urlsplit(Address(hls).filled())
    with Edge(f"{filled.scheme}://{filled.netloc}") as edge:
        yield Standing(edge, hls)


def _is_hls(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path.lower().endswith(ENDING)
