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
from dataclasses import dataclass
from typing import Final

from houdun.facts.fault import Remedy, Value
from houdun.facts.question import Ingest, Question
from houdun.facts.time import SECOND, Millis
from houdun.flow.trial.stage.port import Order, Showing, Timing
from houdun.flow.trial.stage.told import Seen, told
from houdun.flow.trial.stage.watch import Watch
from houdun.language import Bilingual
from houdun.media.endpoints.lockstep import Lockstep
from houdun.media.track import Packet, Track
from houdun.probe.session import Session
from houdun.scenario import catalogue
from houdun.scenario import show as shows
from houdun.scenario.evidence import Witness
from houdun.scenario.fault import Fault, Moment
from houdun.scenario.performance import Performance, perform
from houdun.scenario.way import Way

KEPT: Final = 48
"""Runs that are remembered; each holds a clip, a megabyte or two."""
NOT_HERE: Final = Bilingual("回环地址演不出这道题", "the loopback cannot show this question")
NUMBERS: Final = itertools.count()
DEFAULT: Final = Timing()


@dataclass(frozen=True, slots=True)
class Played:
    """What a run is made of: runs that agree in it are the same to the last bit, but for their moment and their address."""

    show: str
    fault: str
    values: tuple[tuple[str, float], ...]
    remedy: str
    seed: int
    stream: int

    @staticmethod
    def of(order: Order) -> Played:
        question = order.instance.question
        return Played(
            show=question.show,
            fault=question.fault,
            values=tuple(sorted(order.instance.values.items())),
            remedy=order.remedies[-1] if order.remedies else "",
            seed=order.seed,
            stream=order.stream,
        )

    def made(self) -> Fault | None:
        if not self.fault:
            return None
        kind = catalogue.find(self.fault)
        defaults = {parameter.name: parameter.default for parameter in kind.facts.parameters}
        return kind(defaults | dict(self.values), self.seed)

    def tried(self) -> Remedy | None:
        return catalogue.remedy(catalogue.find(self.fault).facts, self.remedy) if self.remedy else None


class VirtualStage:
    """A `Stage` that plays at any moment of virtual time. `changes` are settings that all shows get here, such as a smaller picture.

    A container over TCP is all that the loopback is. It shows every packaged question that may be asked of RTMP, but `not_live`, because it knows
    no keys; and none that is of WebRTC alone (`broken_now_and_then`, `dark_after_joining`, `jitter_in_browser`, `latecomers_see_nothing`).

    Encoding is dear, so runs are remembered by what is played: the same question to the next vendor costs next to nothing if seed and stream are the
    same. The clock in its coded strip is then that of the first playing; all else tells the moment at which it is shown.
    """

    def __init__(self, changes: Mapping[str, Value] | None = None, timing: Timing = DEFAULT) -> None:
        self._changes, self._timing = changes or {}, timing
        self._runs: OrderedDict[Played, Seen] = OrderedDict()
        self._lock = threading.Lock()

    def shows(self, question: Question) -> bool:
        if not question.show:
            return True
        needs_keys = question.fault and catalogue.find(question.fault).address is not Fault.address
        return Ingest.RTMP in question.ingest and not needs_keys

    def show(self, order: Order, now: Millis) -> Showing:
        question = order.instance.question
        if not question.show or not self.shows(question) or order.ingest is not Ingest.RTMP:
            return Showing(began_at=now, ended_at=now, reason=NOT_HERE)
        return told(order, self._seen(Played.of(order), now), now, self._timing)

    def stop(self, case: str) -> None:
        """Nothing goes on here after it was shown."""

    def _seen(self, played: Played, now: Millis) -> Seen:
        with self._lock:
            if played in self._runs:
                self._runs.move_to_end(played)
                return self._runs[played]
        made = _perform(played, self._changes, self._timing, now)
        with self._lock:
            self._runs[played] = made
            while len(self._runs) > KEPT:
                self._runs.popitem(last=False)
        return made


def _perform(played: Played, changes: Mapping[str, Value], timing: Timing, now: Millis) -> Seen:
    show, fault, tried, epoch = shows.load(played.show), played.made(), played.tried(), now / SECOND
    setup = show.setup.changed(changes)
    performance = perform(
        show,
        setup,
        fault,
        on=(timing.lead, math.inf),
        remedies=[(timing.remedy_at, tried.change)] if tried else [],
        seconds=timing.length(broken=fault is not None, tried=tried is not None),
        epoch=epoch,
        seed=played.seed,
        stream=played.stream,
    )
    witness = Witness(performance, performance.timeline, epoch, played.seed)
    watch = Watch(Session("", epoch), now + round(timing.lead * SECOND) if fault else None)
    way = Way(performance, played.seed, reliable=True, restarts=(timing.remedy_at,) if tried else ())
    _watch(performance, witness, way, watch, epoch=epoch, tail=math.inf if tried else timing.tail)
    last = (watch.at or now) / SECOND - epoch
    return Seen(began=now, setup=setup, watch=watch, withheld=witness.withheld(last))


def _watch(performance: Performance, witness: Witness, way: Way, watch: Watch, *, epoch: float, tail: float) -> None:
    """Until the performance is over, or for `tail` seconds after a change was seen."""
    fault = performance.timeline.fault

    def moment(wall: float) -> Moment | None:
        return performance.timeline.moment(wall - epoch)

    address = f"loop://stage-{os.getpid()}-{next(NUMBERS)}"
    player = Lockstep(address, _witnessed(performance, witness), epoch=epoch, arrival=way.carry)
    events = iter(player) if fault is None else fault.received(iter(player), moment)
    for event in witness.events(events):
        watch.event(event)
        if watch.seen_for >= tail:
            player.stop()
    watch.told(watch.session.finish())


def _witnessed(performance: Performance, witness: Witness) -> Iterator[Track | Packet]:
    for item in performance.stream():
        yield witness.packet(item) if isinstance(item, Packet) else item
