"""The stage in virtual time: real encoding, real bytes through the loopback's relay, real decoding, the real probe; as fast as the machine goes.

performance → impaired link (model) → loopback publisher → socket → loopback player → [player's fault] → probe → evidence
"""

from __future__ import annotations

import itertools
import math
import os
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from houdun.facts.fault import Remedy, Value
from houdun.facts.observation import Detection
from houdun.facts.question import Ingest, Question
from houdun.facts.time import SECOND, Millis
from houdun.facts.withheld import Withheld
from houdun.flow.trial.stage import (
    CONTROL_S,
    JUDGED_S,
    LEAD_S,
    LIMIT_S,
    REMEDY_AFTER_S,
    SETTLE_S,
    TAIL_S,
    Order,
    Showing,
)
from houdun.flow.trial.stage_files import files
from houdun.flow.trial.stage_given import given
from houdun.flow.trial.stage_watch import Watch, healthy, offsets
from houdun.keys import redacted
from houdun.language import Bilingual
from houdun.media.endpoints.lockstep import Lockstep
from houdun.media.track import Packet, Track
from houdun.probe.bundle.incident import Incident
from houdun.probe.session import Second, Session
from houdun.scenario import catalogue
from houdun.scenario import show as shows
from houdun.scenario.evidence import Witness
from houdun.scenario.fault import Fault, Moment
from houdun.scenario.performance import Performance, perform
from houdun.scenario.setup import Setup
from houdun.scenario.way import Way

KEPT: Final = 48
"""Runs that are remembered; each holds a clip, a megabyte or two."""
NOT_HERE: Final = Bilingual("回环地址演不出这道题", "the loopback cannot show this question")
NUMBERS: Final = itertools.count()


