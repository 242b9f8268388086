"""From what was watched of a stream to what a trial keeps of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from houdun.facts.observation import Detection
from houdun.facts.time import SECOND, Millis
from houdun.facts.withheld import Withheld
from houdun.flow.trial.stage.files import files
from houdun.flow.trial.stage.given import given
from houdun.flow.trial.stage.port import Order, Showing, Timing
from houdun.flow.trial.stage.watch import Watch, healthy, offsets
from houdun.keys import redacted
from houdun.probe.bundle.incident import Incident
from houdun.probe.session import Second
from houdun.scenario.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A stream that was played and watched. `setup` is what the customer had set, `began` when it went on air."""

    began: Millis
    setup: Setup
    watch: Watch
    withheld: Withheld


def told(order: Order, seen: Seen, now: Millis, timing: Timing) -> Showing:
    """What was seen, as if it had begun at `now` and been played at the order's address. At least one second must have been watched."""
    later, watch, address = now - seen.began, seen.watch, redacted(order.play)
    onset = None if watch.onset is None else watch.onset + later
    seconds = tuple(_retold(second, address, later) for second in watch.seconds)
    found = tuple(_moved(each, address, later) for each in watch.found)
    incident = Incident(stream=address, began=now, detections=found, seconds=seconds, clip=watch.ring.clip())
    learned = now + round(timing.lead * SECOND) if onset is None else onset
    return Showing(
        began_at=now,
        ended_at=seconds[-1].at,
        onset_at=onset,
        detected_at=None if watch.seen_at is None else watch.seen_at + later,
        healthy=healthy(seconds, learned, max(learned, seconds[-1].at - round(timing.judged * SECOND))),
        given=given(seen.setup, now if onset is None else onset, order.play),
        files=files(incident, seen.withheld, order.language, later),
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
