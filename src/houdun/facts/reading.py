"""What is read off a case log: milestones, clocks, pauses. Recomputed, never edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from houdun.facts.case import CaseKey, CaseLog, Finding, Message, Milestone, Severity
from houdun.facts.time import Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a milestone was first reached. Claimed and observed are two facts; `observed_until` makes an interval.

    `claimed_by` and `observed_by` are the uids of the entries that say so.
    """

    claimed_at: Millis | None = None
    observed_at: Millis | None = None
    observed_until: Millis | None = None
    claimed_by: str = ""
    observed_by: str = ""

    @property
    def at(self) -> Millis | None:
        """The claimed time, else the observed one: only for ordering, never for pooling."""
        return self.claimed_at if self.claimed_at is not None else self.observed_at


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """One run of one clock. A running clock is right-censored: `stopped_at` is None and the times run to the horizon.

    `wall_ms` is what viewers suffered; `contract_ms` counts the promise's calendar less justified pauses.
    `instance` numbers the runs of a recurring clock from 0. `severity` is that at the start.
    `target_ms` is what was promised for this run (of `update_kept`: the time from the promise to the promised word).
    """

    name: str
    instance: int
    started_at: Millis
    stopped_at: Millis | None
    wall_ms: Millis
    contract_ms: Millis
    paused_ms: Millis
    severity: Severity
    started_by: str
    stopped_by: str = ""
    target_ms: Millis | None = None

    @property
    def censored(self) -> bool:
        return self.stopped_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReading:
    """A case as the rules read it. `clocks` is ordered by (name, instance); `signals` by message."""

    log: CaseLog
    opened_at: Millis
    severity: Severity
    milestones: Mapping[Milestone, Moment]
    clocks: tuple[ClockReading, ...]
    signals: tuple[Finding, ...] = ()
    state: str = ""

    @property
    def key(self) -> CaseKey:
        return self.log.key

    @property
    def messages(self) -> tuple[Message, ...]:
        return tuple(entry for entry in self.log.entries if isinstance(entry, Message))

    def clock(self, name: str) -> ClockReading | None:
        """The first run of the clock of that name."""
        return next((clock for clock in self.clocks if clock.name == name), None)

    def runs(self, name: str) -> tuple[ClockReading, ...]:
        return tuple(clock for clock in self.clocks if clock.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEvent:
    """One event of the export: activate, pause, fulfill, apply, breach, update (the shape of Zendesk's metric events)."""

    case: CaseKey
    metric: str
    instance: int
    kind: str
    at: Millis
    data: Mapping[str, str | int] = field(default_factory=dict)
