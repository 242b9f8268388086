"""What vendors' words mean and are worth: the signals found in them, what they ask of us, and the rule's grade by the answer key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from houdun import grading
from houdun.facts.case import Finding, Message, Role, Source
from houdun.facts.claim import Outcome
from houdun.facts.speaker import Speaker, speaker
from houdun.facts.time import Millis
from houdun.flow.trial.moves import Matter, Meaning
from houdun.flow.trial.reading import understand
from houdun.grading.keyed.judge import Heard, judge

REMEMBERED = 20_000
"""Texts whose signals are kept at hand: support desks say many things again."""


class Reading:
    """A `Judge` by rules."""

    def meaning(self, matter: Matter, message: Message, before: Sequence[Message]) -> Meaning:
        return understand.meaning(message, findings(message), matter.instance.question)

    def outcome(
        self, matter: Matter, asked_at: Millis, thread: Sequence[Message], decided: Mapping[str, Finding] = MappingProxyType({})
    ) -> Outcome:
        """The wait for the first person, and the depth of what persons said."""
        persons = [each for each in thread if each.at >= asked_at and _speaker(each, decided) is Speaker.HUMAN]
        said = [Heard(each.text, frozenset(found.name for found in _signals(each))) for each in persons]
        waited = min((each.at for each in persons), default=None)
        return Outcome(None if waited is None else waited - asked_at, judge(matter.instance.question, said).depth)


def findings(message: Message) -> tuple[Finding, ...]:
    """Its signals. Of a promise only that it is one: when it is due is read where the clocks run."""
    return tuple(replace(found, about=message.uid, at=message.at) for found in _signals(message))


def _signals(message: Message) -> tuple[Finding, ...]:
    """The same, for those who need no more than their names: they say of no message that they are about it."""
    return _found(message.text) if message.role is Role.VENDOR else ()


def _speaker(message: Message, decided: Mapping[str, Finding]) -> Speaker | None:
    found = _signals(message)
    return speaker(message, (*found, decided[message.uid]) if message.uid in decided else found)


NOON: Millis = 1_700_000_000_000
"""Signals do not depend on the day: read as of one, the same words are read once."""


@lru_cache(REMEMBERED)
def _found(text: str) -> tuple[Finding, ...]:
    return grading.find(Message(uid="", at=NOON, author="", role=Role.VENDOR, text=text, source=Source("", "")))
