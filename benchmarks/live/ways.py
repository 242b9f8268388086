"""Virtual ways from a publisher to a player, one a protocol: what each does to stamps and arrivals, and nothing else. No server, no waiting.

`loopback` is MPEG-TS over a relay (stamps exact to 1/90,000 s); `rtmp` and `flv` count milliseconds; `hls` delivers segments of two seconds;
`webrtc` has a jittering network and a time line that rests on sender reports with the noise that reports have.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from houdun.facts.fault import Value
from houdun.media.endpoints.replay import Link, Replay
from houdun.media.endpoints.timeline import Timeline
from houdun.media.events import AudioSeen, Event, PacketSeen, SenderReport, VideoSeen
from houdun.media.link.model import Impairment, Line
from houdun.media.track import Kind, Packet, Track

NAMES = ("loopback", "rtmp", "flv", "hls", "webrtc")
SEGMENT_S = 2.0
FETCH_S = 0.08
REPORT_S = 1.0
REPORT_NOISE_S = 0.0006
"""Standard deviation of a report's time against the stamps, as sessions through a real SFU had it."""
SETTINGS: dict[str, Mapping[str, Value]] = {"webrtc": {"audio_codec": "opus"}}
MILLISECOND = Fraction(1, 1000)
LINKS = {
    "loopback": Impairment(delay_ms=1.0, jitter_ms=0.3),
    "rtmp": Impairment(delay_ms=25.0, jitter_ms=6.0),
    "flv": Impairment(delay_ms=35.0, jitter_ms=8.0),
    "webrtc": Impairment(delay_ms=25.0, jitter_ms=5.0),
}


def events(name: str, stream: Iterable[Track | Packet], *, epoch: float, seed: int = 0) -> Iterator[Event]:
    """What a player sees of the stream by that way."""
    seen: Iterator[Event] = iter(Replay(_stamped(name, stream), epoch=epoch, link=_link(name, seed)))
    return _reported(seen, seed) if name == "webrtc" else seen


def _stamped(name: str, stream: Iterable[Track | Packet]) -> Iterator[Track | Packet]:
    if name not in ("rtmp", "flv"):
        yield from stream
        return
    bases: dict[Kind, Fraction] = {}
    for item in stream:
        if isinstance(item, Track):
            bases[item.kind] = item.time_base
            yield replace(item, time_base=MILLISECOND)
        else:
            tick = bases[item.kind] / MILLISECOND
            yield replace(item, pts=round(item.pts * tick), dts=round(item.dts * tick), duration=round(item.duration * tick))


def _link(name: str, seed: int) -> Link:
    if name == "hls":
        return lambda packet: (math.floor(packet.at / SEGMENT_S) + 1) * SEGMENT_S + FETCH_S
    line = Line(LINKS[name], reliable=True, seed=seed)
    return lambda packet: line.carry(packet.at, len(packet.data))


def _reported(seen: Iterator[Event], seed: int) -> Iterator[Event]:
    """Sender reports once a second and track, and the decoded media on the time line that rests on them."""
    generator, timeline, last = random.Random(seed), Timeline(Kind), dict.fromkeys(Kind, -math.inf)
    for event in seen:
        if isinstance(event, PacketSeen) and event.arrival - last[event.kind] >= REPORT_S:
            last[event.kind] = event.arrival
            ntp = event.pts + generator.gauss(0.0, REPORT_NOISE_S)
            timeline.report(event.kind, ntp, event.pts)
            yield SenderReport(event.kind, event.arrival, ntp, event.pts)
        elif isinstance(event, VideoSeen | AudioSeen):
            event.time = timeline.time(Kind.VIDEO if isinstance(event, VideoSeen) else Kind.AUDIO, event.pts)
        yield event
