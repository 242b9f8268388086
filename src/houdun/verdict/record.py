"""What a measure may look at: one vendor's cases, indexed once, what it did beforehand, and what was attested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from zoneinfo import ZoneInfo

from houdun.facts.attestation import Attestation
from houdun.facts.case import Basis, CaseKey, Finding, Message, Milestone, Stamp
from houdun.facts.occasion import Prevention
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Belief
from houdun.facts.speaker import Speaker, speaker
from houdun.facts.vendor import Vendor
from houdun.verdict.hours import Band, band_of


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with its messages in order: what was `found` in each (message uid → names of the findings), and who speaks in it.

    `replies` are the public messages of the vendor's humans from the opening on.
    """

    reading: CaseReading
    band: Band
    messages: tuple[Message, ...]
    replies: tuple[Message, ...]
    found: Mapping[str, frozenset[str]]
    speakers: Mapping[str, Speaker | None]

    @property
    def followed_ms(self) -> int:
        """How long the evidence can speak of this case."""
        return self.reading.log.horizon - self.reading.opened_at

    def signals(self, message: Message) -> frozenset[str]:
        return self.found.get(message.uid, frozenset())

    def having(self, names: Iterable[str], speakers: Collection[Speaker] = (Speaker.HUMAN,)) -> Iterator[Message]:
        """The messages of these speakers that carry any of the findings `names`."""
        wanted = frozenset(names)
        return (message for message in self.messages if self.speakers[message.uid] in speakers and self.signals(message) & wanted)


Told: TypeAlias = frozenset[tuple[str, Milestone, Basis]]
"""Channel, milestone and basis of every stamp in any case, of whichever vendor: what the sources are able to state."""

SPOKEN = frozenset({Milestone.FIRST_RESPONSE, Milestone.LOCATED, Milestone.MITIGATED, Milestone.RCA_DELIVERED})
"""What a conversation shows by itself, so that its absence there means: it did not happen."""

NOTHING_FORESEEN: Mapping[Vendor, Prevention] = {}
"""Where there is no calendar."""


@dataclass(frozen=True, slots=True)
class Record:
    """One vendor's evidence. `attestation` is that of the criterion asked about.

    A sample's number counts through the cases, then through the occasions, then through the turns for a review.
    """

    vendor: Vendor
    cases: tuple[CaseView, ...]
    belief: Belief
    told: Told
    attestations: Mapping[str, Attestation]
    attestation: Attestation | None = None
    prevention: Prevention = field(default_factory=Prevention)

    @property
    def keys(self) -> tuple[CaseKey, ...]:
        """What the samples' numbers stand for."""
        return (*(case.reading.key for case in self.cases), *self.prevention.keys)

    @property
    def first_occasion(self) -> int:
        return len(self.cases)

    @property
    def first_review(self) -> int:
        return len(self.cases) + len(self.prevention.foretold)

    def about(self, criterion: str) -> Record:
        return replace(self, attestation=self.attestations.get(criterion))

    def tells(self, case: CaseView, milestone: Milestone, basis: Basis | None) -> bool:
        """Whether the source would say when the milestone is reached, so that its absence in this case is evidence: a
        conversation by itself, or a source that states it of other cases. `basis` None stands for either."""
        if case.messages and milestone in SPOKEN and basis is not Basis.OBSERVED:
            return True
        channel = case.reading.key.channel
        return any((channel, milestone, each) in self.told for each in (Basis if basis is None else (basis,)))


def view(reading: CaseReading, zone: ZoneInfo) -> CaseView:
    about: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(reading.signals, key=lambda each: (each.at, each.uid)):
        about[finding.about].append(finding)
    found = {uid: frozenset(each.name for each in held) for uid, held in about.items()}
    messages = reading.messages
    speakers = {message.uid: speaker(message, about.get(message.uid, ())) for message in messages}
    replies = tuple(message for message in messages if message.at >= reading.opened_at and speakers[message.uid] is Speaker.HUMAN)
    return CaseView(reading, band_of(reading.opened_at, zone), messages, replies, found, speakers)


def records(
    cases: Mapping[Vendor, Sequence[CaseReading]],
    attestations: Sequence[Attestation],
    belief: Belief,
    zone: ZoneInfo,
    prevention: Mapping[Vendor, Prevention] = NOTHING_FORESEEN,
) -> tuple[Record, ...]:
    """One record a vendor. Cases without a clock (nobody asked) are left out; the order of the readings does not matter."""
    told = told_by(reading for readings in cases.values() for reading in readings)
    return tuple(
        Record(
            vendor=vendor,
            cases=tuple(view(reading, zone) for reading in sorted(readings, key=lambda reading: reading.key) if reading.clocks),
            belief=belief,
            told=told,
            attestations=newest(vendor, attestations),
            prevention=prevention.get(vendor, Prevention()),
        )
        for vendor, readings in cases.items()
    )


def told_by(readings: Iterable[CaseReading]) -> Told:
    return frozenset(
        (reading.key.channel, entry.milestone, entry.basis)
        for reading in readings
        for entry in reading.log.entries
        if isinstance(entry, Stamp)
    )


def newest(vendor: Vendor, attestations: Sequence[Attestation]) -> dict[str, Attestation]:
    """The newest attestation for each criterion. One recorded for the vendor without a plan speaks for a plan that has none."""
    fitting = [held for held in attestations if held.vendor in (vendor, Vendor(vendor.name))]
    fitting.sort(key=lambda held: (held.vendor == vendor, held.recorded_at))
    return {held.criterion: held for held in fitting}
