"""Clocks as the page shows them: wall and contract time apart, what was promised, and from when on a running one is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from houdun.app.cases import Shown
from houdun.facts.reading import ClockReading
from houdun.facts.time import Millis
from houdun.flow.ticking import Ticking
from houdun.language import Bilingual
from houdun.web.cases.speech import Speech
from houdun.web.now.words import ALWAYS_SHOWN, CLOCKS, FIRST, NEVER_SHOWN, NEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """The last run of a clock. `waits` says what it waits for, where it runs; `runs` counts all of them. Times are told in words. `since` and `contract_since` are from when on a browser counts, where
    that clock runs as we look; `due_at` is when the promise breaks if nothing is said before. `censored`: it had not stopped at the horizon."""

    id: str
    name: str
    waits: Bilingual | None
    runs: int
    wall: str
    contract: str
    paused: str
    target: str
    censored: bool
    late: bool
    since: Millis | None = None
    contract_since: Millis | None = None
    due_at: Millis | None = None


def dials(case: Shown, speech: Speech) -> tuple[Dial, ...]:
    """Running ones first, as they are due; then as the clocks are ordered."""
    now = case.reading.log.horizon  # a case that runs was read as of this moment
    counts = Counter(each.name for each in case.reading.clocks)
    last = {each.name: each for each in case.reading.clocks}
    ticking = {each.name: each for each in case.ticking if each.reading == last[each.name]}
    still = [_dial(each, None, counts[name], now, speech) for name, each in last.items() if name not in ticking]
    return (*(_dial(last[name], each, counts[name], now, speech) for name, each in ticking.items()), *still)


def foremost(shown: Sequence[Dial]) -> tuple[Dial, ...]:
    """Those that run and matter at this moment, as the page of what is on has them: what is promised, and what a customer feels."""
    running = [each for each in shown if each.since is not None]
    hidden = NEVER_SHOWN | ({NEXT} if any(each.id == FIRST for each in running) else set())
    return tuple(each for each in running if each.id not in hidden and (each.id in ALWAYS_SHOWN or each.target))


def _dial(reading: ClockReading, ticking: Ticking | None, runs: int, now: Millis, speech: Speech) -> Dial:
    told = speech.numbers.duration
    return Dial(
        id=reading.name,
        waits=CLOCKS[reading.name] if ticking else None,
        name=speech.name("clock", reading.name),
        runs=runs,
        wall=told(reading.wall_ms),
        contract=told(reading.contract_ms),
        paused=told(reading.paused_ms) if reading.paused_ms else "",
        target="" if reading.target_ms is None else told(reading.target_ms),
        censored=reading.censored,
        late=reading.target_ms is not None and reading.contract_ms > reading.target_ms,
        since=reading.started_at if ticking else None,
        contract_since=now - reading.contract_ms if ticking and ticking.counts else None,
        due_at=ticking.due_at if ticking else None,
    )
