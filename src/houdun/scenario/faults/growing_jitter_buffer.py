"""The player's buffer grows and never shrinks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from houdun.facts.fault import Evidence, FaultFacts, Layer, Parameter, Remedy
from houdun.language import Bilingual
from houdun.media.events import AudioSeen, Event, VideoSeen
from houdun.scenario.fault import Fault, MomentAt, fault
from houdun.scenario.remedies import LOWER_BITRATE, SHORTER_GOP
from houdun.scenario.setup import Setup

MOST_S = 3.0
"""What the buffer holds at most: pictures are kept decoded."""


@fault(
    FaultFacts(
        id="growing_jitter_buffer",
        name=Bilingual("播放缓冲只增不减", "growing jitter buffer"),
        layer=Layer.PLAYER,
        true_cause=Bilingual(
            "播放器遇到抖动就加大缓冲，却没有追帧逻辑：缓冲只增不减，音画一起越落越远；推流和网络都正常",
            "The player enlarges its buffer whenever packets jitter and never catches up: the buffer only grows, "
            "and sound and picture fall behind together. Publisher and network are well",
        ),
        notices=Bilingual(
            "音画同步、也不卡，但离现场越来越远，连麦时互相抢话",
            "In sync and fluent, but further and further behind; in a co-host show people talk across each other",
        ),
        reveals=(Evidence.PLAYER_LOG,),
        mistaken_for=("narrow_uplink", "encoder_overload", "clock_drift", "sender_clock_wrong"),
        injectable_at_vendor=True,
        parameters=(
            Parameter(
                "growth_ms_per_s",
                60.0,
                30.0,
                200.0,
                "ms/s",
                Bilingual("缓冲每秒增长多少", "how much the buffer grows in a second"),
            ),
        ),
        remedies=(
            Remedy(
                "bounded_buffer",
                {"player_buffer": "bounded"},
                cures=True,
                what=Bilingual(
                    "给播放缓冲设上限，超过就加速追帧", "bound the player's buffer, and let it play faster until it has caught up"
                ),
            ),
            LOWER_BITRATE,
            SHORTER_GOP,
        ),
    )
)
class GrowingJitterBuffer(Fault):
    def settings(self, setup: Setup) -> Setup:
        return replace(setup, player_buffer="unbounded")

    def received(self, events: Iterator[Event], moment: MomentAt) -> Iterator[Event]:
        """Decoded pictures and sound wait in the buffer; all else passes as it comes."""
        buffer: deque[VideoSeen | AudioSeen] = deque()
        for event in events:
            while buffer and buffer[0].arrival <= event.arrival:
                yield buffer.popleft()
            if not isinstance(event, VideoSeen | AudioSeen):
                yield event
                continue
            due = event.arrival + self._depth(event.arrival, moment)
            buffer.append(replace(event, arrival=max(due, buffer[-1].arrival) if buffer else due))
        yield from buffer

    def _depth(self, arrival: float, moment: MomentAt) -> float:
        now = moment(arrival)
        if now is None or now.setup.player_buffer == "bounded":
            return 0.0
        return min(MOST_S, now.since * self.values["growth_ms_per_s"] / 1000)
