"""The report's sections as parts of a page: those that weights move, and those that they do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from houdun.app.verdicts import Snapshot
from houdun.app.verdicts.leads import Lead, Number, leads
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
from houdun.report.story.trial import trial
from houdun.report.view import View
from houdun.store.reference import ref_of
from houdun.web.verdict.asking import Weights

Section = Callable[[View], tuple[Block, ...]]
MOVED: tuple[Section, ...] = (answer, overview, ranking)
"""What sliders move."""
CLAIM: tuple[Section, ...] = (claim,)
UNSTORED = frozenset({"occasion", "review"})
"""Channels of what counts as a case in the rubric and is none in the store."""
REST: tuple[Section, ...] = (trial, dimensions, promises, losses, attestations, limits, provenance)


@dataclass(frozen=True, slots=True)
class Labels:
    """What the blocks' template asks of a document."""

    labels: Mapping[str, str]


def moved(snapshot: Snapshot, weights: Weights, language: Language) -> dict[str, object]:
    """For the template: the blocks that weights move, and what their macros need."""
    _, moving = _views(snapshot, weights, language)
    return _parts(snapshot, {"moved": (moving, MOVED)})


def whole(snapshot: Snapshot, weights: Weights, language: Language) -> dict[str, object]:
    """The same of the whole page: the claim and what was found stand at the stage's own weights."""
    still, moving = _views(snapshot, weights, language)
    return _parts(snapshot, {"moved": (moving, MOVED), "claim": (still, CLAIM), "rest": (still, REST)})


def _views(snapshot: Snapshot, weights: Weights, language: Language) -> tuple[View, View]:
    """At the stage's weights, and at those asked for: a vendor has the same colour in both."""
    still = View(snapshot.at(weights.stage), language)
    return still, View(snapshot.at(weights.stage, weights.own or None), language, still.keys)


def _parts(snapshot: Snapshot, wanted: Mapping[str, tuple[View, tuple[Section, ...]]]) -> dict[str, object]:
    made = {name: tuple(block for section in some for block in section(view)) for name, (view, some) in wanted.items()}
    view = wanted["moved"][0]
    return made | {
        "document": Labels(view.words.under("label")),
        "pictures": _pictures(snapshot, tuple(block for some in made.values() for block in some)),
        "dashes": dashes(),
        "links": {link: _address(lead) for link, lead in leads(view).items()},
    }


def _pictures(snapshot: Snapshot, blocks: tuple[Block, ...]) -> dict[str, list[Markup]]:
    """Those that are there; all of it is of our own making, so that nothing of theirs needs escaping."""
    drawn = snapshot.pictures(blocks)
    figures = (block.anchor for block in walk(blocks) if isinstance(block, Figure))
    return {anchor: [Markup(panel) for panel in drawn.get(anchor, ())] for anchor in figures}


def _address(lead: Lead) -> str:
    """Where a link of the report leads on our pages."""
    if isinstance(lead, Number):
        return behind(str(lead.vendor), lead.criterion)
    if lead.channel in UNSTORED:
        return reverse("setup-occasions")
    return reverse("case", kwargs={"ref": ref_of(lead)})


def behind(vendor: str, criterion: str, offset: int = 0) -> str:
    """The address of the cases behind a number."""
    query = {"vendor": vendor, "criterion": criterion} | ({"from": str(offset)} if offset else {})
    return f"{reverse('verdict-behind')}?{urlencode(query)}"
