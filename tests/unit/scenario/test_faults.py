"""Every fault is what it says: seen by the probe while it is on and not before, gone when it is switched off or cured, and no wrong remedy helps.

All in virtual time, from the host through real encoders and decoders to the probe's figures. A remedy may restart the stream, as it would.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pytest

from houdun.errors import UsageError
from houdun.facts.fault import Remedy, Value
from houdun.media.track import Codec
from houdun.probe.session import watch
from houdun.scenario import catalogue
from houdun.scenario.fault import REGISTRY, Fault
from houdun.scenario.performance import perform
from houdun.scenario.show import load
from houdun.scenario.timeline import Change
from houdun.testing.virtual import watched

EPOCH = 1_700_000_000.0
SMALL = {"width": 320, "height": 180, "fps": 15, "video_kbps": 150}
SETTLE = 1.0
DRAINS = 8.0
"""Seconds after which what has piled up has drained."""
Figures = Sequence[Mapping[str, float]]
"""One mapping a second."""


@dataclass(frozen=True)
class Sign:
    """How a fault shows in the figures of a stretch of seconds."""

    shows: Callable[[Figures], bool]
    values: Mapping[str, float] = field(default_factory=dict)
    rtc: bool = False
    piles_up: bool = False
    joins: bool = False
    """It is seen by who joins while it is on."""
    stretch: float = 3.0
    setup: Mapping[str, Value] = field(default_factory=dict)


def middle(series: str, is_wrong: Callable[[float], bool]) -> Callable[[Figures], bool]:
    """Is the series' median wrong? A series that is not there is not."""

    def shows(figures: Figures) -> bool:
        values = [second[series] for second in figures if series in second]
        return bool(values) and is_wrong(median(values))

    return shows


def slope(series: str, is_wrong: Callable[[float], bool]) -> Callable[[Figures], bool]:
    def shows(figures: Figures) -> bool:
        values = [second[series] for second in figures if series in second]
        return len(values) > 1 and is_wrong((values[-1] - values[0]) / (len(values) - 1))

    return shows


def no_picture(figures: Figures) -> bool:
    return not any("join_time" in second for second in figures)


SIGNS = {
    "late_sound": Sign(middle("av_offset", lambda ms: abs(ms - 120) < 5), {"delay_ms": 120}),
    "clock_drift": Sign(slope("av_offset", lambda ms: abs(ms - 2) < 0.5), {"ppm": 2000}),
    "wrong_rate_label": Sign(middle("mark_stretch", lambda stretch: abs(stretch - 44_100 / 48_000) < 0.003)),
    "priming_twice": Sign(middle("av_offset", lambda ms: abs(ms - 44) < 1), {"samples": 2112}),
    "timestamp_jump": Sign(middle("av_offset", lambda ms: ms < -2_900), {"jump_s": 3}),
    "sender_clock_wrong": Sign(middle("end_to_end_latency", lambda ms: abs(ms + 5_000) < 100), {"ahead_s": 5}),
    "colour_range": Sign(middle("strip_low", lambda level: abs(level - 28) < 3)),
    "sender_reports_from_arrival": Sign(
        middle("av_offset", lambda ms: ms < -100), {"delay_ms": 250}, rtc=True, setup={"audio_codec": Codec.OPUS}
    ),
    "antiphase": Sign(
        lambda figures: (
            middle("channel_correlation", lambda r: r < -0.9)(figures) or middle("level", lambda level: level < -60)(figures)
        )
    ),
    "muted": Sign(middle("level", lambda level: level < -60)),
    "black": Sign(middle("black_share", lambda share: share > 0.9)),
    "frozen_camera": Sign(
        lambda figures: figures[-1]["still_share"] > 0.9 and figures[-1]["frames_repeated"] == 0,
        stretch=5.0,
        setup={"video_kbps": 500, "gop_s": 10.0},
    ),
    "frozen_pipeline": Sign(middle("frames_repeated", lambda count: count > 10)),
    "encoder_overload": Sign(middle("framesPerSecond", lambda fps: fps < 12), {"encode_ms": 100}, piles_up=True, stretch=4.0),
    "frame_dropping": Sign(middle("frames_lost", lambda count: count >= 10), {"one_in": 4}),
    "long_gop": Sign(middle("keyframe_interval", lambda s: s > 2.5), {"gop_s": 8}, stretch=6.0),
    "key_requests_ignored": Sign(no_picture, {"gop_s": 20}, rtc=True, joins=True),
    "parameter_sets_missing": Sign(no_picture, rtc=True, joins=True),
    "bframes_in_webrtc": Sign(middle("bframe_share", lambda share: share > 0.2), {"count": 1}, rtc=True),
    "loss_bursts": Sign(
        lambda figures: min(second.get("codes_read", 0.0) for second in figures) < 0.9,
        {"loss": 0.2, "burst": 5},
        rtc=True,
        stretch=4.0,
    ),
    "narrow_uplink": Sign(
        middle("end_to_end_latency", lambda ms: ms > 150),
        {"rate_kbps": 150},
        piles_up=True,
        stretch=4.0,
        setup={"video_kbps": 180},
    ),
    "stale_playlist": Sign(middle("stalled_share", lambda share: share > 0.9)),
    "rate_change": Sign(middle("sample_rate", lambda rate: rate == 24_000), {"rate_hz": 23_000}),
    "growing_jitter_buffer": Sign(slope("end_to_end_latency", lambda ms: ms > 50), {"growth_ms_per_s": 100}),
}


