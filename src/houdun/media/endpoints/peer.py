"""aiortc's peer connection as we need it: no STUN server asked, loopback reached, given up in time; and the few private doors that we use."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from urllib.parse import urlsplit

from aioice import Candidate
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.rtcconfiguration import RTCBundlePolicy

from houdun.errors import OutsideError
from houdun.language import Bilingual
from houdun.media.track import Kind

RATES = {Kind.VIDEO: 90_000, Kind.AUDIO: 48_000}
"""RTP ticks a second: RFC 6184 and 7741 for pictures, RFC 7587 for Opus at whatever rate it was sampled."""
MEDIA = "\nm="
Gather = Callable[..., Awaitable[list[Candidate]]]
NTP_EPOCH = 2_208_988_800
"""Seconds from 1900, where NTP counts from, to 1970."""


def connection() -> RTCPeerConnection:
    """A connection with one transport for both tracks, whose own addresses suffice: a media server on the internet is reachable itself."""
    return RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))


def is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def reach_loopback(peer: RTCPeerConnection, *, alone: bool = False) -> None:
    """Offers 127.0.0.1 besides the machine's addresses, or `alone`: aioice leaves it out, but a server on loopback may have nothing else."""
    for transceiver in peer.getTransceivers():
        ice = transceiver.receiver.transport.transport.iceGatherer._connection
        if not isinstance(gather := ice.get_component_candidates, partial):
            reached = partial(_gather, gather, alone)
            ice.get_component_candidates = reached  # type: ignore[method-assign]  # of this object only


async def _gather(gather: Gather, alone: bool, component: int, addresses: list[str], timeout: int = 5) -> list[Candidate]:
    return await gather(component=component, addresses=["127.0.0.1"] if alone else [*addresses, "127.0.0.1"], timeout=timeout)


async def local(peer: RTCPeerConnection, url: str, kind: str) -> str:
    """Our offer or answer as SDP with all candidates."""
    description = await (peer.createOffer() if kind == "offer" else peer.createAnswer())
    if is_loopback(url):
        reach_loopback(peer)
    await peer.setLocalDescription(description)
    return peer.localDescription.sdp


async def remote(peer: RTCPeerConnection, sdp: str, kind: str, where: str) -> None:
    """Takes the other side's SDP. Raises OutsideError for what is none, or none that aiortc can meet."""
    try:
        if MEDIA not in sdp:
            raise ValueError("no track")
        await peer.setRemoteDescription(RTCSessionDescription(sdp, kind))
    except Exception as error:  # aiortc's parser raises whatever the garbage makes it stumble over
        raise OutsideError(
            Bilingual("对方回的会话描述（SDP）无法理解", "the other side's session description (SDP) cannot be understood"),
            Bilingual(
                "确认地址是 WHIP/WHEP 端点，且支持所用编码",
                "check that this is a WHIP or WHEP address and that it knows the codecs",
            ),
            where=where,
        ) from error


@contextlib.asynccontextmanager
async def in_time(seconds: float, where: str) -> AsyncIterator[None]:
    """Raises OutsideError where what stands inside takes longer."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise OutsideError(
            Bilingual(f"{seconds:g} 秒内没有连上", f"no connection within {seconds:g} s"),
            Bilingual("检查地址，以及 UDP 是否放行，再试", "check the address and that UDP may pass, and try again"),
            where=where,
        ) from None


async def connected(peer: RTCPeerConnection, where: str) -> None:
    """Waits until media can flow. Raises OutsideError where ICE or DTLS fails; the time limit is the caller's."""
    change = asyncio.Event()
    peer.on("connectionstatechange", change.set)
    while peer.connectionState not in ("connected", "failed", "closed"):
        change.clear()
        await change.wait()
    peer.remove_listener("connectionstatechange", change.set)
    if peer.connectionState != "connected":
        raise unreachable(where)


def unreachable(where: str) -> OutsideError:
    return OutsideError(
        Bilingual(
            "信令成功，但媒体连接（ICE/DTLS）没有建立",
            "signalling succeeded, but the media connection (ICE/DTLS) did not come up",
        ),
        Bilingual("检查 UDP 是否放行，再试", "check that UDP may pass, and try again"),
        where=where,
    )
