"""Gives a way round the problem."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.instructions import instructions
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance


@signal(Signal.GIVES_WORKAROUND, zh="给出临时办法", en="gives a workaround")
def gives_workaround(said: Utterance) -> Evidence | None:
    """Something else to do for now: another protocol, an older version, another line, a restart, by the customer or by the
    vendor for the customer.
    """
    return next((found.evidence for found in instructions(said) if found.temporary), None)
