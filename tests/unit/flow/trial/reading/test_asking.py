from __future__ import annotations

import pytest

from houdun.facts.case import Role
from houdun.facts.fault import Evidence
from houdun.facts.question import Given, Sort
from houdun.facts.signals import Derived
from houdun.facts.speaker import Speaker, speaker
from houdun.flow.trial import protocol
from houdun.flow.trial.moves import Meaning
from houdun.flow.trial.reading.asking import BRIEF, TOLD, requested, wrote
from houdun.testing.factories import message
from tests.trial_given import BLOCKS

MATTER = next(block.matters[0] for block in BLOCKS if block.question.sort is Sort.FAULT)
WITHHELD = MATTER.instance.question.withheld[0]
OTHER = next(kind for kind in Evidence if kind not in MATTER.instance.question.withheld)
STATE = protocol.start(MATTER)
GIVEN = STATE._replace(evidence=frozenset({WITHHELD}))
WORDS = message("Please send it.", role=Role.VENDOR)


@pytest.mark.parametrize(
    ("meaning", "before", "found"),
    [
        (Meaning(wants=frozenset({WITHHELD})), STATE, {(Derived.JUSTIFIED_REQUEST, "")}),
        (Meaning(wants=frozenset({WITHHELD})), GIVEN, {(Derived.ASKS_AGAIN, TOLD)}),
        (Meaning(wants=frozenset({OTHER})), STATE, set()),
        (Meaning(reproduction=True), STATE, {(Derived.JUSTIFIED_REQUEST, "")}),
        (Meaning(brief=True), STATE, {(Derived.ASKS_AGAIN, BRIEF)}),
        (Meaning(given=frozenset({Given.STREAM})), STATE, {(Derived.ASKS_AGAIN, TOLD)}),
        (Meaning(wants=frozenset({WITHHELD}), brief=True), STATE, {(Derived.JUSTIFIED_REQUEST, ""), (Derived.ASKS_AGAIN, BRIEF)}),
        (Meaning(everything=True), STATE, set()),
        (Meaning(person=False, wants=frozenset({WITHHELD})), STATE, set()),
    ],
)
def test_a_request_is_held_against_what_may_be_asked_for_and_what_was_told(
    meaning: Meaning, before: protocol.CaseState, found: set[tuple[Derived, str]]
) -> None:
    findings = list(requested(WORDS, meaning, before))
    assert {(Derived(each.name), each.value) for each in findings} == found
    assert all(each.about == WORDS.uid for each in findings)


def test_the_same_request_is_the_same_finding() -> None:
    meaning = Meaning(wants=frozenset({WITHHELD}))
    assert list(requested(WORDS, meaning, STATE)) == list(requested(WORDS, meaning, STATE))


def test_a_person_says_who_wrote_it_whatever_it_looked_like() -> None:
    doubtful = message("We look into it.", role=Role.VENDOR, doubtful="precedence:bulk")
    for meaning, who in ((Meaning(), Speaker.HUMAN), (Meaning(person=False), Speaker.MACHINE)):
        assert speaker(doubtful, [wrote(doubtful, meaning)]) is who
