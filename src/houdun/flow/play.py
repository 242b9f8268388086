"""A show goes live: connect, send each packet when it is due, switch the fault and its remedy, and keep the log that publishers keep."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from math import floor, inf
from urllib.parse import urlsplit

from houdun import clock
from houdun.errors import UsageError
from houdun.facts.fault import Remedy
from houdun.flow import edge
from houdun.flow.uplink import Connect, Uplink
from houdun.language import Bilingual, Language
from houdun.media.pacing import Wait, paced
from houdun.media.track import Codec, Packet
from houdun.scenario import catalogue
from houdun.scenario.fault import Fault
from houdun.scenario.performance import Performance, perform
from houdun.scenario.setup import Setup
from houdun.scenario.show import Show, load

REMEDY_AFTER_S = 20.0
"""From the fault's begin to its remedy, where no time is given."""

Riding = Callable[[Performance, float], Callable[[Packet], object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to play: the fault is on in [on[0], on[1]) stream seconds, the remedy from `remedy_at` on; `seconds` is the whole.

    `hls` is the address at which the server plays the stream, for a fault that sits behind it."""

    show: Show
    seconds: float
    fault: Fault | None = None
    on: tuple[float, float] = (0.0, inf)
    remedy: Remedy | None = None
    remedy_at: float = inf
    hls: str | None = None
    seed: int = 0
    stream: int = 1


def ask(
    show: str,
    *,
    fault: str | None = None,
    at: float = 0.0,
    until: float | None = None,
    remedy: str | None = None,
    hls: str | None = None,
    seconds: float | None = None,
    seed: int = 0,
    stream: int = 1,
) -> Asked:
    """What was typed, understood: `fault` is NAME[:param=value,…], `remedy` NAME[@SECONDS]. Raises UsageError with the option and the mend."""
    loaded = load(show)
    length = min(loaded.length_s, seconds or inf)
    if fault is None:
        edge.check(None, hls)
        if remedy is not None:
            raise UsageError(
                Bilingual("没有故障，谈不上补救", "there is a remedy, but no fault"),
                Bilingual("请加上 --fault", "add --fault"),
                where="--remedy",
            )
        return Asked(show=loaded, seconds=length, seed=seed, stream=stream)
    made = catalogue.parse(fault, seed=seed)
    edge.check(made, hls)
    if until is not None and until <= at:
        raise UsageError(
            Bilingual("故障须先开始再消失", "the fault would go before it comes"),
            Bilingual("请让 --until 晚于 --at", "make --until later than --at"),
            where="--until",
        )
    name, _, when = (remedy or "").partition("@")
    return Asked(
        show=loaded,
        seconds=length,
        fault=made,
        on=(at, inf if until is None else until),
        remedy=catalogue.remedy(made.facts, name) if name else None,
        remedy_at=_moment(when) if when else at + REMEDY_AFTER_S,
        hls=hls,
        seed=seed,
        stream=stream,
    )


def _moment(text: str) -> float:
    try:
        moment = float(text)
    except ValueError:
        moment = -1.0
    if not 0 <= moment < inf:
        raise UsageError(
            Bilingual(f"读不懂的时刻 {text}", f"cannot read the moment {text}"),
            Bilingual("请写成 名称@秒数，例如 direct_microphone@60", "write NAME@SECONDS, such as direct_microphone@60"),
            where="--remedy",
        )
    return moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """A line of the publisher's log. Counts are since the start, `lag_ms` and `encode_ms` the worst of the second.

    It is evidence that a vendor may ask for, so it says nothing of faults. `error`: why nothing is sent, in English, as logs are.
    """

    at: float
    """Unix seconds."""
    packets: int
    bytes: int
    queued: int
    key_requests: int
    restarts: int
    lag_ms: float
    encode_ms: float
    error: str


def play(
    asked: Asked,
    url: str,
    connect: Connect,
    before: edge.Standing | None = None,
    *,
    now: Callable[[], float] = clock.seconds,
    wait: Wait | None = None,
    rides: Riding | None = None,
) -> Generator[Second, None, None]:
    """Plays to the end, or until `wait` says stop; gives the publisher's log, a line a second. `before` stands before the players, and who
    `rides` along is told the performance and the wall second of its begin, and then each packet that leaves.

    Raises what `connect` raises where the stream cannot be started, or has been away for a minute.
    """
    performance = perform(
        asked.show,
        _fitting(asked.show.setup, url),
        fault=asked.fault,
        on=asked.on,
        remedies=[(asked.remedy_at, asked.remedy.change)] if asked.remedy else [],
        seconds=asked.seconds,
        seed=asked.seed,
        stream=asked.stream,
    )
    with Uplink(performance, url, connect, asked.seed) as uplink:
        epoch = now()
        performance.begin(epoch)
        ride = rides(performance, epoch) if rides else None
        line, lag, encoding = 1, 0.0, 0.0
        for packet, late in paced(performance, epoch, now=now, wait=wait):
            if ride:
                ride(packet)
            uplink.send(packet)
            lag, encoding = max(lag, late), max(encoding, performance.encoding_s)
            if packet.at >= line:
                if before:
                    before.turn(performance.timeline, packet.at)
                yield _second(uplink, epoch + line, lag, encoding)
                line, lag, encoding = floor(packet.at) + 1, 0.0, 0.0
        yield _second(uplink, epoch + line, lag, encoding)


def _fitting(setup: Setup, url: str) -> Setup:
    """WebRTC carries no AAC: there the sound is Opus."""
    return setup.changed({"audio_codec": Codec.OPUS}) if urlsplit(url).scheme in ("whip", "whips") else setup


def _second(uplink: Uplink, at: float, lag: float, encoding: float) -> Second:
    sent = uplink.sent()
    return Second(
        at=at,
        packets=sent.packets,
        bytes=sent.bytes,
        queued=sent.queued,
        key_requests=sent.key_requests,
        restarts=uplink.restarts,
        lag_ms=round(1000 * lag, 3),
        encode_ms=round(1000 * encoding, 3),
        error=uplink.error.problem.to(Language.EN) if uplink.error else "",
    )