@dataclass(frozen=True, slots=True)
class Played:
    """What a run is made of: runs that agree in it are the same to the last bit, but for their moment and their address."""

    show: str
    fault: str
    values: tuple[tuple[str, float], ...]
    remedy: str
    seed: int
    stream: int

    def made(self) -> Fault | None:
        if not self.fault:
            return None
        kind = catalogue.find(self.fault)
        defaults = {parameter.name: parameter.default for parameter in kind.facts.parameters}
        return kind(defaults | dict(self.values), self.seed)

    def tried(self) -> Remedy | None:
        return catalogue.remedy(catalogue.find(self.fault).facts, self.remedy) if self.remedy else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as it was seen, in the time of its first playing."""

    began: Millis
    onset: Millis | None
    setup: Setup
    watch: Watch
    withheld: Withheld


class VirtualStage:
    """A `Stage` that plays at any moment of virtual time. `changes` are settings that all shows get here, such as a smaller picture.

    A container over TCP is all that the loopback is. It shows every packaged question that may be asked of RTMP, but `not_live`, because it knows
    no keys; and none that is of WebRTC alone (`broken_now_and_then`, `dark_after_joining`, `jitter_in_browser`, `latecomers_see_nothing`).

    Encoding is dear, so runs are remembered by what is played: the same question to the next vendor costs next to nothing if seed and stream are the
    same. The clock in its coded strip is then that of the first playing; all else tells the moment at which it is shown.
    """

    def __init__(self, changes: Mapping[str, Value] | None = None) -> None:
        self._changes = changes or {}
        self._runs: OrderedDict[Played, Run] = OrderedDict()
        self._lock = threading.Lock()

    def shows(self, question: Question) -> bool:
        if not question.show:
            return True
        needs_keys = question.fault and catalogue.find(question.fault).address is not Fault.address
        return Ingest.RTMP in question.ingest and not needs_keys

    def show(self, order: Order, now: Millis) -> Showing:
        question = order.instance.question
        if not question.show or not self.shows(question):
            return Showing(began_at=now, reason=NOT_HERE)
        run = self._run(_played(order), now)
        return _told(order, run, now)

    def stop(self, case: str) -> None:
        """Nothing goes on here after it was shown."""

    def _run(self, played: Played, now: Millis) -> Run:
        with self._lock:
            if played in self._runs:
                self._runs.move_to_end(played)
                return self._runs[played]
        made = _perform(played, self._changes, now)
        with self._lock:
            self._runs[played] = made
            while len(self._runs) > KEPT:
                self._runs.popitem(last=False)
        return made


def _played(order: Order) -> Played:
    question = order.instance.question
    return Played(
        show=question.show,
        fault=question.fault,
        values=tuple(sorted(order.instance.values.items())),
        remedy=order.remedies[-1] if order.remedies else "",
        seed=order.seed,
        stream=order.stream,
    )


def _perform(played: Played, changes: Mapping[str, Value], now: Millis) -> Run:
    show, fault, tried, epoch = shows.load(played.show), played.made(), played.tried(), now / SECOND
    setup = show.setup.changed(changes)
    remedy_at = LEAD_S + REMEDY_AFTER_S
    performance = perform(
        show,
        setup,
        fault,
        on=(LEAD_S, math.inf),
        remedies=[(remedy_at, tried.change)] if tried else [],
        seconds=_length(fault, tried),
        epoch=epoch,
        seed=played.seed,
        stream=played.stream,
    )
    witness = Witness(performance, performance.timeline, epoch, played.seed)
    onset = now + round(LEAD_S * SECOND) if fault else None
    watch = Watch(Session("", epoch), onset)
    way = Way(performance, played.seed, reliable=True, restarts=(remedy_at,) if tried else ())
    _watch(performance, witness, way, watch, until_seen=tried is None, epoch=epoch)
    last = (watch.at or now) / SECOND - epoch
    return Run(began=now, onset=onset, setup=setup, watch=watch, withheld=witness.withheld(last))


def _length(fault: Fault | None, tried: Remedy | None) -> float:
    """Stream seconds at most."""
    if tried:
        return LEAD_S + REMEDY_AFTER_S + SETTLE_S + JUDGED_S
    return LEAD_S + (LIMIT_S if fault else CONTROL_S)


def _watch(performance: Performance, witness: Witness, way: Way, watch: Watch, *, until_seen: bool, epoch: float) -> None:
    fault = performance.timeline.fault

    def moment(wall: float) -> Moment | None:
        return performance.timeline.moment(wall - epoch)

    def arrival(packet: Packet) -> float:
        at = way.carry(packet)
        return packet.at if at is None else at  # over TCP nothing is lost

    address = f"loop://stage-{os.getpid()}-{next(NUMBERS)}"
    player = Lockstep(address, _witnessed(performance, witness), epoch=epoch, arrival=arrival)
    events = iter(player) if fault is None else fault.received(iter(player), moment)
    for event in witness.events(events):
        watch.event(event)
        if until_seen and watch.seen_at is not None and (watch.at or 0) >= watch.seen_at + TAIL_S * SECOND:
            player.stop()
    watch.told(watch.session.finish())


def _witnessed(performance: Performance, witness: Witness) -> Iterator[Track | Packet]:
    for item in performance.stream():
        yield witness.packet(item) if isinstance(item, Packet) else item


def _told(order: Order, run: Run, now: Millis) -> Showing:
    """The run as it is at that moment and address."""
    later, watch = now - run.began, run.watch
    address = redacted(order.play)
    onset = None if run.onset is None else run.onset + later
    seconds = tuple(_retold(second, address, later) for second in watch.seconds)
    found = tuple(_moved(each, address, later) for each in watch.found)
    incident = Incident(stream=address, began=now, detections=found, seconds=seconds, clip=watch.ring.clip())
    end = seconds[-1].at
    since = max(onset or now, end - round(JUDGED_S * SECOND))
    return Showing(
        began_at=now,
        onset_at=onset,
        detected_at=None if watch.seen_at is None else watch.seen_at + later,
        healthy=healthy(seconds, onset or now + round(LEAD_S * SECOND), since),
        given=given(run.setup, now if onset is None else onset, order.play),
        files=files(incident, run.withheld, order.language, later),
        offsets=tuple(offsets(seconds, now)),
    )


def _retold(second: Second, stream: str, later: Millis) -> Second:
    return replace(
        second,
        at=second.at + later,
        observations=tuple(replace(each, stream=stream, at=each.at + later) for each in second.observations),
        detections=tuple(_moved(each, stream, later) for each in second.detections),
        troubles=tuple(replace(each, arrival=each.arrival + later / SECOND) for each in second.troubles),
    )


def _moved(found: Detection, stream: str, later: Millis) -> Detection:
    return replace(found, stream=stream, onset=found.onset + later, at=found.at + later)
