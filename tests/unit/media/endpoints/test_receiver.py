"""Between aiortc's transport and its receiver: frames, key requests, reports; driven packet by packet, without a network."""

from __future__ import annotations

import asyncio

import pytest
from aiortc import RTCRtpReceiver
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpReceiveParameters
from aiortc.rtp import (
    RTCP_PSFB_PLI,
    AnyRtcpPacket,
    RtcpByePacket,
    RtcpPsfbPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    RtpPacket,
    wrap_rtx,
)
from hypothesis import given
from hypothesis import strategies as st

from houdun.media.endpoints.peer import NTP_EPOCH
from houdun.media.endpoints.receiver import Bye, Encoded, Item, Receiver, is_key
from houdun.media.events import SenderReport
from houdun.media.track import Codec, Kind
from tests.webrtc_given import rtp

H264, VP8, OPUS = (
    RTCRtpCodecParameters(mimeType=name, clockRate=rate, payloadType=number)
    for name, rate, number in (("video/H264", 90_000, 97), ("video/VP8", 90_000, 98), ("audio/opus", 48_000, 96))
)
RTX = RTCRtpCodecParameters(mimeType="video/rtx", clockRate=90_000, payloadType=99, parameters={"apt": 97})
IDR, SLICE = b"\x65key", b"\x41other"


class Transport(RTCRtpReceiver):
    """aiortc's receiver without a transport: it notes what is asked of it."""

    def __init__(self) -> None:
        self.sent: list[AnyRtcpPacket] = []
        self.dismissed = 0

    async def receive(self, parameters: RTCRtpReceiveParameters) -> None:
        pass

    async def _handle_rtp_packet(self, packet: RtpPacket, arrival_time_ms: int) -> None:
        pass

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        pass

    async def _send_rtcp(self, packet: AnyRtcpPacket) -> None:
        self.sent.append(packet)

    async def _send_rtcp_pli(self, media_ssrc: int) -> None:
        await self._send_rtcp(RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=0, media_ssrc=media_ssrc))

    def _handle_disconnect(self) -> None:
        self.dismissed += 1


class Line:
    """A receiver under test, at a time of its own."""

    def __init__(self, kind: Kind) -> None:
        self.items: list[Item] = []
        self.transport = Transport()
        self.receiver = Receiver(kind, self.transport, self.items.append)
        self.now = 1_800_000_000.0
        asyncio.run(self.transport.receive(RTCRtpReceiveParameters(codecs=[H264, VP8, OPUS, RTX])))

    def takes(self, *packets: RtpPacket | AnyRtcpPacket, every: float = 0.033) -> None:
        async def take() -> None:
            for packet in packets:
                self.now += every
                if isinstance(packet, RtpPacket):
                    await self.transport._handle_rtp_packet(packet, arrival_time_ms=0)
                else:
                    await self.transport._handle_rtcp_packet(packet)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("houdun.clock.seconds", lambda: self.now)
            asyncio.run(take())

    @property
    def frames(self) -> list[Encoded]:
        return [item for item in self.items if isinstance(item, Encoded)]


def picture(number: int, payload: bytes = SLICE) -> RtpPacket:
    return rtp(number, payload, stamp=number * 3000)


def report(ntp: float, stamp: int, ssrc: int = 1) -> RtcpSrPacket:
    return RtcpSrPacket(ssrc, RtcpSenderInfo(round((ntp + NTP_EPOCH) * 2**32), stamp, 0, 0))


def test_aiortcs_own_decoder_is_dismissed() -> None:
    assert Line(Kind.VIDEO).transport.dismissed == 1


def test_pictures_before_the_first_key_frame_are_of_no_use_and_one_is_asked_for() -> None:
    line = Line(Kind.VIDEO)
    line.takes(picture(1), picture(2), picture(3, IDR), picture(4))
    assert [(each.key, each.usable) for each in line.frames] == [(False, False), (False, False), (True, True), (False, True)]
    assert line.receiver.reception.values()["pliCount"] == 1
    assert line.receiver.reception.values()["framesDropped"] == 2


def test_a_key_frame_is_asked_for_again_after_a_second() -> None:
    line = Line(Kind.VIDEO)
    line.takes(*(picture(number) for number in range(1, 70)))
    assert line.receiver.reception.values()["pliCount"] == 3


