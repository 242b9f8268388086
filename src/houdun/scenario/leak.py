"""What would give the answer away: found in what a customer writes before it is ever sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from houdun.facts.question import Question
from houdun.scenario import catalogue

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def leaks(question: Question, text: str) -> tuple[str, ...]:
    """What `text` tells of the question's key: the fault's id or name, the thing that its cause is about,
    a parameter's value, a remedy."""
    return tuple(dict.fromkeys(_found(question, text)))


def named(question: Question, data: bytes) -> tuple[str, ...]:
    """What a file tells in so many words: ids and names of the fault, ids of its parameters and remedies.

    Ids that are plain words (`black`, `ppm`) stand in any log, and are passed over.
    """
    lower = data.lower()
    return tuple(name for name in dict.fromkeys(_ids(question)) if name.lower().encode() in lower)


def _found(question: Question, text: str) -> Iterator[str]:
    lower = text.casefold()
    yield from (name for name in _names(question) if name.casefold() in lower)
    if question.key.cause:
        yield from question.key.cause.terms.named_in(text)
    forms = {form for values in question.values.values() for value in values for form in _forms(value)}
    yield from (number for number in NUMBER.findall(text) if float(number) in forms)
    yield from (proposal.id for proposal in question.key.proposals if proposal.terms.said_in(text))


def _names(question: Question) -> Iterator[str]:
    if question.fault:
        yield from (question.fault, question.fault.replace("_", " "), *catalogue.find(question.fault).facts.name)


def _ids(question: Question) -> Iterator[str]:
    ids = (question.fault, *question.values, *(proposal.id for proposal in question.key.proposals))
    yield from (each for each in ids if "_" in each)
    if question.fault:
        yield from catalogue.find(question.fault).facts.name


def _forms(value: float) -> tuple[float, ...]:
    """As it is, in thousands, and a share in per cent."""
    return (value, value / 1000, round(value * 100, 6)) if value < 1 else (value, value / 1000)
