from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from houdun.desk.mind import Mind
from houdun.desk.persona import Item, Persona
from houdun.desk.script import Outcome
from houdun.desk.texts import cells
from houdun.desk.turn import Act, Turn
from houdun.language import Language
from tests.desks import ZONE, asked, of, persona, questions, thread


def helpful(act: Act) -> str | None:
    if act.step == "verdict":
        return "It works now. Could you send a post-mortem?"
    return "Here it is." if act.step in {"first", "again"} else None


def threads(who: Persona, of_question: str, outcome: Outcome, language: Language = Language.EN) -> Iterator[dict[str, Turn]]:
    desk = Mind(replace(who, reply=replace(who.reply, other_language=0.0)), questions(), 1, ZONE)
    for number in range(120):
        first = asked(of(of_question), number, language=language)
        if desk.script(first).outcome is outcome:
            yield {step.split("-")[0]: turn for step, turn in thread(desk, first, helpful)}


@pytest.mark.parametrize("language", Language)
def test_who_knows_the_cause_says_it_in_the_corpus_s_words(language: Language) -> None:
    told = list(threads(persona("qiushi"), "not_live", Outcome.CAUSE, language))
    assert told
    assert all(any(line in turns["verdict"].text for line in cells(language)["causes.wrong_token"]) for turns in told)


def test_who_guesses_names_a_wrong_cause_and_never_the_right_one() -> None:
    told = list(threads(persona("chenfeng"), "no_voice", Outcome.GUESSES))
    assert told
    assert not any(line in turns["verdict"].text for turns in told for line in cells(Language.EN)["causes.muted"])


def test_a_post_mortem_holds_the_items_of_the_persona_and_real_times() -> None:
    who = persona("qiushi", delivers_postmortem=1.0)
    specific = {Item.TIMELINE: 2}
    only = replace(who, postmortem=replace(who.postmortem, items={item: specific.get(item, 0) for item in Item}))
    report = next(turns["postmortem"] for turns in threads(only, "not_live", Outcome.CAUSE) if "postmortem" in turns)
    assert "2026-03-02 02:00 UTC" in report.text
    whole = next(turns["postmortem"] for turns in threads(who, "not_live", Outcome.CAUSE) if "postmortem" in turns)
    assert len(whole.text) > 3 * len(report.text)


def test_another_person_goes_on_after_it_was_passed_on() -> None:
    told = list(threads(persona("chenfeng", passes_on=1.0), "no_voice", Outcome.SHALLOW))
    assert any(turns["verdict"].author != turns["first"].author for turns in told)


def test_a_reply_keeps_the_subject() -> None:
    turns = next(threads(persona("qiushi"), "not_live", Outcome.CAUSE))
    assert turns["verdict"].subject == f"Re: {asked(of('not_live')).subject}"


def test_who_never_named_the_cause_writes_no_report_of_it() -> None:
    told = list(threads(persona("qiushi", delivers_postmortem=1.0), "no_voice", Outcome.AROUND))
    assert any("glad" in turns for turns in told)
    assert not any("postmortem" in turns for turns in told)
