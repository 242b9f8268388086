from __future__ import annotations

from dataclasses import replace

import pytest

from houdun.desk.mind import Mind
from houdun.desk.persona import packaged
from houdun.desk.turn import Turn
from houdun.facts.time import DAY, HOUR, MINUTE
from houdun.language import Language
from tests.desks import MONDAY, ZONE, asked, of, persona, put, questions, says, thread, written


def mind(name: str = "chenfeng", seed: int = 1, **shares: float) -> Mind:
    return Mind(persona(name, **shares), questions(), seed, ZONE)


BRIEF = Turn(
    id="brief@app.example",
    at=MONDAY,
    ours=False,
    subject="Who we are",
    text="We are a live app.\n- 2026-03-07 20:00 … 2026-03-07 23:00 Spring gala\n- 2026-03-20 10:00 … 2026-03-20 12:00 Release 5.2",
    files=("occasions.ics",),
)


def test_the_same_turns_give_the_same_act_in_another_process_s_mind() -> None:
    first = asked(of("no_voice"))
    for each in packaged():
        one, other = (Mind(each, questions(), 7, ZONE) for _ in range(2))
        assert one.next([first]) == other.next([first])


def test_a_mind_that_knows_the_thread_says_the_same_as_one_that_does_not_also_where_the_thread_has_become_another() -> None:
    knows, first = mind("qiushi"), asked(of("no_voice"))
    turns = [first]
    while len(turns) < 6 and (act := knows.next(turns)):
        turns += [written(act, len(turns)), says("It is still the same.", act.at + HOUR, len(turns) + 1)]
    assert len(turns) > 4
    shorter, otherwise = turns[:3], [*turns[:2], says("It is gone, it works now.", turns[1].at + HOUR, 2)]
    for each in (turns, shorter, otherwise, turns):
        assert knows.next(each) == mind("qiushi").next(each)


def test_another_seed_and_another_thread_go_otherwise() -> None:
    acts = {
        (act.at, act.text)
        for seed in range(5)
        for number in range(5)
        if (act := mind(seed=seed).next([asked(of("no_voice"), number)]))
    }
    assert len(acts) > 10


def test_a_machine_acknowledges_at_once_and_a_person_answers_later() -> None:
    first = asked(of("no_voice"))
    act = mind().next([first])
    assert act
    assert act.automatic
    assert act.at - MONDAY < MINUTE
    person = mind().next([first, written(act, 1)])
    assert person
    assert (person.automatic, person.at > act.at, person.author in person.text) == (False, True, True)


@pytest.mark.parametrize(("language", "script"), [(Language.ZH, True), (Language.EN, False)])
def test_answers_come_in_the_customer_s_language(language: Language, script: bool) -> None:
    desk = mind("qiushi")
    texts = [
        turn.text
        for n in range(40)
        for step, turn in thread(desk, asked(of("no_voice"), n, language=language), lambda _: None)
        if step
    ]
    chinese = sum(any("\u4e00" <= letter <= "\u9fff" for letter in text) for text in texts)
    assert (chinese > 0.8 * len(texts)) is script


def test_what_the_customer_writes_in_between_harms_nothing() -> None:
    desk = mind("qiushi")
    first = asked(of("no_voice"))
    act = desk.next([first])
    assert act
    crossed = [first, says("Any news? One more thing: it is the same on headphones.", act.at - 5_000, 1)]
    assert desk.next(crossed) == act


def test_a_machine_that_answers_every_mail_is_not_answered_for_ever() -> None:
    for number in range(30):
        told = thread(mind(), asked(of("no_voice"), number), lambda _: "I am out of office until Monday, is it urgent?", most=60)
        assert len(told) < 40


def test_a_question_of_nobody_s_is_answered_in_general_words() -> None:
    told = thread(mind(), Turn(id="x", at=MONDAY, ours=False, subject="Invoice", text="Where is the invoice?"), lambda _: None)
    assert any(step == "verdict" for step, _ in told) or mind().script(told[0][1]).asks


def test_the_brief_is_thanked_for_and_no_more() -> None:
    steps = [step for step, _ in thread(mind(), BRIEF, lambda _: "Thank you.")]
    assert [step for step in steps if step] == ["acknowledge", "first"]


def test_an_occasion_is_warned_of_once_and_before_it_begins() -> None:
    who = persona("qiushi")
    desk = Mind(replace(who, proactive=replace(who.proactive, warns=1.0)), questions(), 1, ZONE)
    threads, sent = [[BRIEF]], []
    while (act := desk.unasked(threads)) and act.at < MONDAY + 61 * DAY:
        sent.append(act)
        threads.append([written(act, len(threads))])
    warnings = [act for act in sent if act.step.startswith("warning")]
    assert [name for name in ("Spring gala", "Release 5.2") for act in warnings if name in act.subject] == [
        "Spring gala",
        "Release 5.2",
    ]
    assert all(MONDAY < act.at < int(act.step.removeprefix("warning-")) for act in warnings)
    assert [act.step for act in sent if act not in warnings] == ["review-1", "review-2"]
    assert desk.next(threads[-1]) is None


def test_without_a_brief_nothing_is_said_unasked() -> None:
    assert mind("qiushi").unasked([[asked(of("no_voice"))]]) is None


@pytest.mark.parametrize("name", ["chenfeng", "qiushi", "yunlian"])
def test_no_text_leaves_a_blank_open_or_a_sentence_away(name: str) -> None:
    desk = mind(name)
    for number, instance in enumerate(put()[::3]):
        language = list(Language)[number % 2]
        for step, turn in thread(desk, asked(instance, number, language=language), lambda _: None):
            assert not step or (turn.text.strip() and "{" not in turn.text + turn.subject)
