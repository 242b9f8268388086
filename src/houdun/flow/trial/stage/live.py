"""The stage in real time: a vendor's own endpoints, a stream in a thread of this process, and our probe at the far end.

    flow.play (thread) → ingest … player → [player's fault] → probe → evidence

A stream stays on air after it was shown, until `stop` or the end of its budget. It never outlives the process.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from houdun import clock
from houdun.errors import HoudunError, OutsideError
from houdun.facts.question import Ingest, Question
from houdun.facts.time import SECOND, Millis
from houdun.facts.withheld import ServerReply, Withheld
from houdun.flow.play import Asked, play
from houdun.flow.trial.stage.port import Order, Showing, Timing
from houdun.flow.trial.stage.told import Seen, told
from houdun.flow.trial.stage.viewer import Viewer
from houdun.flow.trial.stage.watch import Watch
from houdun.flow.uplink import Connect
from houdun.keys import redacted
from houdun.language import Bilingual
from houdun.media import endpoints
from houdun.media.endpoints.port import Player
from houdun.media.events import Event
from houdun.media.track import Codec, Packet
from houdun.probe.session import Session
from houdun.scenario import catalogue
from houdun.scenario import show as shows
from houdun.scenario.evidence import Witness
from houdun.scenario.performance import Performance

TIMING: Final = Timing(lead=25.0, control=60.0, tail=8.0, remedy_after=15.0, settle=30.0, judged=20.0)
"""Behind a real server a stream needs seconds to come and to settle."""
BUDGET_S: Final = 4 * 3600.0
"""On air at most, a case."""
OTHER_WAY: Final = Bilingual("这道题不能用这种方式推流", "this question cannot be shown by this way of publishing")
NOTHING: Final = Bilingual("这道题不需要播放", "nothing is played for this question")
SPENT: Final = Bilingual("这个工单的推流时长已经用完", "the time on air of this case is used up")
UNSEEN: Final = Bilingual("推流成功，但播放端什么也没有收到", "it was published, but nothing arrived at the player")
CHECK: Final = Bilingual("请核对播放地址", "check the address that it is played from")


class LiveStage:
    """A `Stage` in real time. `budget` is in seconds on air for each case, over all its showings."""

    def __init__(
        self,
        *,
        budget: float = BUDGET_S,
        timing: Timing = TIMING,
        connect: Connect = endpoints.publish,
        open_player: Callable[..., Player] = endpoints.play,
    ) -> None:
        self._budget, self._timing, self._connect, self._open = budget, timing, connect, open_player
        self._on_air: dict[str, OnAir] = {}
        self._used: dict[str, float] = {}
        self._lock = threading.Lock()

    def shows(self, question: Question) -> bool:
        """Everything: what a vendor's endpoint cannot do is seen when it refuses."""
        return True

    def show(self, order: Order, now: Millis) -> Showing:
        self.stop(order.case)
        question = order.instance.question
        if not question.show or order.ingest not in question.ingest:
            return Showing(began_at=now, ended_at=now, reason=OTHER_WAY if question.show else NOTHING)
        left = self._budget - self._used.get(order.case, 0.0)
        if left <= self._timing.length(broken=bool(question.fault), tried=bool(order.remedies)):
            return Showing(began_at=now, ended_at=now, reason=SPENT)
        try:
            return self._shown(order, now, OnAir(_asked(order, self._timing, left), order.publish, self._connect))
        except HoudunError as error:
            self.stop(order.case)
            return Showing(began_at=now, ended_at=clock.now(), reason=error.problem)

    def stop(self, case: str) -> None:
        with self._lock:
            stream = self._on_air.pop(case, None)
        if stream:
            stream.stop()
            self._used[case] = self._used.get(case, 0.0) + stream.seconds

    def _shown(self, order: Order, now: Millis, stream: OnAir) -> Showing:
        with self._lock:
            self._on_air[order.case] = stream
        epoch = stream.start()
        onset = round((epoch + self._timing.lead) * SECOND) if stream.asked.fault else None
        watch = Watch(Session(redacted(order.play), epoch), onset)
        viewer = Viewer(order.play, watch, stream.received, self._open)
        viewer.look(lambda at: not stream.alive or self._is_over(stream, watch, at - epoch))
        if not watch.seconds:
            raise viewer.error or stream.error or OutsideError(UNSEEN, CHECK, where=redacted(order.play))
        setup, began = stream.performance.timeline.setup(0.0), round(epoch * SECOND)
        seen = Seen(began=began, setup=setup, watch=watch, withheld=stream.gathered(clock.seconds()))
        return told(order, seen, began, self._timing)

    def _is_over(self, stream: OnAir, watch: Watch, at: float) -> bool:
        """Has enough been seen at that stream second?"""
        tried = stream.asked.remedy is not None
        seen = not tried and watch.seen_for >= self._timing.tail
        return seen or at >= self._timing.length(broken=stream.asked.fault is not None, tried=tried)


