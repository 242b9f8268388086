"""A signal has one rule."""

from __future__ import annotations

import pytest

from houdun.facts.signals import Signal
from houdun.grading import REGISTRY
from houdun.grading.registry import signal


def test_a_second_rule_for_a_signal_is_refused() -> None:
    kept = REGISTRY[Signal.ONLY_LINK]
    with pytest.raises(ValueError, match="only_link"):
        signal(Signal.ONLY_LINK, zh="二", en="second")(lambda said: None)
    assert REGISTRY[Signal.ONLY_LINK] is kept
