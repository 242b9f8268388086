"""The protocol's words: what can happen to one case of a trial, and what is to be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from houdun.facts.case import Basis, Milestone
from houdun.facts.fault import Evidence
from houdun.facts.question import Given, Instance
from houdun.facts.time import DAY, HOUR, MINUTE, Millis
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How we behave, to every vendor alike. Our replies wait `reply_after`. The thread is graded at `horizon` after the asking; a case that
    has come to nothing ends after `patience`, one in which nothing is left to be said after `quiet`. The retro test comes `retest_after` the recovery."""

    reply_after: Millis = 10 * MINUTE
    horizon: Millis = DAY
    patience: Millis = 3 * DAY
    quiet: Millis = DAY
    retest_after: Millis = DAY
    look_after: Millis = HOUR
    """A vendor says "fixed" and it is not: we say so, and look once more after this, in case it takes time to arrive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A question put to one vendor, settled before anything happens. `case` is the id that the tag in the subject is made of: it tells nothing."""

    case: str
    vendor: Vendor
    block: int
    instance: Instance
    language: Language
    due: Millis
    rules: Rules = Rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a vendor's message means for us. What is not understood (`unclear`: an answer is expected, or a change that we do not know) is for a person.

    `wants` holds kinds of evidence, `given` what the opening says, `reserves` ids of the question's, `proposals` ids of its remedies in the order of
    their mention; `other_change`: it gives a change that is none of these. `answer` is what a person wants us to say, in its own words.
    """

    person: bool = True
    doubtful: bool = False
    """Perhaps a machine wrote it: somebody has to say."""
    wants: frozenset[Evidence] = frozenset()
    given: frozenset[Given] = frozenset()
    brief: bool = False
    """It asks for what every vendor was told at the start."""
    reproduction: bool = False
    reserves: frozenset[str] = frozenset()
    everything: bool = False
    proposals: tuple[str, ...] = ()
    other_change: bool = False
    names_cause: bool = False
    claims_fixed: bool = False
    promises_postmortem: bool = False
    delivers_postmortem: bool = False
    offers_retest: bool = False
    more_to_come: bool = False
    """It promises a further word, or passes the matter on: this is not the answer yet."""
    unclear: bool = False
    answer: str = ""


# What can happen. `at` is when it did.


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """Its moment has come, and it is approved."""

    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What Show `number` ordered was played, and the probe has looked. `onset_at`: the fault's begin; `detected_at`: when the probe saw a
    change; `healthy`: in the end the stream was as a sound one."""

    at: Millis
    number: int
    onset_at: Millis | None
    detected_at: Millis | None
    healthy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotShown:
    """What Show `number` ordered could not be played, whatever was tried: the vendor is not to blame."""

    at: Millis
    number: int
    reason: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Letter `number` is with the vendor, give or take `plus_minus`."""

    at: Millis
    number: int
    plus_minus: Millis = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    """Letter `number` surely did not go out, and will not."""

    at: Millis
    number: int
    reason: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Letter `number` went out and came back: the vendor never had it."""

    at: Millis
    number: int
    reason: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Message `uid` came from the vendor."""

    at: Millis
    uid: str
    meaning: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A person says what message `uid` means."""

    at: Millis
    uid: str
    meaning: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The moment that the state was waiting for."""

    at: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """The trial is over, or an operator ends the case."""

    at: Millis


Event: TypeAlias = Began | Shown | NotShown | Sent | NotSent | Returned | Heard | Decided | Tick | Stopped


# What is to be done.


class Says(StrEnum):
    """What a part of a letter says."""

    OPENING = "opening"
    GIVES = "gives"
    """Here is what you asked for."""
    GAVE = "gave"
    """You have that already; here it is again."""
    LACKS = "lacks"
    """We do not have that."""
    WHICH = "which"
    """What exactly do you need?"""
    HELPED = "helped"
    DID_NOT_HELP = "did_not_help"
    STILL_THERE = "still_there"
    """You said that it is fixed; it is not."""
    IS_GONE = "is_gone"
    WHAT_TO_CHANGE = "what_to_change"
    """You have named a cause: what should we do?"""
    ASKS_POSTMORTEM = "asks_postmortem"
    RETESTED = "retested"
    RETEST_FAILED = "retest_failed"
    THANKS = "thanks"
    OWN_WORDS = "own_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that a letter says. `evidence`, `reproduction` and `reserves` go with GIVES, GAVE and LACKS, `given` and `brief` with GAVE,
    `remedy` with what became of a try, `words` with OWN_WORDS."""

    says: Says
    evidence: tuple[Evidence, ...] = ()
    given: tuple[Given, ...] = ()
    brief: bool = False
    reproduction: bool = False
    reserves: tuple[str, ...] = ()
    remedy: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Play the stream with these remedies, and let the probe look: the case's show `number`, counted from 0. Answered by Shown or NotShown."""

    number: int
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Letter `number` of the case, counted from 0. Answered by Sent or NotSent."""

    number: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPerson:
    """Somebody has to say what message `uid` means. Answered by Decided, perhaps never."""

    uid: str
    why: Bilingual
    suggestion: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A milestone for the case's log."""

    milestone: Milestone
    basis: Basis
    at: Millis
    note: str = ""


class End(StrEnum):
    """How a case ended. NOT_ASKED: we could not ask."""

    SETTLED = "settled"
    RAN_OUT = "ran_out"
    NOT_ASKED = "not_asked"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """The case is over, and its stream with it."""

    end: End
    reason: Bilingual | None = None


Command: TypeAlias = Show | Say | AskPerson | Note | Finish