class OnAir:
    """A stream that is published in a thread of its own."""

    def __init__(self, asked: Asked, url: str, connect: Connect) -> None:
        self.asked, self._url, self._connect = asked, url, connect
        self._over, self._begun, self._enough = threading.Event(), threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="on-air", daemon=True)
        self._witness: Witness | None = None
        self._refused = ""
        self.performance: Performance
        self.epoch = self.seconds = 0.0
        self.error: HoudunError | None = None

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def start(self) -> float:
        """Goes on air: the wall second of stream time 0. Raises what connecting raises."""
        self._thread.start()
        self._begun.wait()
        if self._witness is None and self.error:
            raise self.error
        return self.epoch

    def stop(self) -> None:
        self._over.set()
        if self._thread.ident is not None:
            self._thread.join()

    def received(self, events: Iterator[Event]) -> Iterator[Event]:
        """What the customer's player makes of what it gets."""
        fault, witness = self.asked.fault, self._witness
        assert witness is not None, "it is on air"
        timeline = self.performance.timeline
        heard = events if fault is None else fault.received(events, lambda wall: timeline.moment(wall - self.epoch))
        return witness.events(heard)

    def gathered(self, now: float) -> Withheld:
        """What there is to hand over. Nothing more is gathered from then on: a stream may be on air for hours."""
        assert self._witness is not None, "it is on air"
        self._enough.set()
        held = self._witness.withheld(now - self.epoch)
        return replace(held, server_reply=ServerReply(status=0, text=self._refused)) if self._refused else held

    def _run(self) -> None:
        try:
            asked_for = 0
            for second in play(self.asked, self._url, self._connect, wait=self._over.wait, rides=self._ride):
                self.seconds = second.at - self.epoch
                self._refused = second.error or self._refused
                asked_for = self._requested(asked_for, second.key_requests)
        except HoudunError as error:
            self.error = error
        finally:
            self._begun.set()

    def _ride(self, performance: Performance, epoch: float) -> Callable[[Packet], object]:
        self.performance, self.epoch = performance, epoch
        witness = self._witness = Witness(performance, performance.timeline, epoch, self.asked.seed)
        self._begun.set()
        return lambda packet: None if self._enough.is_set() else witness.packet(packet)

    def _requested(self, before: int, now: int) -> int:
        """Players' requests for key frames go into the log."""
        if self._witness and not self._enough.is_set():
            for _ in range(now - before):
                self._witness.key_requested(self.seconds - 1.0)
        return now


def _asked(order: Order, timing: Timing, seconds: float) -> Asked:
    question, show = order.instance.question, shows.load(order.instance.question.show)
    if order.ingest is Ingest.WHIP:
        show = replace(show, setup=show.setup.changed({"audio_codec": Codec.OPUS}))
    fault = None
    if question.fault:
        kind = catalogue.find(question.fault)
        defaults = {parameter.name: parameter.default for parameter in kind.facts.parameters}
        fault = kind(defaults | dict(order.instance.values), order.seed)
    return Asked(
        show=show,
        seconds=seconds,
        fault=fault,
        on=(timing.lead, math.inf),
        remedy=catalogue.remedy(fault.facts, order.remedies[-1]) if fault and order.remedies else None,
        remedy_at=timing.remedy_at if order.remedies else math.inf,
        seed=order.seed,
        stream=order.stream,
    )
