"""What a trial is to be, as its file says it: whom to ask, what, when, how we behave, and what will be compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from houdun.channel.email.settings import Settings
from houdun.facts.claim import Endpoint
from houdun.facts.question import Ingest, Stratum
from houdun.facts.time import MINUTE, Millis, from_millis, to_millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial.moves import Rules
from houdun.language import Language
from houdun.verdict.planning import SPREAD


class Reached(StrEnum):
    """How a vendor is reached."""

    EMAIL = "email"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to, and without, `end`."""

    start: Millis
    end: Millis

    def holds(self, at: Millis) -> bool:
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class Address:
    """Where a stream goes and where it is watched, `{stream}` standing for its name and `{key:NAME}` for a key."""

    publish: str
    play: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A vendor as one imagines it before the trial: for saying how long it will take. Medians of the first human answer in ms; `ability` as in
    `verdict.planning.Assumed`."""

    medians_ms: Mapping[Stratum, Millis]
    ability: float = 0.5
    never: float = 0.02
    spread: float = SPREAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A vendor and the way to it. `to` is a mail address, or what a person needs to know; `mailbox` is ours, for mail. `streams` are empty where nothing is
    to be played. `aliases` are further names that a rater must not see. `persona` is who stands in for it where the trial is only imagined."""

    vendor: Vendor
    reached: Reached
    to: str
    mailbox: Settings | None = None
    medium: str = ""
    streams: Mapping[Ingest, Address] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    guess: Guess | None = None
    persona: str = ""

    @property
    def known_by(self) -> tuple[str, ...]:
        """What a rater must not see besides the vendor's name and plan: its host speaks too."""
        return (*self.aliases, *((self.to,) if "@" in self.to else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """How a trial behaves towards the people who answer it. `window` is the time within which a block reaches all vendors, `spacing` the least between two
    questions. `media_minutes` is how long a case's stream may be live. `terms_checked`: that each vendor's terms allow this was read on that day."""

    open_questions: int = 5
    night_calls_a_week: int = 4
    window: Millis = 30 * MINUTE
    spacing: Millis = 90 * MINUTE
    approval: bool = True
    media_minutes: int = 60
    terms_checked: str = ""
    debrief: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What every vendor is told once, before the first question."""

    business: str
    architecture: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A trial before it begins. `shares` are those of the strata, `weekly_peak` the hours of the week that count as a peak even where no occasion
    says so: (weekday from 0 for Monday, first hour, last hour)."""

    name: str
    language: Language
    zone: str
    start: Millis
    days: int
    blocks: int
    seed: int
    shares: Mapping[Stratum, float]
    weekly_peak: tuple[tuple[int, int, int], ...]
    questions: tuple[str, ...]
    endpoint: Endpoint
    conduct: Conduct
    rules: Rules
    brief: Brief
    contacts: tuple[Contact, ...]

    @property
    def vendors(self) -> tuple[Vendor, ...]:
        return tuple(contact.vendor for contact in self.contacts)

    @property
    def end(self) -> Millis:
        """Behind the last day on which questions are asked, by the calendar: a day may have 23 hours, or 25."""
        return to_millis(from_millis(self.start).astimezone(ZoneInfo(self.zone)) + dt.timedelta(days=self.days))

    def contact(self, vendor: Vendor) -> Contact:
        return next(each for each in self.contacts if each.vendor == vendor)
