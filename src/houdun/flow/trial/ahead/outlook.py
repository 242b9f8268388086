"""What a plan promises: after how many questions and days a claim will probably stand, if the vendors are about as the team guesses.

Trials are drawn with waits and depths, and decided by the rule that decides the trial itself (`verdict.planning`); nothing is played.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from houdun.facts.question import Stratum
from houdun.facts.time import DAY, MINUTE
from houdun.facts.vendor import Vendor
from houdun.flow.trial.plan import Block
from houdun.flow.trial.terms import Guess, Terms
from houdun.verdict.planning import Assumed, power

SHARES: Final = (0.5, 0.8, 0.95)
"""Shares of the trials for which it is told when they have their claim."""
USUAL: Final = Guess(
    medians_ms={Stratum.DAY: 20 * MINUTE, Stratum.NIGHT: 60 * MINUTE, Stratum.WEEKEND: 60 * MINUTE, Stratum.PEAK: 20 * MINUTE}
)
"""Stands for a vendor of whom nobody has guessed anything."""
BEYOND: Final = 4
"""So many times the plan is looked ahead,"""
LONGEST: Final = 300
"""but no further than so many questions."""


@dataclass(frozen=True, slots=True)
class Reach:
    """By when this share of trials has its claim: after so many questions to each vendor, graded so many days after the first day's begin. None
    where that is beyond what was looked at; `planned` where the plan goes so far."""

    share: float
    questions: int | None
    days: int | None
    planned: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """`power` is the share of trials that have a claim when the plan is through, `named` how it falls to each vendor. `asked` is the mean number of
    questions put to all vendors together. `unguessed` were taken as `USUAL`; `alike`: all were taken as the same, and nothing can be told of them."""

    reaches: tuple[Reach, ...]
    power: float
    named: dict[Vendor, float]
    asked: float
    unguessed: tuple[Vendor, ...]
    alike: bool
    runs: int


def outlook(terms: Terms, blocks: Sequence[Block], *, runs: int) -> Outlook:
    """The same plan gives the same outlook. Strata beyond the plan come as they do in it."""
    guesses = [contact.guess or USUAL for contact in terms.contacts]
    vendors = tuple(_assumed(guess, blocks) for guess in guesses)
    planned = power(vendors, terms.endpoint, blocks=len(blocks), trials=runs, seed=terms.seed)
    longer = max(len(blocks), min(LONGEST, BEYOND * len(blocks)))
    ahead = (
        planned if planned.blocks_for(SHARES[-1]) else power(vendors, terms.endpoint, blocks=longer, trials=runs, seed=terms.seed)
    )
    return Outlook(
        reaches=tuple(_reach(terms, blocks, share, ahead.blocks_for(share)) for share in SHARES),
        power=planned.claimed[-1],
        named=dict(zip(terms.vendors, planned.named, strict=True)),
        asked=planned.questions,
        unguessed=tuple(contact.vendor for contact in terms.contacts if contact.guess is None),
        alike=all(each == vendors[0] for each in vendors),
        runs=runs,
    )


def _assumed(guess: Guess, blocks: Sequence[Block]) -> Assumed:
    medians = tuple(guess.medians_ms[block.stratum] for block in blocks)
    return Assumed(medians_ms=medians, ability=guess.ability, never=guess.never, spread=guess.spread)


def _reach(terms: Terms, blocks: Sequence[Block], share: float, questions: int | None) -> Reach:
    """Behind the plan's end, questions come at the plan's pace."""
    if questions is None:
        return Reach(share, None, None, planned=False)
    rounds, last = divmod(questions - 1, len(blocks))
    graded = rounds * terms.days * DAY + blocks[last].due + terms.endpoint.horizon_ms
    return Reach(share, questions, math.ceil((graded - terms.start) / DAY), planned=rounds == 0)
