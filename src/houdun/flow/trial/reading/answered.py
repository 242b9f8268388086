"""What a case of a trial was worth: by the answer key, and as the findings that the rubric's measures read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from houdun.facts.case import Finding, Message
from houdun.facts.grade import Ruled
from houdun.facts.question import Question, Sort
from houdun.facts.reading import CaseReading
from houdun.facts.signals import Known
from houdun.facts.speaker import Speaker, speaker
from houdun.facts.time import Millis
from houdun.facts.trial import Put
from houdun.grading.keyed import Heard, judge

RULE, RATERS = "rule", "raters"
"""Whose word a finding is, as its version says."""


def answered(put: Put, question: Question, reading: CaseReading, until: Millis) -> Put:
    """With what the rule finds in the words of the vendor's people up to `until`."""
    said, found = list(_said(reading, until)), ruled(question, reading, until)
    keyed = question.sort in (Sort.FAULT, Sort.CONTROL)
    return replace(
        put,
        cause=found.cause if keyed else None,
        remedy=found.remedy if question.sort is Sort.FAULT else None,
        mistaken=bool(found.mistaken) and not found.cause,
        guessed=found.guessed,
        entry=said[-1][0].uid if said else reading.messages[0].uid,
    )


def ruled(question: Question, reading: CaseReading, until: Millis) -> Ruled:
    """The rule's judgement of the words of the vendor's people up to `until`."""
    return judge(question, [Heard(message.text, signals) for message, signals in _said(reading, until)])


def _said(reading: CaseReading, until: Millis) -> Iterator[tuple[Message, frozenset[str]]]:
    about: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in reading.signals:
        about[finding.about].append(finding)
    for message in reading.messages:
        found = about[message.uid]
        if reading.opened_at <= message.at <= until and speaker(message, found) is Speaker.HUMAN:
            yield message, frozenset(finding.name for finding in found)


def with_findings(reading: CaseReading, put: Put) -> CaseReading:
    """The reading with what the trial knows of it. Nothing of that is kept: it is found anew each time."""
    behind = next((message for message in reading.messages if message.uid == put.entry), None)
    if behind is None:
        return reading
    by = RATERS if put.raters else RULE
    known = (
        Finding(
            uid=f"{name}-{put.case.id}", at=behind.at, about=behind.uid, name=name, start=0, end=0, value=f"{value:g}", version=by
        )
        for name, value in _known(put)
    )
    return replace(reading, signals=(*reading.signals, *known))


def _known(put: Put) -> Iterator[tuple[Known, float]]:
    if put.outcome is not None:
        yield Known.DEPTH_GRADE if put.raters else Known.DEPTH_KEYED, put.outcome.depth
    if put.cause or put.mistaken or put.guessed:
        yield Known.CAUSE_RIGHT, float(bool(put.cause))
    if put.postmortem is not None:
        yield Known.POSTMORTEM_ITEMS, put.postmortem
    if put.cured is not None:
        yield Known.RECOVERY, float(put.cured)
