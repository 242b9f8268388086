from __future__ import annotations

import pytest

from houdun.desk.recognise import Recogniser
from houdun.facts.question import Instance
from houdun.language import Language
from tests.desks import asked, put, questions

KNOWN = Recogniser(questions())


@pytest.mark.parametrize("language", Language)
def test_every_instance_is_recognised_in_both_languages(language: Language) -> None:
    turns = [(instance, asked(instance, language=language)) for instance in put()]
    assert [each.id for each, turn in turns if KNOWN.of(turn.subject, turn.text) is not each.question] == []


@pytest.mark.parametrize("instance", put()[::40], ids=lambda instance: instance.id)
def test_a_tag_in_the_subject_and_words_around_it_do_not_matter(instance: Instance) -> None:
    turn = asked(instance)
    found = KNOWN.of(f"[HD-20431] Fwd: {turn.subject}", f"Hello team,\n\n{turn.text}\n\nBest regards\nthe app's operations")
    assert found is instance.question


@pytest.mark.parametrize("text", ["", "Hello, could you send us the invoice for March?", "发票什么时候开？", "🎉" * 50])
def test_what_is_like_no_question_is_none(text: str) -> None:
    assert KNOWN.of("A question", text) is None
