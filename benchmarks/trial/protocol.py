"""How many events a second the protocol handles on one core, in virtual time: `python -m benchmarks.trial.protocol`.

A lively case: seen, asked, machines, requests, four changes of which the last helps, post-mortem, retro test, thanks; every command answered, every
tick taken. Counted are the events, in seconds of the processor, `due` is asked for after each of them, as an engine would. The aim is 30,000 events/s.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from houdun.facts.fault import Evidence
from houdun.facts.time import HOUR, MINUTE, Millis
from houdun.flow.trial.moves import Began, Command, Event, Heard, Meaning, Say, Sent, Show, Shown, Tick
from houdun.flow.trial.protocol import CaseState, due, start, step
from houdun.testing.factories import MONDAY
from houdun.testing.trial_play import matter

CASES, ROUNDS = 2000, 7
MATTER = matter("delay_that_grows")
SAYS: tuple[tuple[Millis, Meaning], ...] = (
    (MINUTE, Meaning(person=False)),
    (HOUR, Meaning(wants=frozenset({Evidence.PUBLISHER_LOG, Evidence.PACKET_CAPTURE}))),
    (2 * HOUR, Meaning(wants=frozenset({Evidence.NETWORK_TEST}), reproduction=True)),
    (3 * HOUR, Meaning(names_cause=True)),
    (4 * HOUR, Meaning(proposals=("faster_preset", "shorter_gop"))),
    (6 * HOUR, Meaning(more_to_come=True)),
    (8 * HOUR, Meaning(names_cause=True, proposals=("lift_uplink_cap",))),
    (20 * HOUR, Meaning(delivers_postmortem=True)),
)


def answers(command: Command, at: Millis) -> Iterator[Event]:
    if isinstance(command, Show):
        seen = at + MINUTE
        healthy = command.remedies == ("lift_uplink_cap",)
        yield Shown(at=at + 3 * MINUTE, number=command.number, onset_at=at, detected_at=seen, healthy=healthy)
    elif isinstance(command, Say):
        yield Sent(at=at, number=command.number)


def history() -> tuple[Event, ...]:
    """All events of the lively case, ticks among them, in order."""
    state, seen = start(MATTER), list[Event]()
    to_come: list[Event] = [Began(at=MONDAY)]
    to_come += [Heard(at=MONDAY + after, uid=str(after), meaning=meaning) for after, meaning in SAYS]
    while to_come or due(state) is not None:
        tick = due(state)
        if tick is not None and all(tick < event.at for event in to_come):
            to_come.insert(0, Tick(at=tick))
        event = to_come.pop(0)
        state, commands = step(state, event)
        seen.append(event)
        to_come += [answer for command in commands for answer in answers(command, event.at)]
        to_come.sort(key=lambda each: each.at)
    return tuple(seen)


def played(events: tuple[Event, ...]) -> CaseState:
    state = start(MATTER)
    for event in events:
        state, _ = step(state, event)
        due(state)
    return state


def main() -> None:
    events = history()
    end = played(events).end
    speeds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(CASES):
            played(events)
        speeds.append(CASES * len(events) / (time.process_time() - began))
    print(f"{len(events)} events a case, which ends {end.end if end else 'never'}")
    print(f"{median(speeds):,.0f} events/s on one core (median of {ROUNDS}; {min(speeds):,.0f} to {max(speeds):,.0f})")


if __name__ == "__main__":
    main()
