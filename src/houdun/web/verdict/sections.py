"""The report's sections as parts of a page: those that weights move, and those that they do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from houdun.app.verdicts import Snapshot
from houdun.language import Language
from houdun.report.document import Block, Figure, walk
from houdun.report.html import dashes
from houdun.report.story.answer import answer
from houdun.report.story.claim import claim
from houdun.report.story.closing import limits, provenance
from houdun.report.story.dimension import dimensions
from houdun.report.story.overview import overview
from houdun.report.story.promises import promises
from houdun.report.story.ranking import ranking
from houdun.report.story.recorded import attestations, losses
from houdun.report.story.telling import anchors
from houdun.report.story.trial import trial
from houdun.report.view import View
from houdun.store.reference import ref_of
from houdun.web.verdict.asking import Weights

Section = Callable[[View], tuple[Block, ...]]
MOVED: tuple[Section, ...] = (answer, overview, ranking)
"""What sliders move."""
CLAIM: tuple[Section, ...] = (claim,)
REST: tuple[Section, ...] = (trial, dimensions, promises, losses, attestations, limits, provenance)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the blocks' template asks of a document."""

    labels: Mapping[str, str]


def parts(snapshot: Snapshot, weights: Weights, language: Language, **wanted: tuple[Section, ...]) -> dict[str, object]:
    """For the template: the blocks of each wanted part by its name, and what their macros need. Whatever the weights, the claim is the same."""
    view = View(snapshot.at(weights.stage, weights.own or None), language)
    made = {name: tuple(block for section in some for block in section(view)) for name, some in wanted.items()}
    every = tuple(block for some in made.values() for block in some)
    return made | {
        "document": Labels(view.words.under("label")),
        "pictures": _pictures(snapshot, every),
        "dashes": dashes(),
        "links": _links(view),
    }


def _pictures(snapshot: Snapshot, blocks: tuple[Block, ...]) -> dict[str, list[Markup]]:
    """Those that are there; all of it is of our own making, so that nothing of theirs needs escaping."""
    drawn = snapshot.pictures(blocks)
    figures = (block.anchor for block in walk(blocks) if isinstance(block, Figure))
    return {anchor: [Markup(panel) for panel in drawn.get(anchor, ())] for anchor in figures}


def _links(view: View) -> dict[str, str]:
    """The report's anchors of numbers and cases as addresses of our pages."""
    numbers = {
        f"#{view.behind(result.vendor, criterion.id)}": behind(str(result.vendor), criterion.id)
        for result in view.vendors
        for dimension in result.dimensions
        for criterion in dimension.criteria
    }
    return numbers | {f"#{anchor}": reverse("case", kwargs={"ref": ref_of(key)}) for key, anchor in anchors(view).items()}


def behind(vendor: str, criterion: str, offset: int = 0) -> str:
    """The address of the cases behind a number."""
    query = {"vendor": vendor, "criterion": criterion} | ({"from": str(offset)} if offset else {})
    return f"{reverse('verdict-behind')}?{urlencode(query)}"
