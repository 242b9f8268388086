"""The words of one reader: names of milestones, clocks and signals as the report has them, times in the workspace's zone."""

from __future__ import annotations

from dataclasses import dataclass

from houdun.report.numbers import Numbers
from houdun.report.outside import brief
from houdun.report.words import Words
from houdun.web.access import Asked


@dataclass(frozen=True, slots=True)
class Speech:
    words: Words
    numbers: Numbers

    def name(self, kind: str, id: str) -> str:
        """What `id` is called (kind: milestone, clock, severity, signal, channel); as it is, made inert, where nobody has named it."""
        return self.words.known(f"{kind}.{id}", brief(id))


def speech(request: Asked) -> Speech:
    words = Words(request.language)
    return Speech(words, Numbers(words, request.space.zone.key))
