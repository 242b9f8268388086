"""The whole trial: which block is due, who is still asked, what is known, when it is over. Pure: folded over what has happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from houdun.facts.claim import Outcome, Standing
from houdun.facts.time import MINUTE, Millis
from houdun.facts.vendor import Vendor
from houdun.flow.trial.moves import Matter
from houdun.flow.trial.plan import Block
from houdun.flow.trial.terms import Terms
from houdun.verdict.stopping import Claim

AGAIN: Millis = 15 * MINUTE
"""A block that cannot begin is looked at again after this,"""
LATEST: Millis = 3 * 60 * MINUTE
"""and given up when it is so late: its hour of the day would be another."""


class Fate(StrEnum):
    """What became of a block. VOID: it could not be put to everybody, and counts for nobody."""

    PLANNED = "planned"
    BEGUN = "begun"
    GRADED = "graded"
    VOID = "void"


@dataclass(slots=True)
class Course:
    """`blocks` in the order of time. A block begins for all remaining vendors or for none, and only one that was approved, where that is asked for."""

    terms: Terms
    blocks: Sequence[Block]
    approved: set[int] = field(default_factory=set)
    paused: bool = False
    stopped: bool = False
    begun: dict[int, tuple[Matter, ...]] = field(default_factory=dict)
    void: set[int] = field(default_factory=set)
    outcomes: dict[int, dict[Vendor, Outcome]] = field(default_factory=dict)
    later: dict[int, Millis] = field(default_factory=dict)
    """Blocks that had to wait, and until when."""
    _claim: Claim | None = None
    """After the first `_entered` blocks; None where one of them is no more what it was."""
    _entered: int = 0
    _passed: int = 0
    """So many blocks from the first on have begun or are void."""

    def fate(self, block: Block) -> Fate:
        if block.number in self.void:
            return Fate.VOID
        if block.number not in self.begun:
            return Fate.PLANNED
        return Fate.GRADED if self._is_whole(block.number) else Fate.BEGUN

    def due(self) -> Millis | None:
        """When the next block is to begin; None where none will."""
        block = self._next()
        if block is None or self.paused:
            return None
        return self.later.get(block.number, block.due)

    def begin(self, now: Millis, open_cases: Mapping[Vendor, int]) -> tuple[Matter, ...]:
        """The block that is due, put to everybody who is still asked; nothing where it has to wait or is too late."""
        block = self._next()
        if block is None or self.paused or self.later.get(block.number, block.due) > now:
            return ()
        if now > block.due + LATEST:
            self.void.add(block.number)
            return ()
        asked = self.asked()
        full = any(open_cases.get(vendor, 0) >= self.terms.conduct.open_questions for vendor in asked)
        if full or not self.is_approved(block.number):
            self.later[block.number] = now + AGAIN
            return ()
        matters = tuple(matter for matter in block.matters if matter.vendor in asked)
        self.begun[block.number] = matters
        return matters

    def is_approved(self, number: int) -> bool:
        return not self.terms.conduct.approval or number in self.approved

    def not_asked(self, number: int) -> None:
        """Somebody could not be asked: the block counts for nobody. Answers go on being watched."""
        self.void.add(number)
        self._changed(number)

    def graded(self, number: int, vendor: Vendor, outcome: Outcome) -> None:
        """What a vendor made of a block, at its horizon. A later grade replaces an earlier one."""
        self.outcomes.setdefault(number, {})[vendor] = outcome
        self._changed(number)

    def standing(self) -> Standing:
        """After the whole blocks, up to the first that is not: they enter in the order asked."""
        return self._claimed().standing()

    def asked(self) -> tuple[Vendor, ...]:
        """Who is put further questions."""
        if len(self.terms.vendors) < 2:
            return self.terms.vendors
        return tuple(vendor for vendor in self.terms.vendors if vendor not in self._claimed().dropped)

    def is_over(self) -> bool:
        """No further block will begin. Open cases may still be."""
        return self._next() is None

    def _next(self) -> Block | None:
        if self.stopped or (len(self.terms.vendors) > 1 and self._claimed().winner is not None):
            return None
        while self._passed < len(self.blocks) and self.fate(self.blocks[self._passed]) is not Fate.PLANNED:
            self._passed += 1
        return self.blocks[self._passed] if self._passed < len(self.blocks) else None

    def _claimed(self) -> Claim:
        """As many blocks as can have entered: every look at the trial asks for this, so what has entered stays."""
        if self._claim is None:
            self._claim, self._entered = Claim(self.terms.vendors, self.terms.endpoint, let_go=True), 0
        while self._entered < len(self.blocks):
            number = self.blocks[self._entered].number
            if number not in self.void:
                if not self._is_whole(number):
                    break
                self._claim.block(self.outcomes[number])
            self._entered += 1
        return self._claim

    def _changed(self, number: int) -> None:
        if any(block.number == number for block in self.blocks[: self._entered]):
            self._claim = None

    def _is_whole(self, number: int) -> bool:
        matters = self.begun.get(number, ())
        return bool(matters) and all(matter.vendor in self.outcomes.get(number, {}) for matter in matters)
