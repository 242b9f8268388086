"""What would be sent, for whoever has to approve it: the openings of the blocks to come, as far as they are known before their stream is played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from houdun.errors import UsageError
from houdun.facts.question import Given
from houdun.facts.time import Millis
from houdun.flow.trial import operator
from houdun.flow.trial.moves import Matter
from houdun.flow.trial.plan import Block
from houdun.flow.trial.record import Journal
from houdun.flow.trial.terms import Terms
from houdun.language import Bilingual
from houdun.scenario.instance import letter

FROM_THE_RUN: Final[Mapping[Given, Bilingual]] = {
    Given.STREAM: Bilingual("〔流名〕", "⟨stream⟩"),
    Given.SINCE: Bilingual("〔开始时间〕", "⟨since⟩"),
    Given.PUBLISHED: Bilingual("〔推流参数〕", "⟨published as⟩"),
    Given.PLAYED: Bilingual("〔观看地址〕", "⟨watched at⟩"),
}
"""What the stream itself will say stands so until it was played."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a vendor would be sent, and to which address or place."""

    matter: Matter
    to: str
    subject: str
    text: str


def openings(terms: Terms, block: Block) -> Iterator[Opening]:
    """In the order of their asking."""
    for matter in block.matters:
        run = {given: words.to(matter.language) for given, words in FROM_THE_RUN.items()}
        worded = letter(matter.instance, matter.language, run)
        yield Opening(matter, terms.contact(matter.vendor).to, worded.subject, worded.text)


def chosen(to_come: Sequence[Block], numbers: Iterable[int]) -> tuple[Block, ...]:
    """The blocks of these numbers. Raises UsageError for one that is not to come."""
    known = {block.number: block for block in to_come}
    wanted = tuple(numbers)
    missing = [number for number in wanted if number not in known]
    if missing:
        raise UsageError(
            Bilingual(f"没有等着发的第 {missing[0]} 组", f"block {missing[0]} is not among those to come"),
            Bilingual("编号见 houdun trial approve", "houdun trial approve lists the numbers"),
            where="houdun trial approve",
        )
    return tuple(known[number] for number in wanted)


def approve(journal: Journal, blocks: Iterable[Block], now: Millis) -> None:
    """These may go out when they are due. Again it changes nothing."""
    operator.approve(journal, (block.number for block in blocks), now)