def test_every_fault_of_the_media_has_its_sign() -> None:
    assert set(SIGNS) | {"wrong_token"} == set(REGISTRY)


def fault_of(name: str) -> Fault:
    made = catalogue.find(name)
    defaults = {parameter.name: parameter.default for parameter in made.facts.parameters}
    return made(defaults | dict(SIGNS[name].values))


@pytest.fixture(scope="module")
def carousels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("carousels")


def seen(
    name: str, cache: Path, on: tuple[float, float], changes: Sequence[Change], stretches: Sequence[tuple[float, float]]
) -> list[bool]:
    """Whether the fault shows in each of these stretches of stream seconds."""
    sign = SIGNS[name]
    show = load("solo")
    setup = show.setup.changed(SMALL | dict(sign.setup))

    def figures(joins: float, end: float) -> Figures:
        performance = perform(show, setup, fault_of(name), on=on, remedies=changes, seconds=end, epoch=EPOCH, cache=cache)
        events = watched(performance, epoch=EPOCH, joins=joins, rtc=sign.rtc)
        return [
            {"at": second.at / 1000 - EPOCH, **{each.metric: each.value for each in second.observations}}
            for second in watch(events, name, began=EPOCH)
        ]

    if sign.joins:
        return [sign.shows(figures(start, end - 0.2)) for start, end in stretches]
    all_figures = carried(figures(0.0, stretches[-1][1] + 1))
    return [sign.shows([each for each in all_figures if start < each["at"] - 0.5 < end]) for start, end in stretches]


def carried(figures: Figures) -> Figures:
    """Some figures are told when they change, and hold until they do again."""
    held: dict[str, float] = {}
    filled = []
    for second in figures:
        held |= {series: second[series] for series in ("sample_rate", "keyframe_interval") if series in second}
        filled.append({**second, **held})
    return filled


@pytest.mark.parametrize("name", SIGNS)
def test_a_fault_shows_while_it_is_on_and_only_then(name: str, carousels: Path) -> None:
    long = SIGNS[name].stretch
    on = (3.0, 3.0 + long)
    after = on[1] + (DRAINS if SIGNS[name].piles_up else long // 2 + SETTLE)
    stretches = [(1.0, 3.0), (on[0] + SETTLE, on[1]), (after, after + 2.0)]
    assert seen(name, carousels, on, (), stretches) == [False, True, False]


def remedies_of(name: str, *, cures: bool) -> list[Remedy]:
    return [each for each in catalogue.find(name).facts.remedies if each.cures is cures]


CURES = [(name, cure) for name in SIGNS for cure in remedies_of(name, cures=True)]


@pytest.mark.parametrize(("name", "cure"), CURES, ids=lambda given: given if isinstance(given, str) else given.id)
def test_wrong_remedies_leave_a_fault_in_place_and_a_right_one_takes_it_away(name: str, cure: Remedy, carousels: Path) -> None:
    long = SIGNS[name].stretch
    tried = [*remedies_of(name, cures=False), cure]
    changes = [(1.0 + long * number, each.change) for number, each in enumerate(tried, start=1)]
    stretches = [(at + SETTLE, at + long) for at, _ in changes]
    if SIGNS[name].piles_up:
        stretches[-1] = (stretches[-1][1] + DRAINS, stretches[-1][1] + DRAINS + 2)
    assert seen(name, carousels, (1.0, math.inf), changes, stretches) == [*(not each.cures for each in tried)]


def test_a_wrong_token_replaces_every_key_of_the_address_until_the_own_one_is_back() -> None:
    fault = catalogue.parse("wrong_token")
    address = "rtmp://push.example.com/live/room1?txSecret={key:PUSH}&txTime={key:TIME}"
    wrong = fault.address(address, fault.settings(load("solo").setup))
    assert "{key" not in wrong
    assert wrong.startswith("rtmp://push.example.com/live/room1?txSecret=")
    for each in fault.facts.remedies:
        assert (fault.address(address, fault.settings(load("solo").setup).changed(each.change)) == address) is each.cures


def test_a_wrong_token_needs_an_address_with_a_key() -> None:
    fault = catalogue.parse("wrong_token")
    with pytest.raises(UsageError, match="key:NAME"):
        fault.address("rtmp://push.example.com/live/room1", fault.settings(load("solo").setup))
