"""Plays WebRTC by WHEP (draft-ietf-wish-whep): the client offers, or answers where the server prefers to offer.

RTP is received by aiortc on a loop of its own. Frames are put together by us and timed at their packets' arrival, so that no jitter buffer
shifts one track against the other. Decoding happens in the thread that iterates.
"""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from aiortc import RTCPeerConnection

from houdun import clock
from houdun.errors import OutsideError
from houdun.keys import redacted
from houdun.language import Bilingual
from houdun.media.endpoints.container import HELD, Decoding
from houdun.media.endpoints.loop import LoopThread
from houdun.media.endpoints.peer import RATES, connected, connection, in_time, local, remote
from houdun.media.endpoints.port import Patience, Player
from houdun.media.endpoints.receiver import Bye, Encoded, Item, Receiver
from houdun.media.endpoints.signalling import Absent, Reply, Session
from houdun.media.endpoints.timeline import Timeline
from houdun.media.events import AudioSeen, Event, PacketSeen, RtcStats, SenderReport, Trouble, TroubleSeen, VideoSeen
from houdun.media.track import Codec, Kind, Packet, Track

schemes = ("whep", "wheps")
STATS_EVERY = 1.0
OPUS_CHANNELS = 2
"""Always announced as stereo (RFC 7587), and decoded so."""
REORDERING = 0.5
"""Seconds by which the stamp of a picture may lie before that of one already received, where there are B-frames."""
ASKING, AGAIN = 0.9, 0.5
"""Of the time to connect, the share in which a stream that is not there is asked for again; seconds between."""
BACKLOG = 4000
"""Items that wait for whoever iterates, at most (half a minute); a slower one loses what comes then, and it is counted."""


def play(url: str, patience: Patience, *, loop_filter: bool = False) -> Player:
    return WhepPlayer(url, patience, loop_filter=loop_filter)


class WhepPlayer:
    """`Player` over WebRTC. Pictures begin with a key frame, which is asked for (PLI); after a loss they go on with the next one, as in a browser."""

    def __init__(self, url: str, patience: Patience, *, loop_filter: bool = False) -> None:
        self._url, self._where, self._patience, self._loop_filter = url, redacted(url), patience, loop_filter
        self._items: queue.SimpleQueue[Item | RtcStats | TroubleSeen | None] = queue.SimpleQueue()

    def __repr__(self) -> str:
        return f"WhepPlayer({self._where})"

    def stop(self) -> None:
        self._items.put(None)

    def __iter__(self) -> Iterator[Event]:
        self._items = queue.SimpleQueue()
        loop = LoopThread("whep")
        reception = _Reception(self._url, self._where, self._patience, self._items)
        try:
            kinds = loop.run(reception.open())
            yield from self._events(loop, reception, kinds)
        finally:
            loop.run(reception.close())
            loop.close()

    def _events(self, loop: LoopThread, reception: _Reception, kinds: list[Kind]) -> Iterator[Event]:
        decoding = _Decoding(kinds, Decoding(loop_filter=self._loop_filter), lambda: loop.soon(reception.lose_picture))
        while True:
            try:
                item = self._items.get(timeout=HELD if decoding.holds else None)
            except queue.Empty:
                yield from decoding.drain()
                continue
            if item is None:
                return
            if isinstance(item, Encoded):
                yield from decoding.events(item)
                continue
            yield from decoding.drain()
            if isinstance(item, RtcStats):
                yield decoding.counted(item)
            elif isinstance(item, SenderReport):
                decoding.timeline.report(item.kind, item.ntp, item.rtp)
                yield item
            elif isinstance(item, TroubleSeen):
                yield item
                if item.what in (Trouble.ENDED, Trouble.STALLED):
                    return


class _Decoding:
    """The decoders' events with their places on the common time line, and what the decoders add to the counters.

    `lose` is called for pictures that do not decode.
    """

    def __init__(self, kinds: list[Kind], decoders: Decoding, lose: Callable[[], None]) -> None:
        self.timeline = Timeline(kinds)
        self._decoders, self._lose = decoders, lose
        self._codecs: dict[Kind, Codec | str] = {}
        self._newest: dict[Kind, int] = {}
        self._counts = {"framesDecoded": 0, "keyFramesDecoded": 0}
        self._kind, self._key = Kind.AUDIO, False
        """Of the packet whose events are being told."""

    @property
    def holds(self) -> bool:
        return self._decoders.holds

    def events(self, encoded: Encoded) -> Iterator[Event]:
        kind, frame, codec = encoded.kind, encoded.frame, encoded.codec
        if not encoded.usable or not isinstance(codec, Codec):
            yield from self.drain()
            pts = frame.stamp / RATES[kind]
            yield PacketSeen(kind, frame.arrival, pts, pts, len(frame.data), encoded.key, frame.data)
            return
        if self._codecs.get(kind) is not codec:
            self._codecs[kind] = codec
            yield from self._told(self._decoders.feed(_track(kind, codec), frame.arrival))
        dts = self._decoding_stamp(kind, frame.stamp)
        packet = Packet(kind=kind, data=frame.data, pts=frame.stamp, dts=dts, duration=0, key=encoded.key, at=0.0)
        yield from self._told(self._decoders.feed(packet, frame.arrival))

    def drain(self) -> Iterator[Event]:
        """What the decoders hold back: due before a sender report moves the time line, before counters, and after silence."""
        yield from self._told(self._decoders.drain())

    def _told(self, events: Iterable[Event]) -> Iterator[Event]:
        for event in events:
            if isinstance(event, PacketSeen):
                self._kind, self._key = event.kind, event.key
            elif isinstance(event, AudioSeen):
                event.time = self.timeline.time(Kind.AUDIO, event.pts)
            elif isinstance(event, VideoSeen):
                event.time = self.timeline.time(Kind.VIDEO, event.pts)
                self._counts["framesDecoded"] += 1
                self._counts["keyFramesDecoded"] += self._key
            elif isinstance(event, TroubleSeen) and event.what is Trouble.BROKEN and self._kind is Kind.VIDEO:
                self._lose()
            yield event

    def _decoding_stamp(self, kind: Kind, stamp: int) -> int:
        """RTP has none. B-frames step back a little from what was shown before; whatever steps back further has jumped."""
        last = self._newest.get(kind, stamp)
        newest = self._newest[kind] = stamp if stamp < last - REORDERING * RATES[kind] else max(last, stamp)
        return newest

    def counted(self, stats: RtcStats) -> RtcStats:
        if stats.kind is Kind.VIDEO:
            stats.values.update(self._counts)
        return stats


