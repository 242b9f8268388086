from __future__ import annotations

import pytest

from houdun.errors import UsageError
from houdun.facts.question import Sort
from houdun.flow.trial.ahead.approving import approve, chosen, openings
from houdun.flow.trial.plan import schedule
from houdun.flow.trial.record import ORDER, Memory
from houdun.language import Language
from houdun.testing.trials import ACME, questions, terms

TERMS = terms(language=Language.ZH)
BLOCKS = schedule(TERMS, questions())


def test_every_vendor_s_opening_is_shown_with_marks_for_what_only_the_run_knows() -> None:
    fault = next(block for block in BLOCKS if block.question.sort is Sort.FAULT and block.question.given)
    shown = list(openings(TERMS, fault))
    assert [each.matter for each in shown] == list(fault.matters)
    assert all("〔" in each.text and each.subject for each in shown)
    assert {each.to for each in shown if each.matter.vendor == ACME} == {"support@acme.example"}


def test_blocks_are_chosen_by_number_and_others_are_named() -> None:
    assert chosen(BLOCKS, [3, 1]) == (BLOCKS[2], BLOCKS[0])
    with pytest.raises(UsageError, match="block 99 is not"):
        chosen(BLOCKS, [1, 99])


def test_approving_twice_writes_one_order() -> None:
    journal = Memory()
    for now in (1, 2):
        approve(journal, BLOCKS[:2], now)
    assert [entry.data["block"] for entry in journal.read(ORDER)] == [1, 2]
