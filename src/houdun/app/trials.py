"""A trial and what it is made of: the plan's file, its calendar, the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from houdun.app.workspace import Workspace, open_workspace
from houdun.facts.occasion import Occasion, OccasionKind
from houdun.facts.question import Question
from houdun.flow.occasions import occasions
from houdun.flow.trial import plan_file
from houdun.flow.trial.plan import Block, schedule
from houdun.flow.trial.terms import Span, Terms
from houdun.scenario import question


@dataclass(frozen=True, slots=True)
class Planned:
    """A trial as its file has it."""

    terms: Terms
    questions: tuple[Question, ...]
    blocks: tuple[Block, ...]


def planned(file: Path, root: Path | None = None) -> Planned:
    """The calendar of a plan; with a workspace, its peaks count as such. Raises UsageError with file, key and mend."""
    terms = plan_file.load(file)
    questions = question.load_all(terms.questions)
    if root is None:
        return Planned(terms, questions, schedule(terms, questions))
    with open_workspace(root) as space:
        return Planned(terms, questions, schedule(terms, questions, peaks(calendar(space))))


def calendar(space: Workspace) -> tuple[Occasion, ...]:
    return occasions(space.store.journal)


def peaks(calendar: tuple[Occasion, ...]) -> tuple[Span, ...]:
    return tuple(Span(each.start, each.end) for each in calendar if each.kind is OccasionKind.PEAK)
