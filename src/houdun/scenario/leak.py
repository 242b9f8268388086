"""What would give the answer away: found in what a customer writes before it is ever sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from houdun.facts.question import Cause, Proposal, Question
from houdun.scenario import catalogue

NUMBER = re.compile(r"\d+(?:\.\d+)?")
REMEMBERED = 4096
"""Texts that are kept at hand: a customer says the same to every vendor, and in many imagined trials."""


class _Secret(NamedTuple):
    """What of a question a text may tell."""

    fault: str
    cause: Cause | None
    proposals: tuple[Proposal, ...]
    values: tuple[tuple[float, ...], ...]


def leaks(question: Question, text: str) -> tuple[str, ...]:
    """What `text` tells of the question's key: the fault's id or name, the thing that its cause is about,
    a parameter's value, a remedy."""
    return _leaks(_Secret(question.fault, question.key.cause, question.key.proposals, tuple(question.values.values())), text)


def named(question: Question, data: bytes) -> tuple[str, ...]:
    """What a file tells in so many words: ids and names of the fault, ids of its parameters and remedies.

    Ids that are plain words (`black`, `ppm`) stand in any log, and are passed over.
    """
    lower = data.lower()
    words = _words(question.fault, tuple(question.values), question.key.proposals)
    return tuple(name for name, word in words if word in lower)


@lru_cache(REMEMBERED)
def _leaks(secret: _Secret, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_found(secret, text)))


def _found(secret: _Secret, text: str) -> Iterator[str]:
    lower = text.casefold()
    yield from (name for name in _names(secret.fault) if name.casefold() in lower)
    if secret.cause:
        yield from secret.cause.terms.named_in(text)
    forms = {form for values in secret.values for value in values for form in _forms(value)}
    yield from (number for number in NUMBER.findall(text) if float(number) in forms)
    yield from (proposal.id for proposal in secret.proposals if proposal.terms.said_in(text))


def _names(fault: str) -> Iterator[str]:
    if fault:
        yield from (fault, fault.replace("_", " "), *catalogue.find(fault).facts.name)


@lru_cache(REMEMBERED)
def _words(fault: str, parameters: tuple[str, ...], proposals: tuple[Proposal, ...]) -> tuple[tuple[str, bytes], ...]:
    """Each name, and how it stands in a file in lower case."""
    ids = (fault, *parameters, *(proposal.id for proposal in proposals))
    names = catalogue.find(fault).facts.name if fault else ()
    return tuple((name, name.lower().encode()) for name in dict.fromkeys((*(each for each in ids if "_" in each), *names)))


def _forms(value: float) -> tuple[float, ...]:
    """As it is, in thousands, and a share in per cent."""
    return (value, value / 1000, round(value * 100, 6)) if value < 1 else (value, value / 1000)
