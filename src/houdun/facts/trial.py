"""A trial as a report tells it: what was declared, what was asked, what came of it, and what may be claimed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from houdun.facts.case import CaseKey
from houdun.facts.claim import Endpoint, Outcome, Standing
from houdun.facts.question import Sort
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual

CHANNEL = "trial"
"""Of the cases of trials: the channel in their keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What was laid down before the first question. `conduct` names its settings as the plan's file does (durations in minutes);
    `simulated`: the vendors are desks on this machine."""

    name: str
    at: Millis
    days: int
    blocks: int
    vendors: tuple[Vendor, ...]
    endpoint: Endpoint
    conduct: Mapping[str, int | bool | str]
    simulated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A question as it was put to one vendor.

    `asked_at` is None where it was not; `why_not` then says why it could not be, and that is ours. `outcome` is that at the horizon, its depth by
    `raters` raters or, where that is 0, by the rule. `cause` and `remedy`: the true cause was named, a change that cures was proposed; None where the
    question has none. `mistaken`: another cause was claimed; `guessed`: nothing was broken, and one was found all the same. `cured`: after the
    vendor's word the probe saw the stream recover; None where it never looked again. `postmortem` is the share of its items that raters found,
    None where none was graded. `entry` is the uid of the last word of the vendor's people by the horizon, of the opening where there is none. `files` are
    the names of what we attached, by the message's uid.
    """

    case: CaseKey
    question: str
    sort: Sort
    asked_at: Millis | None
    why_not: Bilingual | None = None
    outcome: Outcome | None = None
    raters: int = 0
    cause: bool | None = None
    remedy: bool | None = None
    mistaken: bool = False
    guessed: bool = False
    cured: bool | None = None
    postmortem: float | None = None
    entry: str = ""
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Fate(StrEnum):
    """BEGUN: some vendor is not graded yet. VOID: it could not be put to everybody, and counts for nobody."""

    BEGUN = "begun"
    WHOLE = "whole"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A block of the plan that was begun, or that came too late to be (`cases` is empty then). `began_at` is that of its first case."""

    number: int
    began_at: Millis
    fate: Fate
    cases: tuple[Put, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blindness:
    """How the raters did. `graded` of `due` cases were graded by at least one of `raters` raters; in `blocks` blocks every vendor's was, and there their
    depth counts. `alpha` is Krippendorff's, of depth, with its 95 % interval; None where nothing can be said. Of `guesses` guesses
    of the vendor `right` were right, by chance a share `chance` would be."""

    raters: int
    graded: int
    due: int
    blocks: int
    alpha: float | None
    low: float | None
    high: float | None
    guesses: int
    right: int
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Onset:
    """One fault as the probe saw it: `offsets` are (stream second, ms that the sound is late), `onset_s` is when the fault was switched on and
    `detected_s` when the probe saw the change."""

    case: CaseKey
    offsets: tuple[tuple[float, float], ...]
    onset_s: float
    detected_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """`rounds` are in the order of their asking. `standing` is the claim, after the whole blocks up to the first that is not; `briefed` says
    when each vendor was told what it had to do with. `others` names the workspace's other trials, in the order of their begin; `beside` are their cases."""

    declared: Declaration
    rounds: tuple[Round, ...]
    standing: Standing
    briefed: Mapping[Vendor, Millis]
    blindness: Blindness | None = None
    onset: Onset | None = None
    others: tuple[str, ...] = ()
    beside: Mapping[CaseKey, Put] = field(default_factory=dict)

    @property
    def everywhere(self) -> Mapping[CaseKey, Put]:
        """The cases of all trials of the workspace."""
        return {**self.beside, **self.cases}

    @property
    def cases(self) -> Mapping[CaseKey, Put]:
        return {put.case: put for each in self.rounds for put in each.cases}

    def count(self, fate: Fate) -> int:
        return sum(each.fate is fate for each in self.rounds)