class _Reception:
    """The loop's side: the session, the receivers, a look at the clock once a second."""

    def __init__(
        self, url: str, where: str, patience: Patience, items: queue.SimpleQueue[Item | RtcStats | TroubleSeen | None]
    ) -> None:
        self._url, self._where, self._patience, self._items = url, where, patience, items
        self._peer: RTCPeerConnection | None = None
        self._session: Session | None = None
        self._receivers: dict[Kind, Receiver] = {}
        self._ticker: asyncio.Task[None] | None = None
        self._last = 0.0

    async def open(self) -> list[Kind]:
        """The kinds of the tracks that the server sends."""
        self._session = Session(self._url, self._where)
        async with in_time(self._patience.connect, self._where):
            peer = self._peer = connection()
            for kind in (Kind.AUDIO, Kind.VIDEO):
                peer.addTransceiver(kind.value, "recvonly")
            reply = await self._offered(self._session, await local(peer, self._url, "offer"))
            if reply.is_offer:
                await peer.close()
                peer = self._peer = connection()
                await remote(peer, reply.sdp, "offer", self._where)
                self._receive(peer)
                await self._session.answer(await local(peer, self._url, "answer"))
            else:
                self._receive(peer)
                await remote(peer, reply.sdp, "answer", self._where)
            await connected(peer, self._where)
        self._last = asyncio.get_running_loop().time()
        peer.on("connectionstatechange", self._changed)
        self._ticker = asyncio.create_task(self._tick())
        return [Kind(each.kind) for each in peer.getTransceivers() if each.currentDirection in ("recvonly", "sendrecv")]

    async def _offered(self, session: Session, sdp: str) -> Reply:
        """The server's reply. Who comes before the publisher asks again until the time is over. Raises OutsideError where nobody has come by then."""
        refused: Absent | None = None
        try:
            async with asyncio.timeout(ASKING * self._patience.connect):
                while True:
                    try:
                        return await session.offer(sdp)
                    except Absent as error:
                        refused = error
                    await asyncio.sleep(AGAIN)
        except TimeoutError:
            if refused is None:
                raise
            mend = Bilingual("请确认该地址正在推流", "check that something is published there now")
            raise OutsideError(refused.problem, mend, where=self._where) from None

    async def close(self) -> None:
        if self._ticker is not None:
            self._ticker.cancel()
        if self._peer is not None:
            await self._peer.close()
        if self._session is not None:
            await self._session.close()

    def lose_picture(self) -> None:
        self._receivers[Kind.VIDEO].lose()

    def _receive(self, peer: RTCPeerConnection) -> None:
        for transceiver in peer.getTransceivers():
            kind = Kind(transceiver.kind)
            self._receivers[kind] = Receiver(kind, transceiver.receiver, self._put)

    def _put(self, item: Item) -> None:
        if isinstance(item, Encoded):
            self._last = asyncio.get_running_loop().time()
            if self._items.qsize() > BACKLOG:
                self._receivers[item.kind].reception.count("framesDropped")
                self._receivers[item.kind].lose()
                return
        if isinstance(item, Bye):
            self._end(
                Trouble.ENDED, Bilingual("对方宣布流已结束（RTCP BYE）", "the other side said that the stream is over (RTCP BYE)")
            )
        else:
            self._items.put(item)

    def _changed(self) -> None:
        if self._peer is not None and self._peer.connectionState in ("closed", "failed"):
            self._end(Trouble.ENDED, Bilingual("媒体连接已断开", "the media connection was closed"))

    def _end(self, what: Trouble, detail: Bilingual) -> None:
        self._items.put(TroubleSeen(clock.seconds(), what, detail))

    async def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(STATS_EVERY)
            for kind, receiver in self._receivers.items():
                if receiver.begun:
                    self._items.put(RtcStats(kind, clock.seconds(), receiver.reception.values()))
            if loop.time() - self._last > self._patience.silence:
                said = f"{self._patience.silence:g}"
                self._end(
                    Trouble.STALLED, Bilingual(f"连接仍在，但 {said} 秒没有媒体", f"still connected, but no media for {said} s")
                )


def _track(kind: Kind, codec: Codec) -> Track:
    if kind is Kind.VIDEO:
        return Track(kind=kind, codec=codec, time_base=Fraction(1, RATES[kind]))
    return Track(kind=kind, codec=codec, time_base=Fraction(1, RATES[kind]), sample_rate=RATES[kind], channels=OPUS_CHANNELS)
