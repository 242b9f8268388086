"""Faults watched in virtual time with what could be handed over of them: the material of the diagnosis' figures.

The values that its rules were written with (`TUNING`) and those that it is measured with (`HELD_OUT`) have nothing in common: other parameters, other
shows, other seeds and other moments of the onset.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from houdun.facts.fault import Value
from houdun.facts.observation import Detection, Observation
from houdun.facts.withheld import Withheld
from houdun.media.track import Codec
from houdun.probe.facts import StreamFacts
from houdun.probe.session import watch
from houdun.scenario import catalogue
from houdun.scenario import show as shows
from houdun.scenario.evidence import Witness, refusal
from houdun.scenario.performance import perform
from houdun.testing.virtual import watched

EPOCH = 1_760_000_000.0
BEFORE_S, AFTER_S = 20.0, 32.0
LONGER = {"clock_drift": 90.0}
"""Seconds after the onset of what only time brings out."""
SETTINGS: Mapping[str, Value] = {"width": 320, "height": 180, "video_kbps": 500}
RTC = {"sender_reports_from_arrival", "key_requests_ignored", "parameter_sets_missing", "bframes_in_webrtc"}
"""Faults that exist in WebRTC only."""
EITHER = {"loss_bursts", "late_sound", "long_gop"}
"""Faults that are watched by both kinds of way in turn."""
JOINED = {"key_requests_ignored", "parameter_sets_missing", "long_gop"}
"""Faults that who joins later notices."""
ADDRESS = "rtmp://push.example.com/live/room?key={key:PUSH}"

Values = Mapping[str, float]
TUNING: Mapping[str, tuple[Values, ...]] = {
    "black": ({"luma": 16}, {"luma": 20}),
    "clock_drift": ({"ppm": 1000}, {"ppm": 300}),
    "late_sound": ({"delay_ms": 180}, {"delay_ms": 70}, {"delay_ms": 700}),
    "rate_change": ({"rate_hz": 16_000}, {"rate_hz": 44_100}),
    "sender_clock_wrong": ({"ahead_s": 3.5}, {"ahead_s": 1.2}),
    "bframes_in_webrtc": ({"count": 2}, {"count": 4}),
    "encoder_overload": ({"encode_ms": 50}, {"encode_ms": 45}),
    "frame_dropping": ({"one_in": 3}, {"one_in": 2}),
    "long_gop": ({"gop_s": 10}, {"gop_s": 7}),
    "priming_twice": ({"samples": 1024}, {"samples": 2112}),
    "key_requests_ignored": ({"gop_s": 10}, {"gop_s": 20}),
    "timestamp_jump": ({"jump_s": 2}, {"jump_s": 0.3}),
    "loss_bursts": ({"loss": 0.05, "burst": 4}, {"loss": 0.02, "burst": 3}, {"loss": 0.1, "burst": 8}),
    "narrow_uplink": ({"rate_kbps": 300}, {"rate_kbps": 400}),
    "sender_reports_from_arrival": ({"delay_ms": 300}, {"delay_ms": 100}),
    "growing_jitter_buffer": ({"growth_ms_per_s": 60}, {"growth_ms_per_s": 30}),
}
HELD_OUT: Mapping[str, tuple[Values, ...]] = {
    "black": ({"luma": 17}, {"luma": 19}, {"luma": 18}),
    "clock_drift": ({"ppm": 450}, {"ppm": 1700}, {"ppm": 2800}),
    "late_sound": ({"delay_ms": 90}, {"delay_ms": 240}, {"delay_ms": 520}),
    "rate_change": ({"rate_hz": 22_050}, {"rate_hz": 32_000}, {"rate_hz": 24_000}),
    "sender_clock_wrong": ({"ahead_s": 2.1}, {"ahead_s": 9.0}, {"ahead_s": 41.0}),
    "bframes_in_webrtc": ({"count": 1}, {"count": 3}),
    "encoder_overload": ({"encode_ms": 48}, {"encode_ms": 62}, {"encode_ms": 90}),
    "frame_dropping": ({"one_in": 4}, {"one_in": 5}, {"one_in": 6}),
    "long_gop": ({"gop_s": 8}, {"gop_s": 12}, {"gop_s": 16}),
    "priming_twice": ({"samples": 1300}, {"samples": 1600}, {"samples": 1900}),
    "key_requests_ignored": ({"gop_s": 8}, {"gop_s": 13}, {"gop_s": 17}),
    "timestamp_jump": ({"jump_s": 0.6}, {"jump_s": 1.1}, {"jump_s": 5.0}),
    "loss_bursts": ({"loss": 0.03, "burst": 2}, {"loss": 0.07, "burst": 6}, {"loss": 0.15, "burst": 10}),
    "narrow_uplink": ({"rate_kbps": 180}, {"rate_kbps": 240}, {"rate_kbps": 350}),
    "sender_reports_from_arrival": ({"delay_ms": 140}, {"delay_ms": 220}, {"delay_ms": 600}),
    "growing_jitter_buffer": ({"growth_ms_per_s": 40}, {"growth_ms_per_s": 90}, {"growth_ms_per_s": 150}),
}
SEEDS = {"tuning": (1,), "held-out": (11, 12)}
SHOWS = {"tuning": ("solo", "cohost"), "held-out": ("dating", "shopping")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One run to be watched; `way` is that through a real server, where it takes one."""

    fault: str
    values: Values
    seed: int
    show: str
    rtc: bool
    joins: float
    onset_s: float
    way: str = ""

    def __str__(self) -> str:
        values = ",".join(f"{name}={value:g}" for name, value in self.values.items())
        return f"{self.fault}:{values} {self.show} seed {self.seed}{' rtc' if self.rtc else ''}{f' by {self.way}' if self.way else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the probe saw, and what could be handed over."""

    observations: tuple[Observation, ...]
    detections: tuple[Detection, ...]
    facts: StreamFacts
    withheld: Withheld


