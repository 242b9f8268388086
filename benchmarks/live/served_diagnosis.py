"""Faults with held-out parameters, played to real servers and watched behind them: the same cases as in virtual time (`cases.py`), each fault dealt out
among the ways that carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from benchmarks.live import cases, servers
from benchmarks.live.cases import LONGER, RTC, SETTINGS, Case, Seen
from benchmarks.live.diagnosis import Judged
from benchmarks.live.served_stream import Air, probed
from houdun.errors import RefusedError
from houdun.facts.withheld import ServerReply, Withheld
from houdun.language import Language
from houdun.media.events import Event
from houdun.media.track import Packet
from houdun.probe.facts import StreamFacts
from houdun.probe.session import Second
from houdun.scenario import catalogue
from houdun.scenario import show as shows
from houdun.scenario.evidence import Witness
from houdun.scenario.fault import Fault
from houdun.scenario.performance import Performance, perform

REFUSED = "wrong_token"
"""The fault that is there from the first moment: a stream that is on air is not asked for its key again."""
TCP = tuple(way for way in servers.SERVED if way != servers.WEBRTC)
ONLY = {
    "stale_playlist": ("hls",),
    REFUSED: (servers.LOCKED,),
    "rate_change": TCP,  # Opus is always labelled 48 kHz
    "priming_twice": TCP,  # Janus's reports come from arrival: stamps that move alone change nothing behind it
    "timestamp_jump": TCP,  # the same
    **dict.fromkeys(RTC, (servers.WEBRTC,)),
}
"""Faults that not every way carries, with those that do."""


EARLIER_S, AFTER_S = 6.0, 26.0
"""By so much the onset comes sooner than in virtual time, and so long a fault is watched unless only time brings it out: real seconds are dear."""
LATE_S, ATTEMPTS = 0.5, 4
"""A run whose publisher fell so far behind shows a busy machine and not the fault: it is made again."""


def dealt(which: str) -> list[Case]:
    """Each fault's cases by the ways that carry it, in turn; faults begin with different ones."""
    made, turns = [], defaultdict[str, int](int)
    names = [facts.id for facts in catalogue.entries()]
    for case in cases.cases(which):
        ways = ONLY.get(case.fault, tuple(servers.SERVED))
        way = ways[(names.index(case.fault) + turns[case.fault]) % len(ways)]
        turns[case.fault] += 1
        onset, joins = case.onset_s - EARLIER_S, max(0.0, case.joins - EARLIER_S)
        made.append(replace(case, rtc=way == servers.WEBRTC, way=way, onset_s=onset, joins=joins))
    return made


class Run:
    """One case being played and watched."""

    def __init__(self, case: Case) -> None:
        self._case = case
        made = catalogue.find(case.fault)
        defaults = {parameter.name: parameter.default for parameter in made.facts.parameters}
        self._fault: Fault = made(defaults | dict(case.values), case.seed)
        show = shows.load(case.show)
        self.seconds = case.onset_s + LONGER.get(case.fault, AFTER_S)
        self.performance: Performance = perform(
            show,
            servers.fitting(show.setup.changed(SETTINGS), case.way),
            self._fault,
            on=(0.0 if case.fault == REFUSED else case.onset_s, inf),
            seconds=self.seconds,
            seed=case.seed,
        )
        self._seconds: list[Second] = []
        self._witness: Witness | None = None

    def witness(self, air: Air) -> Witness:
        if self._witness is None:
            self._witness = Witness(self.performance, self.performance.timeline, air.epoch, self._case.seed)
        return self._witness

    def seen(self, there: str, back: str, hls: str | None) -> Seen | None:
        """None where the publisher fell behind. Raises RefusedError where the server does not let it be published."""
        air = Air(self.performance, there, lambda packet: self._leaves(air, packet), seed=self._case.seed, hls=hls, late_s=LATE_S)
        air.key_requests = lambda at: self.witness(air).key_requested(at)
        with air:
            air.until(self._case.joins)
            probed(
                air.edge or back,
                self.seconds - self._case.joins - 1.0,
                lambda events: self._through(air, events),
                self._seconds.append,
            )
        if air.fell_behind:
            return None
        return Seen(
            observations=tuple(each for second in self._seconds for each in second.observations),
            detections=tuple(each for second in self._seconds for each in second.detections),
            facts=self._seconds[-1].facts if self._seconds else StreamFacts(),
            withheld=self.witness(air).withheld(self._case.onset_s + (self.seconds - self._case.onset_s) / 2),
        )

    def _leaves(self, air: Air, packet: Packet) -> None:
        self.witness(air).packet(packet)

    def _through(self, air: Air, events: Iterator[Event]) -> Iterator[Event]:
        """The player's own fault, and its log."""
        yield from self.witness(air).events(self._fault.received(events, air.moment))


def run(case: Case, number: int, there: str, back: str) -> tuple[Case, Seen | None]:
    """Plays and probes it; addresses are templates. None where the machine was too busy each time."""
    try:
        for attempt in range(ATTEMPTS):
            name = f"fault{number}-{attempt}"
            play = back.format(name=name)
            hls = play if case.fault == "stale_playlist" else None
            if (seen := Run(case).seen(there.format(name=name, key="{key:PUSH}"), play, hls)) is not None:
                return case, seen
        return case, None
    except RefusedError as error:
        reply = ServerReply(status=403, text=error.problem.to(Language.EN))
        return case, Seen(observations=(), detections=(), facts=StreamFacts(), withheld=Withheld(server_reply=reply))


def by_way(found: Sequence[Judged]) -> Iterator[str]:
    yield "| way | runs | layer among the first two, from observations alone | cause, with evidence |"
    yield "|---|---|---|---|"
    for way in servers.KNOWN:
        if its := [each for each in found if each.case.way == way]:
            yield f"| {way} | {len(its)} | {sum(each.layer_found for each in its)} | {sum(each.cause_found for each in its)} |"
