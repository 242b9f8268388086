"""A comparison becomes a document: the sections in the order in which a buyer asks."""

from __future__ import annotations

from houdun.facts.verdict import Comparison
from houdun.language import Language
from houdun.report.data import data
from houdun.report.document import Document
from houdun.report.story.answer import answer, stage
from houdun.report.story.cases import cases
from houdun.report.story.claim import claim
from houdun.report.story.closing import limits, provenance
from houdun.report.story.dimension import dimensions
from houdun.report.story.overview import overview
from houdun.report.story.promises import promises
from houdun.report.story.ranking import ranking
from houdun.report.story.recorded import attestations, losses
from houdun.report.story.trial import trial
from houdun.report.view import View

SECTIONS = (answer, claim, overview, ranking, trial, dimensions, promises, losses, attestations, cases, limits, provenance)


def build(comparison: Comparison, language: Language) -> Document:
    """The report in one language. The same comparison gives the same document, to the byte in every rendering."""
    view = View(comparison, language)
    count = view.words.count("vendor", len(view.vendors))
    cases_read = view.words.count("case", sum(result.cases for result in view.vendors))
    return Document(
        language=language,
        title=view.words.say("title"),
        subtitle=view.words.say("subtitle", vendors=count, cases=cases_read, stage=stage(view)),
        made_at=comparison.provenance.generated_at,
        blocks=tuple(block for section in SECTIONS for block in section(view)),
        data=data(comparison),
        labels=view.words.under("label"),
    )
