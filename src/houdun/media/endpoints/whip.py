"""Publishes encoded packets over WebRTC by WHIP (RFC 9725): H.264 or VP8, and Opus. Nothing is encoded here; stamps go out exactly as they are."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from types import TracebackType
from typing import Self

import av
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCRtpSender, RTCRtpTransceiver
from aiortc.rtp import AnyRtcpPacket, RtcpSrPacket
from av.stream import Stream

from houdun import clock
from houdun.errors import OutsideError, RefusedError, UsageError
from houdun.keys import redacted
from houdun.language import Bilingual
from houdun.media.endpoints.loop import LoopThread
from houdun.media.endpoints.peer import NTP_EPOCH, RATES, connected, connection, in_time, local, remote
from houdun.media.endpoints.port import Patience, Publisher, Sent
from houdun.media.endpoints.signalling import Session
from houdun.media.track import Codec, Kind, Packet, Track

schemes = ("whip", "whips")
CODECS = {Codec.H264: "video/H264", Codec.VP8: "video/VP8", Codec.OPUS: "audio/opus"}
DRAIN = 1.0
"""Seconds that packets already handed over get to leave before the connection is closed."""


def publish(url: str, tracks: Sequence[Track], patience: Patience) -> Publisher:
    """Raises UsageError for a codec that WebRTC does not carry."""
    for track in tracks:
        if track.codec not in CODECS:
            raise UsageError(
                Bilingual(f"WebRTC 不能传 {track.codec}", f"WebRTC does not carry {track.codec}"),
                Bilingual("视频用 h264 或 vp8，音频用 opus", "use h264 or vp8, and opus"),
            )
    return WhipPublisher(url, tracks, patience)


class WhipPublisher:
    """`Publisher` over WebRTC. Its sender reports tell stream time: a packet that leaves late is late, and its report does not hide it."""

    def __init__(self, url: str, tracks: Sequence[Track], patience: Patience) -> None:
        self._url, self._where, self._patience = url, redacted(url), patience
        self._tracks = {track.kind: track for track in tracks}
        self._peer: RTCPeerConnection | None = None
        self._session: Session | None = None
        self._outlets: dict[Kind, Outlet] = {}
        self._packets = self._bytes = self._key_requests = 0
        self._began: float | None = None
        """Wall seconds at stream second 0."""
        self._lost = False

    def __repr__(self) -> str:
        return f"WhipPublisher({self._where})"

    def __enter__(self) -> Self:
        self._loop = LoopThread("whip")
        try:
            self._loop.run(self._open())
        except BaseException:
            self._shut()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._shut()

    def send(self, packet: Packet) -> None:
        """Never blocks: WebRTC has no back pressure. Raises OutsideError once the other side has hung up."""
        if self._lost:
            raise hung_up(self._where)
        if self._began is None:
            self._began = clock.seconds() - packet.at
        self._packets += 1
        self._bytes += len(packet.data)
        self._loop.soon(partial(self._outlets[packet.kind].put, packet))

    def sent(self) -> Sent:
        return Sent(
            packets=self._packets,
            bytes=self._bytes,
            queued=sum(outlet.queued for outlet in self._outlets.values()),
            key_requests=self._key_requests,
        )

    async def _open(self) -> None:
        peer = self._peer = connection()
        session = self._session = Session(self._url, self._where)
        transceivers = {kind: self._add(peer, track) for kind, track in self._tracks.items()}
        async with in_time(self._patience.connect, self._where):
            reply = await session.offer(await local(peer, self._url, "offer"))
            await remote(peer, reply.sdp, "answer", self._where)
            for kind, transceiver in transceivers.items():
                if transceiver.currentDirection != "sendonly":
                    raise not_taken(self._tracks[kind], self._where)
            await connected(peer, self._where)
        peer.on("connectionstatechange", self._changed)

    def _add(self, peer: RTCPeerConnection, track: Track) -> RTCRtpTransceiver:
        outlet = self._outlets[track.kind] = Outlet(track)
        transceiver = peer.addTransceiver(outlet, "sendonly")
        prefer(transceiver, track.codec)
        self._listen(transceiver.sender, outlet)
        return transceiver

    def _listen(self, sender: RTCRtpSender, outlet: Outlet) -> None:
        """aiortc tells nobody of key requests, and its reports pair a stamp with its departure: both are mended on this sender alone."""
        send_reports = sender._send_rtcp

        async def honest(packets: list[AnyRtcpPacket]) -> None:
            if outlet.last is None:
                return
            for packet in packets:
                if isinstance(packet, RtcpSrPacket):
                    packet.sender_info = replace(packet.sender_info, ntp_timestamp=self._ntp(outlet.last))
            await send_reports(packets)

        def requested() -> None:
            self._key_requests += 1

        sender._send_rtcp = honest  # type: ignore[method-assign]  # of this object only
        sender._send_keyframe = requested  # type: ignore[method-assign]  # nothing encodes here, so nobody else waits for it

    def _ntp(self, stamp: float) -> int:
        """The wall clock's moment of a stamp of the stream, as NTP's 32.32 bits."""
        return round(((self._began or 0.0) + stamp + NTP_EPOCH) * 2**32)

    def _changed(self) -> None:
        self._lost = self._peer is None or self._peer.connectionState in ("failed", "closed")

    def _shut(self) -> None:
        self._loop.run(self._leave())
        self._loop.close()

    async def _leave(self) -> None:
        if self._peer is not None:
            if self._peer.connectionState == "connected":
                await self._drain()
            await self._peer.close()
        if self._session is not None:
            await self._session.close()

    async def _drain(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAIN):
                await asyncio.gather(*(outlet.drained() for outlet in self._outlets.values()))


def prefer(transceiver: RTCRtpTransceiver, codec: Codec) -> None:
    """Negotiates this codec, with its retransmissions, and no other."""
    known = RTCRtpSender.getCapabilities(transceiver.kind).codecs
    transceiver.setCodecPreferences([each for each in known if each.mimeType.lower() in (CODECS[codec].lower(), "video/rtx")])


class Outlet(MediaStreamTrack):
    """A track of encoded packets, as aiortc wants it: it asks for the next when the last has left."""

    def __init__(self, track: Track) -> None:
        super().__init__()
        self.kind = track.kind.value
        self.last: float | None = None
        """The last packet's stamp in seconds."""
        self._time_base, self._rate = track.time_base, RATES[track.kind]
        self._queue: asyncio.Queue[Packet] = asyncio.Queue()

    @property
    def queued(self) -> int:
        return self._queue.qsize()

    def put(self, packet: Packet) -> None:
        self._queue.put_nowait(packet)

    async def drained(self) -> None:
        await self._queue.join()

    async def recv(self) -> av.Packet[Stream]:
        packet = await self._queue.get()
        self._queue.task_done()
        stamp = packet.pts * self._time_base
        self.last = float(stamp)
        out: av.Packet[Stream] = av.Packet(packet.data)
        out.pts, out.time_base = round(stamp * self._rate), Fraction(1, self._rate)
        return out


def hung_up(where: str) -> OutsideError:
    return OutsideError(
        Bilingual("对方断开了媒体连接", "the other side closed the media connection"),
        Bilingual("重新推流", "publish again"),
        where=where,
    )


def not_taken(track: Track, where: str) -> RefusedError:
    return RefusedError(
        Bilingual(f"服务器不收 {track.codec}", f"the server does not take {track.codec}"),
        Bilingual("换一种编码，或在服务商后台打开它", "use another codec, or have the vendor allow this one"),
        where=where,
    )
