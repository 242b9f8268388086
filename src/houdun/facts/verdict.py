"""The verdict: scores with their uncertainty, each traceable to the cases it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from houdun.facts.attestation import Assurance, Attestation
from houdun.facts.case import CaseKey, Milestone, Severity
from houdun.facts.promise import Promise
from houdun.facts.reading import CaseReading
from houdun.facts.rubric import Rubric
from houdun.facts.time import Millis
from houdun.facts.trial import Trial
from houdun.facts.vendor import Vendor
from houdun.language import Bilingual

ENOUGH_CASES = 10


@dataclass(frozen=True, slots=True)
class Estimate:
    """A posterior's mean and its central 90 % interval."""

    mean: float
    low: float
    high: float


class GateStatus(StrEnum):
    """MET and BELOW are said where the posterior is 90 % sure, UNSURE between, NO_EVIDENCE where nothing speaks."""

    MET = "met"
    BELOW = "below"
    UNSURE = "unsure"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True, slots=True)
class GateResult:
    """`probability` is that of reaching the line; None without evidence."""

    criterion: str
    status: GateStatus
    probability: float | None
    at_least: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one case gave to a criterion: its value in the criterion's unit (censored: at least that), and the message or
    event behind it (a uid of the case's log)."""

    case: CaseKey
    value: float
    censored: bool = False
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """`score` is in 0…1 and `value` in the criterion's unit, both None where no evidence reaches it.

    `n` counts the cases (or attestations) that speak, `applicable` those that could have: coverage is n ÷ applicable.
    `assurance` says, for an attested criterion, how sure it was. `basis` is claimed, observed, rule, attested or promised.
    `missing` says in words what evidence would be needed, where there is none.
    """

    id: str
    score: Estimate | None
    value: Estimate | None
    unit: str
    n: int
    applicable: int
    coverage: float
    basis: str
    contributions: tuple[Contribution, ...] = ()
    assurance: Assurance | None = None
    missing: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionResult:
    """Score = earned ÷ applicable over the criteria with evidence; coverage is the weight share that has any."""

    id: str
    score: Estimate | None
    coverage: float
    n: int
    criteria: tuple[CriterionResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorResult:
    """`below_base_line`: a gate is BELOW, so the vendor is marked and never ranked first."""

    vendor: Vendor
    cases: int
    score: Estimate | None
    coverage: float
    gates: tuple[GateResult, ...]
    dimensions: tuple[DimensionResult, ...]
    below_base_line: bool

    @property
    def thin(self) -> bool:
        """Too few cases for its place to mean much: shown after the others, whatever the draws say."""
        return self.cases < ENOUGH_CASES


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """The smallest change of one dimension's weight (the others scaled to fill) that makes `winner` lead."""

    dimension: str
    weight_from: float
    weight_to: float
    winner: Vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The smallest change of all weights together, in the sum of the absolute changes, that makes `winner` lead."""

    weights: Mapping[str, float]
    change: float
    winner: Vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`rank_acceptability[vendor][r]` is the probability of rank r+1; rows and columns sum to 1.
    `beats[a][b]` is the probability that a ranks above b. `leader` is None where no vendor is most likely first with at least
    `clear` probability: then the table is open. `flips` is empty where no change of one weight moves the lead."""

    stage: str
    weights: Mapping[str, float]
    vendors: tuple[VendorResult, ...]
    rank_acceptability: Mapping[Vendor, tuple[float, ...]]
    beats: Mapping[Vendor, Mapping[Vendor, float]]
    central_weights: Mapping[Vendor, Mapping[str, float]]
    leader: Vendor | None
    clear: float
    flips: tuple[Flip, ...]
    draws: int
    seed: int
    shift: Shift | None = None

    @property
    def in_order(self) -> tuple[VendorResult, ...]:
        """The vendors as a reader should meet them: those with enough cases first, then by how often they rank above these."""
        enough = [result.vendor for result in self.vendors if not result.thin] or [result.vendor for result in self.vendors]
        return tuple(sorted(self.vendors, key=lambda result: (result.thin, -self.chance_against(result.vendor, enough))))

    def chance_against(self, vendor: Vendor, others: Sequence[Vendor]) -> float:
        """The mean probability that the vendor ranks above one of the others; 1 where there is none."""
        rivals = [other for other in others if other != vendor]
        return sum(self.beats[vendor][other] for other in rivals) / len(rivals) if rivals else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A Kaplan–Meier curve: after `times_ms[i]` the share `survival[i]` is still waiting; `low`, `high` are the 95 % band
    (Greenwood, log-log). `quantiles` maps .5 and .9 to milliseconds, None where the curve never comes down that far. `until_ms` is the
    longest wait that was seen, whether it ended or not."""

    clock: str
    vendor: Vendor
    n: int
    events: int
    times_ms: tuple[Millis, ...]
    survival: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    quantiles: Mapping[float, Millis | None]
    until_ms: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class HourCell:
    """One hour of the week in the customers' zone (weekday 0 is Monday): cases opened then, and how many were answered by a
    human within the line."""

    weekday: int
    hour: int
    n: int
    attained: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseDelivery:
    """A promise beside what was delivered: `kept` of `n` runs of the contract clock; `censored` had not been answered and had
    not yet run past the target, so they count for neither side."""

    promise: Promise
    n: int
    kept: int
    censored: int
    median_ms: Millis | None
    p90_ms: Millis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewerLoss:
    """Viewer-minutes lost while waiting for `milestone`, from the team's own viewers per hour of the week."""

    vendor: Vendor
    milestone: Milestone
    total: float
    per_case: float
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who ran it, who paid, when, on what."""

    run_by: str
    paid_by: str
    generated_at: Millis
    houdun_version: str
    rubric_version: str
    rules_version: str
    sources: tuple[str, ...]
    first_at: Millis | None
    last_at: Millis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that a report tells. `zone` is the customers' IANA zone in which day, night and weekend are meant; `trial` is there where one
    was begun."""

    verdict: Verdict
    rubric: Rubric
    cases: Mapping[CaseKey, CaseReading]
    curves: tuple[Curve, ...]
    hours: Mapping[Vendor, tuple[HourCell, ...]]
    deliveries: tuple[PromiseDelivery, ...]
    attestations: tuple[Attestation, ...]
    viewer_losses: tuple[ViewerLoss, ...]
    severity_mix: Mapping[Vendor, Mapping[Severity, int]]
    zone: str
    limits: tuple[Bilingual, ...]
    provenance: Provenance
    trial: Trial | None = None
