"""What a worker has computed and pages are served from: the comparison without what was said, and what it is ranked from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from houdun.app.verdicts.columns import Columns, contributions
from houdun.app.verdicts.pictures import found
from houdun.facts.time import Millis
from houdun.facts.vendor import Vendor
from houdun.facts.verdict import Comparison, Contribution, Verdict
from houdun.report.document import Block
from houdun.report.story.telling import larger_is_worse
from houdun.store import Reached
from houdun.verdict.judge import Assessment


@dataclass(frozen=True, slots=True)
class Mark:
    """What a snapshot is of: how far the workspace had come, and a digest of the settings and files by which it measures."""

    reached: Reached
    terms: str


@dataclass(frozen=True, slots=True)
class Behind:
    """Some of the `total` contributions that a number stands on."""

    total: int
    rows: tuple[Contribution, ...]


@dataclass(frozen=True)
class Snapshot:
    """`comparison` is at the workspace's own stage. It differs from the whole one in two things, which no section of a report notices but "the
    cases behind each number": of a criterion's contributions it holds the telling few (`behind` has all), and of cases only the trial's, without
    what was said in them, and the occasions and turns for a review, whole: those are in no store."""

    mark: Mark
    comparison: Comparison
    assessment: Assessment
    columns_of: Callable[[Vendor], Columns]
    drawn: Callable[[], Mapping[str, str]]

    @property
    def made_at(self) -> Millis:
        return self.comparison.provenance.generated_at

    def rank(self, stage: str, weights: Mapping[str, float] | None = None) -> Verdict:
        """The verdict at a stage's weights, or at a team's own. Raises UsageError where there is no such stage or dimension."""
        return self.assessment.verdict(stage, weights)

    def at(self, stage: str, weights: Mapping[str, float] | None = None) -> Comparison:
        """The same comparison with the verdict at these weights: what a report's sections are built from."""
        return replace(self.comparison, verdict=self.rank(stage, weights))

    def pictures(self, blocks: tuple[Block, ...]) -> dict[str, list[str]]:
        """The SVG of each panel of each figure among these blocks of a report, by the figure's anchor. Ranks are drawn at once; everything else was
        drawn beforehand, for every stage of the rubric in both languages. Weights that put vendors into an order that no stage does give them
        other colours: figures in these are left out."""
        return found(self.drawn(), blocks)

    def behind(self, vendor: Vendor, criterion: str, *, offset: int = 0, limit: int = 50) -> Behind:
        """The cases behind one number, the worst value first; none where there is no such vendor or criterion."""
        vendors = {result.vendor: result for result in self.comparison.verdict.vendors}
        if vendor not in vendors:
            return Behind(0, ())
        results = [
            each for held in vendors.values() for part in held.dimensions for each in part.criteria if each.id == criterion
        ]
        falling = larger_is_worse(results)
        return Behind(
            *contributions(vendors[vendor], self.columns_of(vendor), criterion, falling=falling, offset=offset, limit=limit)
        )