def test_after_a_loss_pictures_are_of_no_use_until_the_next_key_frame() -> None:
    line = Line(Kind.VIDEO)
    line.takes(picture(1, IDR), picture(2), *(picture(number) for number in range(4, 30)), picture(30, IDR), picture(31))
    usable = [each.frame.stamp // 3000 for each in line.frames if each.usable]
    assert usable == [1, 2, 30, 31]
    assert line.receiver.reception.values()["packetsLost"] == 1


def test_a_picture_lost_behind_us_counts_like_one_lost_before() -> None:
    line = Line(Kind.VIDEO)
    line.takes(picture(1, IDR))
    line.receiver.lose()
    line.takes(picture(2), picture(3, IDR))
    assert [each.usable for each in line.frames] == [True, False, True]


def test_a_retransmission_fills_the_gap_in_its_place() -> None:
    line = Line(Kind.VIDEO)
    again = wrap_rtx(picture(2), payload_type=99, sequence_number=500, ssrc=2)
    line.takes(picture(1, IDR), picture(3), again, picture(4))
    assert [each.frame.stamp // 3000 for each in line.frames if each.usable] == [1, 2, 3, 4]
    values = line.receiver.reception.values()
    assert (values["retransmittedPacketsReceived"], values["packetsLost"]) == (1, 0)


def test_sound_needs_no_key_frame() -> None:
    line = Line(Kind.AUDIO)
    line.takes(rtp(1, b"a", payload_type=96), rtp(2, b"b", payload_type=96, stamp=960))
    assert [(each.codec, each.usable, each.frame.data) for each in line.frames] == [
        (Codec.OPUS, True, b"a"),
        (Codec.OPUS, True, b"b"),
    ]


def test_a_sender_report_pairs_wall_time_with_the_unwrapped_stamp() -> None:
    line = Line(Kind.AUDIO)
    line.takes(rtp(1, b"a", payload_type=96, stamp=48_000), report(1_800_000_000.25, 96_000))
    told = next(item for item in line.items if isinstance(item, SenderReport))
    assert told.ntp == pytest.approx(1_800_000_000.25, abs=1e-6)
    assert told.rtp == 2.0


def test_reports_of_another_stream_or_of_no_time_are_passed_over() -> None:
    line = Line(Kind.AUDIO)
    line.takes(report(1_800_000_000, 1), rtp(1, b"a", payload_type=96), report(1_800_000_000, 1, ssrc=9), report(-NTP_EPOCH, 1))
    assert [item for item in line.items if isinstance(item, SenderReport)] == []


def test_a_farewell_is_handed_on() -> None:
    line = Line(Kind.AUDIO)
    line.takes(RtcpByePacket(sources=[1]))
    assert line.items == [Bye(Kind.AUDIO)]


def test_a_sender_that_was_replaced_is_followed() -> None:
    line = Line(Kind.VIDEO)
    line.takes(picture(60_000, IDR), rtp(5, IDR, stamp=77, ssrc=8), rtp(6, SLICE, stamp=78, ssrc=8))
    assert [each.frame.stamp for each in line.frames][1:] == [77, 78]
    assert all(each.usable for each in line.frames)


def test_feedback_is_counted_by_kind() -> None:
    line = Line(Kind.VIDEO)
    asyncio.run(line.transport._send_rtcp(RtcpRtpfbPacket(fmt=1, ssrc=0, media_ssrc=1)))
    asyncio.run(line.transport._send_rtcp(RtcpPsfbPacket(fmt=15, ssrc=0, media_ssrc=1)))
    values = line.receiver.reception.values()
    assert (values["nackCount"], values["pliCount"], len(line.transport.sent)) == (1, 0, 2)


@pytest.mark.parametrize("payload_type", [0, 96, 97, 98, 99, 127])
@given(payload=st.binary(max_size=40), sequence=st.integers(0, 65_535))
def test_fuzz_any_payload_under_any_type_is_survived(payload_type: int, payload: bytes, sequence: int) -> None:
    line = Line(Kind.VIDEO)
    line.takes(picture(1, IDR), rtp(sequence, payload, payload_type=payload_type), picture(2, IDR))
    assert len(line.frames) >= 1


@pytest.mark.parametrize(
    ("codec", "data", "key"),
    [
        (Codec.H264, b"\0\0\0\x01\x67sps\0\0\0\x01\x68pps\0\0\0\x01\x65idr", True),
        (Codec.H264, b"\0\0\0\x01\x67sps", False),
        (Codec.H264, b"\0\0\x01\x41slice", False),
        (Codec.H264, b"", False),
        (Codec.VP8, b"\x10\0\0", True),
        (Codec.VP8, b"\x11\0\0", False),
        (Codec.VP8, b"", False),
        ("av1", b"\0", False),
    ],
)
def test_a_key_frame_is_known_by_its_first_bytes(codec: Codec | str, data: bytes, key: bool) -> None:
    assert is_key(codec, data) is key
