"""The wordings of our letters: whole in both languages, safe beside every question, and understood as they are meant."""

from __future__ import annotations

import string

import pytest

from houdun.desk.hear import hear
from houdun.desk.turn import Turn
from houdun.facts.fault import Evidence
from houdun.facts.occasion import OccasionKind
from houdun.flow.trial.letters import phrases
from houdun.flow.trial.letters.phrases import KINDS, OCCASIONS, SIMPLE, Phrases
from houdun.scenario.leak import leaks
from houdun.scenario.question import load, packaged

ALL: dict[str, Phrases] = {
    name: held
    for name, held in vars(phrases).items()
    if name.isupper() and isinstance(held, tuple) and held and isinstance(held[0], tuple)
}


def test_every_kind_has_its_name() -> None:
    assert set(KINDS) == set(Evidence)
    assert set(OCCASIONS) == set(OccasionKind)


@pytest.mark.parametrize("name", sorted(ALL))
def test_both_languages_have_the_same_gaps(name: str) -> None:
    for way in ALL[name]:
        gaps = [{gap for _, gap, _, _ in string.Formatter().parse(words) if gap} for words in way]
        assert gaps[0] == gaps[1]


@pytest.mark.parametrize("question", packaged())
def test_no_wording_gives_any_answer_away(question: str) -> None:
    asked = load(question)
    said = [words for ways in (*ALL.values(), *SIMPLE.values()) for way in ways for words in way]
    assert [words for words in said if leaks(asked, words)] == []


@pytest.mark.parametrize(
    ("ways", "works", "no_change", "wants_postmortem"),
    [
        (phrases.HELPED, True, False, False),
        (phrases.IS_GONE, True, False, False),
        (phrases.RETESTED, True, False, False),
        (phrases.WAS_NOT_IT, False, False, False),
        (phrases.DID_NOT_HELP, False, True, False),
        (phrases.STILL_THERE, False, True, False),
        (phrases.ASKS_POSTMORTEM, False, False, True),
        (phrases.GIVES, False, False, False),
        (phrases.WHICH, False, False, False),
    ],
)
def test_a_simulated_desk_understands_them_as_they_are_meant(
    ways: Phrases, works: bool, no_change: bool, wants_postmortem: bool
) -> None:
    for way in ways:
        for words in way:
            text = words.format(what="…", told="…") if "{" in words else words
            heard = hear(turn(text))
            assert (heard.works, heard.no_change, heard.wants_postmortem) == (works, no_change, wants_postmortem), text


def turn(text: str) -> Turn:
    return Turn(at=0, ours=False, id="m@us.example", subject="Re: x", text=text)
