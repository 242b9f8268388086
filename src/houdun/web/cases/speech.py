"""The words of one reader: names of milestones, clocks and signals as the report has them, times in the workspace's zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from houdun.language import Bilingual
from houdun.report.numbers import Numbers
from houdun.report.outside import brief
from houdun.report.words import Words
from houdun.web.access import Asked

CHANNELS: Final[Mapping[str, Bilingual]] = {
    "trial": Bilingual("考察", "trial"),
    "email": Bilingual("邮件", "email"),
    "chat": Bilingual("聊天", "chat"),
    "events": Bilingual("事件日志", "event log"),
    "github": Bilingual("GitHub", "GitHub"),
}
"""By which way a case came. The report's words have those that are no import's."""


@dataclass(frozen=True, slots=True)
class Speech:
    words: Words
    numbers: Numbers

    def name(self, kind: str, id: str) -> str:
        """What `id` is called (kind: milestone, clock, severity, signal); as it is, made inert, where nobody has named it."""
        return self.words.known(f"{kind}.{id}", brief(id))

    def channel(self, id: str) -> str:
        return CHANNELS[id].to(self.words.language) if id in CHANNELS else self.name("channel", id)


def speech(request: Asked) -> Speech:
    words = Words(request.language)
    return Speech(words, Numbers(words, request.space.zone.key))
