from __future__ import annotations

import string
from collections.abc import Iterator

import pytest

from houdun.desk.causes import LAYER
from houdun.desk.dice import Dice
from houdun.desk.texts import Voice, cells
from houdun.facts.fault import Evidence, Layer
from houdun.facts.question import Sort
from houdun.language import Language
from tests.desks import questions

FREQUENT = (
    "talk.acknowledge",
    "talk.greet",
    "talk.link",
    "talk.all",
    "talk.looking",
    "talk.pass_on",
    "talk.promise",
    "talk.update",
    "talk.nothing",
)


def needed() -> Iterator[str]:
    yield from (f"evidence.{each}" for each in (*Evidence, "reproduction"))
    yield from (f"{file}.{layer}" for file in ("checks", "prevention") for layer in Layer)
    for question in questions():
        yield from (f"causes.{cause.id}" for cause in question.key.mistaken)
        yield from (f"remedies.{proposal.id}" for proposal in question.key.proposals)
        yield from (f"advice.{question.id}.p{number}" for number in range(1, len(question.key.points) + 1))
        if question.sort is Sort.CONTROL:
            yield from (f"normal.{question.id}", f"tuning.{question.id}")
        if question.fault:
            yield f"causes.{question.fault}"


@pytest.mark.parametrize("language", Language)
def test_there_are_three_ways_at_least_to_say_whatever_a_question_needs(language: Language) -> None:
    held = cells(language)
    assert [cell for cell in needed() if len(held.get(cell, ())) < 3] == []
    assert [cell for cell, lines in held.items() if len(lines) < 3 and not cell.startswith("names.")] == []
    assert [cell for cell in FREQUENT if len(held[cell]) < 6] == []


def test_both_languages_hold_the_same_cells_with_the_same_blanks() -> None:
    zh, en = (cells(language) for language in (Language.ZH, Language.EN))
    assert set(zh) == set(en)
    assert [cell for cell in zh if _blanks(zh[cell]) != _blanks(en[cell])] == []


@pytest.mark.parametrize("language", Language)
def test_no_line_is_there_twice(language: Language) -> None:
    assert [cell for cell, lines in cells(language).items() if len(lines) != len(set(lines))] == []


def test_every_cause_has_a_name_for_a_report() -> None:
    assert {cell.removeprefix("names.") for cell in cells(Language.ZH) if cell.startswith("names.")} == set(LAYER)


def test_a_line_is_chosen_by_the_step_and_a_missing_cell_has_its_stand_in() -> None:
    voice = Voice(Language.EN, Dice("thread"))
    assert voice.say("first", "talk.link") == voice.say("first", "talk.link")
    assert len({voice.say(f"step {number}", "talk.link") for number in range(50)}) > 3
    assert voice.say("first", "causes.of_a_plug_in", "It was the moon.") == "It was the moon."
    with pytest.raises(KeyError):
        voice.say("first", "causes.of_a_plug_in")


def _blanks(lines: tuple[str, ...]) -> set[str]:
    return {name for line in lines for _, name, _, _ in string.Formatter().parse(line) if name}
