"""Gives the change that is to cure it."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.instructions import instructions
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance


@signal(Signal.GIVES_CHANGE, zh="给出修改", en="gives a change")
def gives_change(said: Utterance) -> Evidence | None:
    """A concrete change of configuration, parameter, command, version or code that is to cure it.

    Not: "check your settings", what was changed already, or what only helps for now.
    """
    return next((found.evidence for found in instructions(said) if not found.temporary), None)
