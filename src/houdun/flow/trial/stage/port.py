"""Where the streams of a trial are played and looked at: the port, and what goes in and comes out.

`stage_virtual.VirtualStage` plays in virtual time, `stage_live.LiveStage` against a vendor's endpoints in real time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from houdun.facts.fault import Evidence
from houdun.facts.question import Given, Ingest, Instance, Question
from houdun.facts.time import Millis
from houdun.language import Bilingual, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long a showing takes, in seconds. Virtual time does with the defaults; behind a real server everything comes later."""

    lead: float = 12.0
    """Before the fault comes: what the probe takes for normal."""
    limit: float = 180.0
    """After the fault, in which the probe must have seen it."""
    tail: float = 4.0
    """Still watched after that: a clip shows before and after."""
    control: float = 40.0
    """A stream in which nothing is broken."""
    remedy_after: float = 8.0
    """From the fault to the remedy that is tried,"""
    settle: float = 6.0
    """from there until the stream is judged,"""
    judged: float = 16.0
    """and how long it is watched for that."""

    @property
    def remedy_at(self) -> float:
        """Stream second of the remedy."""
        return self.lead + self.remedy_after

    def length(self, *, broken: bool, tried: bool) -> float:
        """Stream seconds at most."""
        if tried:
            return self.remedy_at + self.settle + self.judged
        return self.lead + self.limit if broken else self.control


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be played. `publish` and `play` are addresses, keys as `{key:NAME}`; `stream` is the number in the coded strip, 0–255.

    `remedies` are the ids of those tried so far, in order. The last one is tried now: what did not help before was taken back.
    """

    case: str
    instance: Instance
    publish: str
    play: str
    ingest: Ingest = Ingest.RTMP
    remedies: Sequence[str] = ()
    language: Language = Language.EN
    seed: int = 0
    stream: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What came of it.

    Between `began_at` and `ended_at` it was looked at. `onset_at` is when the fault was switched on, None in a control; `detected_at` when the
    probe saw a change, None where it saw none.
    `healthy`: the last seconds are within the limits of a clean stream; this judges a remedy. `given` are the run's own words.
    `files` by name: one `KIND.ending` for each kind of evidence that the customer's side has (`file_of`), and what the probe measured
    (clip.ts, observations.csv, timeline.json, onset-LANGUAGE.png). `offsets` are (seconds since the begin, ms that the sound is late).
    `reason` says why it could not be played; the rest is empty then.
    """

    began_at: Millis
    ended_at: Millis
    onset_at: Millis | None = None
    detected_at: Millis | None = None
    healthy: bool = False
    given: Mapping[Given, Bilingual] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    offsets: Sequence[tuple[float, float]] = ()
    reason: Bilingual | None = None

    def file_of(self, kind: Evidence) -> tuple[str, bytes] | None:
        """The name and bytes of what is handed over when this kind of evidence is asked for; None where nobody has it."""
        return next(((name, data) for name, data in self.files.items() if name.partition(".")[0] == kind), None)


class Stage(Protocol):
    """Plays what a question needs, and looks at it as a viewer's probe would."""

    def shows(self, question: Question) -> bool:
        """Can this question be put on this stage? One for which nothing is played always can."""

    def show(self, order: Order, now: Millis) -> Showing:
        """Plays a healthy stream, switches the fault on, watches until the change is seen or the time is over, and gathers the evidence.
        With remedies, the last one is applied after the onset, and the stream is watched for as long as it takes to judge it.

        Never raises for what the endpoint does: see `Showing.reason`.
        """

    def stop(self, case: str) -> None:
        """Ends the case's stream, if there is one."""
