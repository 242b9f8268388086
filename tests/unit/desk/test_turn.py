from __future__ import annotations

import inspect

import pytest

from houdun.desk import mind, turn


@pytest.mark.parametrize("method", ["next", "unasked"])
def test_the_simulated_mind_fulfils_the_port(method: str) -> None:
    assert inspect.signature(getattr(mind.Mind, method)) == inspect.signature(getattr(turn.Mind, method))


def test_a_turn_is_a_value() -> None:
    said = turn.Turn(id="1", at=0, ours=False, subject="s", text="t")
    assert said == turn.Turn(id="1", at=0, ours=False, subject="s", text="t")
    assert len({said, said}) == 1
