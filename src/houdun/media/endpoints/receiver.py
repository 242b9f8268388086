"""What arrives for one track, taken from aiortc before its jitter buffer and its decoder see it.

aiortc keeps RTCP going (receiver reports, NACK, REMB). Frames, counters and key requests are ours, and aiortc's decoder is dismissed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aiortc import RTCRtpReceiver
from aiortc.codecs import depayload, is_rtx
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpReceiveParameters
from aiortc.rtp import (
    RTCP_PSFB_PLI,
    AnyRtcpPacket,
    RtcpByePacket,
    RtcpPsfbPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    RtpPacket,
    unwrap_rtx,
)

from houdun import clock
from houdun.media.endpoints.peer import NTP_EPOCH, RATES
from houdun.media.endpoints.rtp import Fragment, Frame, Reassembly, Reception
from houdun.media.events import SenderReport
from houdun.media.track import Codec, Kind
from houdun.media.wire import h264

HOLD = {Kind.VIDEO: 0.4, Kind.AUDIO: 0.1}
"""Seconds that a gap is waited for. A lost piece of a picture is asked for again (NACK) and may cross an ocean; sound is not."""
ASK_EVERY = 1.0
"""Seconds between two requests for a key frame."""
NAMES = {"h264": Codec.H264, "vp8": Codec.VP8, "opus": Codec.OPUS}


@dataclass(frozen=True, slots=True)
class Encoded:
    """A frame as it left the network. `usable` is False for pictures that refer to one that is lost."""

    kind: Kind
    codec: Codec | str
    key: bool
    usable: bool
    frame: Frame


@dataclass(frozen=True, slots=True)
class Bye:
    """The sender said that this track is over."""

    kind: Kind


Item = Encoded | SenderReport | Bye


class Receiver:
    """Stands between the transport and aiortc's receiver of one track; hands on what it makes of it, on the loop's thread."""

    def __init__(self, kind: Kind, receiver: RTCRtpReceiver, hand_on: Callable[[Item], None]) -> None:
        self.kind, self._receiver, self._hand_on = kind, receiver, hand_on
        self.reception = Reception(RATES[kind])
        self._reassembly = self._new()
        self._codecs: dict[int | None, RTCRtpCodecParameters] = {}
        self._ssrc: int | None = None
        self._needs_key = kind is Kind.VIDEO
        self._asked = float("-inf")
        self._stand_between(receiver)

    def _stand_between(self, receiver: RTCRtpReceiver) -> None:
        self._receive, self._rtp, self._rtcp, self._send = (
            receiver.receive,
            receiver._handle_rtp_packet,
            receiver._handle_rtcp_packet,
            receiver._send_rtcp,
        )
        receiver.receive = self._begin  # type: ignore[method-assign]  # aiortc has no hook for packets: its own
        receiver._handle_rtp_packet = self._packet  # type: ignore[method-assign]  # seams between its classes are taken,
        receiver._handle_rtcp_packet = self._report  # type: ignore[method-assign]  # on this object only: what arrives,
        receiver._send_rtcp = self._feedback  # type: ignore[method-assign]  # and what goes back

    async def _begin(self, parameters: RTCRtpReceiveParameters) -> None:
        self._codecs = {codec.payloadType: codec for codec in parameters.codecs}
        await self._receive(parameters)
        self._receiver._handle_disconnect()  # ends aiortc's decoder thread, and nothing else

    async def _packet(self, packet: RtpPacket, arrival_time_ms: int) -> None:
        arrival = clock.seconds()
        await self._rtp(packet, arrival_time_ms)
        codec = self._codecs.get(packet.payload_type)
        if codec is None:
            return
        size, again = len(packet.payload), is_rtx(codec)
        if again:
            original = self._codecs.get(int(codec.parameters.get("apt") or -1))
            if original is None or size < 2 or self._ssrc is None:
                return
            packet, codec = unwrap_rtx(packet, original.payloadType or 0, self._ssrc), original
        elif packet.ssrc != self._ssrc:
            self._ssrc, self._reassembly = packet.ssrc, self._new()
        try:
            data = depayload(codec, packet.payload) if packet.payload else b""
        except (ValueError, IndexError):
            return
        fragment = Fragment(packet.sequence_number, packet.timestamp, bool(packet.marker), arrival, data)
        self.reception.packet(fragment, size, again)
        for frame in self._reassembly.add(fragment):
            await self._frame(NAMES.get(codec.name.lower(), codec.name), frame, arrival)

    async def _frame(self, codec: Codec | str, frame: Frame, now: float) -> None:
        self.reception.frame(frame, now)
        if self.kind is Kind.AUDIO:
            self._hand_on(Encoded(self.kind, codec, True, True, frame))
            return
        key = is_key(codec, frame.data)
        self._needs_key = frame.broken or (self._needs_key and not key)
        if self._needs_key:
            self.reception.count("framesDropped")
            await self.ask_for_key()
        self._hand_on(Encoded(self.kind, codec, key, not self._needs_key, frame))

    @property
    def begun(self) -> bool:
        """Has a packet come?"""
        return self._ssrc is not None

    def lose(self) -> None:
        """Says that a picture was lost behind us: those that follow are of no use until the next key frame."""
        self._needs_key = self.kind is Kind.VIDEO

    async def ask_for_key(self) -> None:
        now = clock.seconds()
        if self._ssrc is not None and abs(now - self._asked) >= ASK_EVERY:
            self._asked = now
            await self._receiver._send_rtcp_pli(self._ssrc)

    async def _report(self, packet: AnyRtcpPacket) -> None:
        arrival = clock.seconds()
        await self._rtcp(packet)
        if isinstance(packet, RtcpSrPacket) and packet.ssrc == self._ssrc and packet.sender_info.ntp_timestamp:
            ntp = packet.sender_info.ntp_timestamp / 2**32 - NTP_EPOCH
            rtp = self._reassembly.near(packet.sender_info.rtp_timestamp) / RATES[self.kind]
            self._hand_on(SenderReport(self.kind, arrival, ntp, rtp))
        elif isinstance(packet, RtcpByePacket):
            self._hand_on(Bye(self.kind))

    async def _feedback(self, packet: AnyRtcpPacket) -> None:
        if isinstance(packet, RtcpRtpfbPacket):
            self.reception.count("nackCount")
        elif isinstance(packet, RtcpPsfbPacket) and packet.fmt == RTCP_PSFB_PLI:
            self.reception.count("pliCount")
        await self._send(packet)

    def _new(self) -> Reassembly:
        return Reassembly(HOLD[self.kind], ends_at_marker=self.kind is Kind.VIDEO)


def is_key(codec: Codec | str, data: bytes) -> bool:
    """Can decoding begin here? H.264: an IDR slice; VP8: the frame header's first bit (RFC 6386, 9.1)."""
    if codec is Codec.H264:
        return any(h264.kind_of(unit) == h264.SLICE_IDR for unit in h264.nal_units(data))
    return bool(data) and codec is Codec.VP8 and not data[0] & 1
