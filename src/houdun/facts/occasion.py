"""Prevention's nouns: what was to come, and what a vendor said of it unasked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from houdun.facts.case import CaseKey, Source
from houdun.facts.time import Millis, iso
from houdun.facts.vendor import Vendor


class OccasionKind(StrEnum):
    """What a good vendor speaks of before it comes."""

    PEAK = "peak"
    RELEASE = "release"
    MAINTENANCE = "maintenance"
    ADVISORY = "advisory"
    END_OF_LIFE = "end_of_life"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Occasion:
    """Something on the team's calendar, `start` … `end`. `uid` names this very occurrence."""

    start: Millis
    end: Millis
    uid: str
    kind: OccasionKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unasked:
    """What a vendor wrote or said that answers no question of ours. A remembered time may be off by `plus_minus` either way."""

    uid: str
    vendor: Vendor
    at: Millis
    text: str
    source: Source
    plus_minus: Millis = 0

    @property
    def latest(self) -> Millis:
        return self.at + self.plus_minus


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A stretch of time that a text speaks of, in `text[begins:ends]`."""

    start: Millis
    end: Millis
    begins: int = 0
    ends: int = 0


class Detail(StrEnum):
    """What makes a notice something to act on."""

    ACTION = "action"
    SCOPE = "scope"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class DetailFound:
    """`text[begins:ends]` shows it."""

    detail: Detail
    begins: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An unasked word about something to come. `windows` is empty where it names no time."""

    word: Unasked
    kinds: frozenset[OccasionKind]
    windows: tuple[Window, ...]
    details: tuple[DetailFound, ...]

    @property
    def specificity(self) -> int:
        """0–3: one for each kind of detail."""
        return len({each.detail for each in self.details})


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """One occasion at one vendor. `notices` are those that speak of it and surely came before it began, oldest first."""

    vendor: Vendor
    occasion: Occasion
    notices: tuple[Notice, ...]

    @property
    def key(self) -> CaseKey:
        return CaseKey(self.vendor, "occasion", self.occasion.uid)

    @property
    def lead(self) -> Millis:
        """From the first notice, at its latest, to the beginning; 0 where nothing was said."""
        return self.occasion.start - min(each.word.latest for each in self.notices) if self.notices else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTurn:
    """A stretch in which a review was due: it ends with `review`, or without one when its time is up."""

    vendor: Vendor
    start: Millis
    end: Millis
    review: Unasked | None

    @property
    def key(self) -> CaseKey:
        return CaseKey(self.vendor, "review", iso(self.start))


@dataclass(frozen=True, slots=True)
class Prevention:
    """What one vendor did before things happened."""

    foretold: tuple[Foretold, ...] = ()
    reviews: tuple[ReviewTurn, ...] = ()

    @property
    def keys(self) -> tuple[CaseKey, ...]:
        return (*(each.key for each in self.foretold), *(each.key for each in self.reviews))
