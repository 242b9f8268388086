"""A trial takes its place in a workspace, beside the trials that are there: their questions and hours, where the vendors are the same, are not its own.

held = begin(whole, draft, now)      by one process at a time: see `running.beginning`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from houdun.errors import UsageError
from houdun.facts.time import Millis
from houdun.flow.trial import kept, several
from houdun.flow.trial.kept import Draft, Held
from houdun.flow.trial.plan import Block
from houdun.flow.trial.record import Journal
from houdun.flow.trial.told.overview import overview
from houdun.language import Bilingual


def begin(whole: Journal, draft: Draft, now: Millis) -> Held:
    """Its plan, held in its part of the journal `whole`; that of a trial begun before goes on. Raises UsageError as `kept.hold`, and for a rehearsal where
    there are real trials, or the other way round."""
    _check_time(whole, draft)
    name = draft.terms.name
    held = kept.hold(several.journal_of(whole, name), draft, now, tuple(beside(whole, name, now)))
    several.enlist(whole, name, now)
    return replace(held, others=tuple(each for each in several.names(whole) if each != name))


def beside(whole: Journal, name: str, now: Millis) -> Iterator[Block]:
    """What the workspace's other trials have asked or are still to ask."""
    for other in several.names(whole):
        journal = several.journal_of(whole, other)
        held = kept.last(journal)
        if other != name and held is not None:
            asked, to_come = kept.begun_blocks(journal), overview(held, journal, now).to_come
            yield from (block for block in held.blocks if block.number in asked or block in to_come)


def _check_time(whole: Journal, draft: Draft) -> None:
    """What simulated desks say must not get into a comparison of real vendors."""
    stand = [held for name in several.names(whole) if (held := kept.last(several.journal_of(whole, name)))]
    if any(held.virtual != draft.virtual for held in stand):
        raise UsageError(
            Bilingual("这个工作区里的考察走的是另一种时间", "the trials in this workspace keep another time"),
            Bilingual("虚拟与真实的考察请分开工作区", "keep virtual and real trials in workspaces of their own"),
            where="--virtual",
        )
