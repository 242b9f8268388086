"""Asks for a list of things in one message."""

from __future__ import annotations

from houdun.facts.signals import Signal
from houdun.grading.registry import signal
from houdun.grading.text import Evidence, Utterance
from houdun.grading.wishes import wishes


@signal(Signal.ASKS_FOR_EVERYTHING, zh="一次索要多项", en="asks for everything at once")
def asks_for_everything(said: Utterance) -> Evidence | None:
    """Three or more different pieces of information, as a list in one message (version, device, log, room, time …)."""
    asked = wishes(said)
    return Evidence(asked.sentences[0].start, asked.sentences[-1].end) if asked else None
