"""What is played for a question, and what of it can be foreseen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from houdun.facts.question import Ingest
from houdun.facts.time import Millis
from houdun.flow.trial import moves, plan, record
from houdun.flow.trial.stage.port import Order
from houdun.flow.trial.terms import Terms

Wish: TypeAlias = tuple[Order, Millis]
"""What is to be played, and when."""


def order(terms: Terms, matter: moves.Matter, remedies: Sequence[str] = ()) -> Order:
    """The same for every vendor of a block, but for where it goes."""
    way = plan.common_ingest(terms, matter.instance.question) or Ingest.RTMP
    address = terms.contact(matter.vendor).streams[way]
    name = f"live{matter.block:03d}"
    return Order(
        case=matter.case,
        instance=matter.instance,
        publish=address.publish.replace("{stream}", name),
        play=address.play.replace("{stream}", name),
        ingest=way,
        remedies=remedies,
        language=matter.language,
        seed=terms.seed * 1000 + matter.block,
        stream=matter.block % 256,
    )


def foreseen(terms: Terms, blocks: Sequence[plan.Block], journal: record.Journal) -> Iterator[Sequence[Wish]]:
    """For each block that nobody has been shown yet: its openings as they are planned, and the remedy that cures, which somebody will propose."""
    for block in blocks:
        if block.question.show and not any(journal.find(record.SHOWING, f"{matter.case}/0") for matter in block.matters):
            first = block.matters[0]
            cure = next((each.id for each in block.question.key.proposals if each.cures), None)
            openings = [(order(terms, matter), matter.due) for matter in block.matters]
            yield [*openings, *([(order(terms, first, (cure,)), first.due)] if cure else [])]