def cases(which: str) -> Iterator[Case]:
    """`tuning` or `held-out`. A fault without parameters gets as many runs as there are shows and seeds."""
    values = TUNING if which == "tuning" else HELD_OUT
    for fault in (facts.id for facts in catalogue.entries()):
        for place, given in enumerate(values.get(fault, ({}, {}))):
            for seed in SEEDS[which]:
                random = Random(f"{fault} {place} {seed}")
                onset = BEFORE_S + random.uniform(0, 3)
                yield Case(
                    fault=fault,
                    values=given,
                    seed=seed,
                    show=SHOWS[which][(place + seed) % 2],
                    rtc=fault in RTC or (fault in EITHER and bool(place % 2)),
                    joins=onset + random.uniform(2.2, 4) if fault in JOINED and not (fault == "long_gop" and place % 2) else 0.0,
                    onset_s=onset,
                )


def run(case: Case) -> Seen:
    """Watches it. Where the stream is refused, there is the server's reply and nothing else."""
    made = catalogue.find(case.fault)
    defaults = {parameter.name: parameter.default for parameter in made.facts.parameters}
    fault = made(defaults | dict(case.values), case.seed)
    show = shows.load(case.show)
    setup = show.setup.changed({**SETTINGS, **({"audio_codec": Codec.OPUS} if case.rtc else {})})
    reply = refusal(ADDRESS, fault.address(ADDRESS, fault.settings(setup)))
    if reply:
        return Seen(observations=(), detections=(), facts=StreamFacts(), withheld=Withheld(server_reply=reply))
    after = LONGER.get(case.fault, AFTER_S)
    performance = perform(show, setup, fault, on=(case.onset_s, 1e9), seconds=case.onset_s + after, epoch=EPOCH, seed=case.seed)
    witness = Witness(performance, performance.timeline, EPOCH, case.seed)
    events = watched(performance, epoch=EPOCH, joins=case.joins, rtc=case.rtc, seed=case.seed, witness=witness)
    seconds = list(watch(events, "room", began=EPOCH + case.joins))
    return Seen(
        observations=tuple(each for second in seconds for each in second.observations),
        detections=tuple(each for second in seconds for each in second.detections),
        facts=seconds[-1].facts if seconds else StreamFacts(),
        withheld=witness.withheld(case.onset_s + after / 2),
    )
