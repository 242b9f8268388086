"""What a support desk proposes first is never the cure where it is called a usual suspect."""

from __future__ import annotations

import pytest

from houdun.facts.fault import Remedy
from houdun.scenario import remedies
from houdun.scenario.setup import Setup

USUAL = [each for each in vars(remedies).values() if isinstance(each, Remedy)]


@pytest.mark.parametrize("remedy", USUAL, ids=lambda remedy: remedy.id)
def test_a_usual_suspect_cures_nothing_and_does_change_something(remedy: Remedy) -> None:
    assert not remedy.cures
    assert Setup().changed(remedy.change) != Setup()


def test_usual_suspects_have_names_of_their_own() -> None:
    assert len({each.id for each in USUAL}) == len(USUAL) > 3
